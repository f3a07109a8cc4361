import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments } from '../../eval/io/arguments.ts';
import { readText } from '../../eval/io/files.ts';
import { runMain } from '../../eval/io/main.ts';
import { bodyOf } from './body.ts';
import { forgeOf, place } from './forges.ts';

const usage = `Leaves one comment about a gate at a pull or merge request, and keeps it up to date.

bazel run @rules_model_eval//ci/comment -- --forge github|gitlab --gate //eval:gate --report <folder> --link <address of the run>

COMMENT_TOKEN is the token that comments; everything else comes from the variables that the forge sets in a job.
`;

export const main = await runMain(
  import.meta,
  async (argv) => {
    const { forge, gate, report, link } = parseArguments(argv, { forge: 'one', gate: 'one', report: 'one', link: 'one' });
    const file = join(report, 'report.md');
    const body = bodyOf({ gate, link, report: existsSync(file) ? readText(file) : undefined });
    process.stdout.write(`${await place(forgeOf(forge, process.env), gate, body)}\n`);
  },
  usage,
);
