/** The gate inside a build, for `--//rules/settings:enforce`: an action that fails on anything but a go. */
import { decision } from '../../contracts/decision.ts';
import { parseArguments } from '../../io/arguments.ts';
import { readJson, writeText } from '../../io/files.ts';
import { runMain } from '../../io/main.ts';
import { run } from '../run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { decision: 'one', out: 'one' });
  const { text, exitCode } = run({ decision: readJson(args.decision, decision), report: '', expect: 'go' });
  if (exitCode === 0) writeText(args.out, text);
  else process.stderr.write(text);
  return exitCode;
});
