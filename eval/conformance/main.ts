/**
 * Checks that a program keeps the protocol of `command_backend`, on samples made for the purpose and on pictures of your own.
 *
 *     bazel run //eval/conformance -- --command path/to/program
 *         --backend backend.json     arguments, configuration and form of pictures, as bazel-bin/<package>/<backend>/backend.json has them
 *         --images folder            further pictures: .jpg, .jpeg, .png, .webp
 *         --feature name …           for a backend that reads features and no pictures: which
 *         --data name=path …         files that the backend declares as `data`
 *         --seconds 60               time limit of one run; there are some ten
 *
 * Prints a line for each check, then `N passed, N failed`. Exit codes: 0 all passed, 1 not all, 2 wrong usage. With --out the
 * same goes to a file and the exit code is 0: so Bazel keeps a result.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { command } from '../backends/command.ts';
import { backendDeclaration } from '../contracts/backend.ts';
import type { InputRow } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { displayedSize } from '../image/decode.ts';
import { parseArguments, typedPath, wholeArgument } from '../io/arguments.ts';
import { sha256 } from '../io/digest.ts';
import { readBytes, readJson, writeText } from '../io/files.ts';
import { validate } from '../io/issues.ts';
import { runMain } from '../io/main.ts';
import { checkedProgram } from './checked_program.ts';
import { featureProbes, type PictureProbe, pictureProbes } from './probes.ts';
import { run, textOf } from './run.ts';

process.chdir(typedPath('.'));

export const main = await runMain(import.meta, async (argv) => {
  const args = parseArguments(argv, {
    command: 'one',
    backend: 'optional',
    images: 'optional',
    feature: 'many',
    data: 'map',
    seconds: 'optional',
    out: 'optional',
  });
  const seconds = wholeArgument('seconds', args.seconds ?? '60', 1);
  const { config } = args.backend === undefined ? { config: {} } : readJson(args.backend, backendDeclaration);
  const out = args.out === undefined ? undefined : resolve(args.out);
  const program = {
    ...validate(command.configuration, config, args.backend ?? 'arguments'),
    program: resolve(args.command),
    data: new Map([...args.data].map(([name, path]) => [name, resolve(path)])),
    seconds,
  };
  const pictures = args.feature.length > 0 ? [] : [...(await pictureProbes()), ...(args.images === undefined ? [] : picturesIn(args.images))];

  const start = process.cwd();
  const workplace = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    process.chdir(workplace);
    const samples = args.feature.length > 0 ? featureProbes(args.feature) : await placed(pictures);
    const results = await run(checkedProgram(program), samples);
    // Paths as they were typed: a result that Bazel keeps must not depend on where it was made.
    const text = [start, workplace].reduce((told, folder) => told.replaceAll(`${folder}/`, ''), textOf(results));
    if (out === undefined) process.stdout.write(text);
    else writeText(out, text);
    return out === undefined && results.some(({ problem }) => problem !== undefined) ? 1 : 0;
  } finally {
    process.chdir(tmpdir());
    rmSync(workplace, { recursive: true, force: true });
  }
});

/** @throws InputError EV9001 when there is none: a check of nothing would pass */
function picturesIn(folder: string): PictureProbe[] {
  const names = readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .sort();
  if (names.length > 0) return names.map((name, i) => ({ id: `image-${i}`, file: `image-${name}`, bytes: readBytes(join(folder, name)) }));
  throw new InputError({ code: 'EV9001', location: folder, message: 'there are no pictures in the folder', expected: '.jpg, .jpeg, .png or .webp' });
}

/** Writes the pictures into the working directory. */
async function placed(pictures: readonly PictureProbe[]): Promise<InputRow[]> {
  mkdirSync('pictures');
  const rows: InputRow[] = [];
  for (const { id, file, bytes } of pictures) {
    const image = join('pictures', file);
    writeFileSync(image, bytes);
    rows.push({ kind: 'image', id, image, sha256: sha256(bytes), ...(await displayedSize(bytes, file)) });
  }
  return rows;
}
