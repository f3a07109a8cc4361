import { verdictAnswer } from '../../contracts/cli_results.ts';
import type { Decision } from '../../contracts/decision.ts';
import { gateLines } from '../../gate/text.ts';
import { defineCommand } from '../command.ts';
import { readReport, usualReport } from '../inputs.ts';

/** The same as of the gate, but that each verdict has its own. */
const exitCodes = { go: 0, 'no-go': 1, inconclusive: 5, void: 6 } as const satisfies Record<Decision['verdict'], number>;

export const verdictCommand = defineCommand(
  {
    name: 'verdict',
    summary: 'the verdict of a report, as an exit code',
    about: [
      'Prints what the gate prints, and ends with an exit code for each verdict: for scripts that act on a verdict without Bazel.',
      'All but go count as no-go. Whether the report may be believed is the business of the gate and of promote.',
    ],
    words: [],
    options: { report: { value: 'PATH', about: `the report (${usualReport})` } },
    examples: [['--report bazel-bin/eval/report', 'may it be promoted?']],
    exitCodes: [
      [exitCodes.go, 'go'],
      [exitCodes['no-go'], 'no-go: a blocking criterion fails or lacks evidence, or a sanity check blocks'],
      [2, 'the report cannot be read, wrong usage'],
      [exitCodes.inconclusive, 'inconclusive: nothing but too few samples stands against a go'],
      [exitCodes.void, 'void: nothing trustworthy was measured'],
    ],
  },
  verdictAnswer,
  ({ options: { report = usualReport } }) => {
    const { decision } = readReport(report);
    const { evaluation, verdict, recommendation, deciding, why, failed, policy } = decision;
    const data = { schemaVersion: 1, kind: 'verdict', evaluation, verdict, recommendation, deciding, why, failed, policy } as const;
    return { data, text: (_, paint) => lines(decision, paint[tones[verdict]]), exitCode: exitCodes[verdict] };
  },
);

const tones = { go: 'good', 'no-go': 'bad', inconclusive: 'doubtful', void: 'bad' } as const satisfies Record<Decision['verdict'], string>;

function lines(decision: Decision, tone: (text: string) => string): string[] {
  const [first = '', ...rest] = gateLines(decision, '', 'go');
  return [tone(first), ...rest];
}
