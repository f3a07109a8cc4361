import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportAnswer } from '../../contracts/cli_results.ts';
import { InputError } from '../../errors/errors.ts';
import { unknownWord } from '../../io/arguments.ts';
import { writeBytes } from '../../io/files.ts';
import { counted } from '../../io/words.ts';
import { defineCommand } from '../command.ts';
import { isFolder, usualReport } from '../inputs.ts';
import { type Exported, exportedOf, type Files } from './exported.ts';
import { mlflow } from './mlflow.ts';
import { modelCard } from './model_card.ts';
import { wandb } from './wandb.ts';

interface Format {
  /** What it is, and who reads it. */
  readonly about: string;
  readonly files: (exported: Exported) => Files;
}

/** A new format is a file and a line here. */
const formats: Readonly<Record<string, Format>> = {
  mlflow: { about: 'a run in a file store of MLflow (mlruns)', files: mlflow },
  wandb: { about: 'an offline run for `wandb sync`', files: wandb },
  'model-card': { about: 'a README.md with a model-index, as the Hugging Face Hub reads it', files: modelCard },
};

export const exportCommand = defineCommand(
  {
    name: 'export',
    summary: 'write a report for MLflow, Weights & Biases or the Hugging Face Hub',
    about: [
      'Writes the numbers of a report, its verdict, its digests and its conventions in a form of another program. A number that',
      'was not measured is left out, and a verdict that is no go is said. Nothing is sent anywhere. Formats:',
      ...Object.entries(formats).map(([name, { about }]) => `  ${name.padEnd(12)}${about}`),
    ],
    words: [],
    options: {
      format: { value: 'NAME', needed: true, about: 'one of these formats' },
      out: { value: 'FOLDER', needed: true, about: 'where the files go; those of other reports there are kept' },
      report: { value: 'PATH', about: `the report (${usualReport})` },
    },
    examples: [
      ['--format mlflow --out mlruns', 'a run in mlruns'],
      ['--format model-card --report results/7f3a --out card', 'of a result of the service, with its time'],
    ],
    exitCodes: [
      [0, 'written, whatever the verdict is'],
      [2, 'the report cannot be read, other files stand where these would go, wrong usage'],
    ],
  },
  exportAnswer,
  ({ options: { format, out, report = usualReport } }) => {
    const { files: filesOf } = formatNamed(format);
    const exported = exportedOf(report);
    const files = filesOf(exported);
    write(files, out);
    const { evaluation, verdict } = exported.report.decision;
    const data = {
      schemaVersion: 1,
      kind: 'export',
      evaluation,
      verdict,
      model: exported.model,
      format,
      out,
      files: [...files.keys()].sort(),
    } as const;
    return {
      data,
      text: (told, paint) => [paint.strong(`${told.model} (${told.verdict}): ${counted(told.files.length, 'file')} in ${told.out}`)],
      exitCode: 0,
    };
  },
);

function formatNamed(name: string): Format {
  const found = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (found === undefined) throw unknownWord('format', name, Object.keys(formats));
  return found;
}

/** All files or, where one of them would take the place of another content, none. @throws InputError EV9018, EV5004 */
function write(files: Files, out: string): void {
  const paths = [...files].map(([name, content]) => ({ path: join(out, name), content: Buffer.from(content) }));
  const taken = paths.filter(
    ({ path, content }) => isFolder(path) !== undefined && !content.equals(isFolder(path) ? Buffer.of() : readFileSync(path)),
  );
  if (taken.length > 0)
    throw new InputError(taken.map(({ path }) => ({ code: 'EV9018', location: path, message: 'something else is there already' })));
  for (const { path, content } of paths) writeBytes(path, content);
}
