/** The scorecard as a command: what is read, what is printed, and what the exit code is. */
import { join } from 'node:path';
import { formatProblems, InputError } from '../../errors/errors.ts';
import { type Source, sourceOf } from '../../external_metrics/input.ts';
import { finiteOnly } from '../../io/canonical_json.ts';
import { readBytes, readText, writeText } from '../../io/files.ts';
import { parseCommandLine, usage } from './arguments.ts';
import { jsonBelow } from './folder.ts';
import { exitCodeOfError, run } from './run.ts';

const defaultTier = 'first_sft';

export interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * Writes --output; everything else is the caller's.
 * @param shipped folder of the shipped criteria
 */
export function command(argv: readonly string[], shipped: string): Result {
  if (argv.includes('--help')) return { stdout: usage, stderr: '', exitCode: 0 };
  try {
    return { ...scorecard(argv, shipped), stderr: '' };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { stdout: '', stderr: `${formatProblems(error.problems)}\n`, exitCode: exitCodeOfError(error) };
  }
}

function scorecard(argv: readonly string[], shipped: string): Omit<Result, 'stderr'> {
  const args = parseCommandLine(argv);
  const read = (path: string | undefined): Source | undefined => (path === undefined ? undefined : sourceOf(path, readBytes(path)));
  const { scorecard, exitCode } = run({
    criteria:
      args.criteria === undefined
        ? { text: readText(join(shipped, 'scorecard/promotion_scorecard.yaml')), location: 'promotion_scorecard.yaml' }
        : { text: readText(args.criteria), location: args.criteria },
    sanity: { text: readText(join(shipped, 'sanity.yaml')), location: 'sanity.yaml' },
    tier: args.tier ?? (args.criteria === undefined ? defaultTier : undefined),
    skippedCountsAsPassed: args.skippedCountsAsPassed,
    artefacts: {
      evalReport: read(args['eval-report']),
      shadowSummary: read(args['shadow-summary']),
      traces: args['labelled-traces'] === undefined ? undefined : jsonBelow(args['labelled-traces']),
    },
    stated: args.stated,
    who: args.who,
    why: args.why,
  });
  const stdout = `${JSON.stringify(scorecard, finiteOnly, 2)}\n`;
  if (args.output !== undefined) writeText(args.output, stdout);
  return { stdout, exitCode };
}
