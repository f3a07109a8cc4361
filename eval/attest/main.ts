/** attest: a decision to an in-toto statement with the predicate test-result. */
import { checkpoint } from '../contracts/checkpoint.ts';
import { decision } from '../contracts/decision.ts';
import { testResult, testResultStatement } from '../contracts/test_result.ts';
import { parseArguments } from '../io/arguments.ts';
import { sha256 } from '../io/digest.ts';
import { readBytes, readJson, writeJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, {
    decision: 'one',
    checkpoint: 'one',
    'made-of': 'map', // what the verdict was made of, by the name that the statement gives it
    'statement-out': 'one',
    'predicate-out': 'one',
  });
  const statement = run({
    decision: readJson(args.decision, decision),
    checkpoint: readJson(args.checkpoint, checkpoint),
    configuration: [...args['made-of']].map(([name, path]) => ({ name, digest: { sha256: sha256(readBytes(path)).slice('sha256:'.length) } })),
  });
  writeJson(args['statement-out'], testResultStatement, statement);
  writeJson(args['predicate-out'], testResult, statement.predicate);
});
