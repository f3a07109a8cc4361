/** The command line: flags of the scripts it stands in for, and what those could not say. */
import { InputError } from '../../errors/errors.ts';
import { type Arguments, parseArguments, wrongArgument } from '../../io/arguments.ts';
import { decimalIn } from '../../io/decimal.ts';
import type { Stated } from './run.ts';

const flags = {
  'eval-report': 'optional',
  'shadow-summary': 'optional',
  'labelled-traces': 'optional',
  tier: 'optional',
  output: 'optional',
  metric: 'many',
  who: 'optional',
  why: 'optional',
  policy: 'optional',
  criteria: 'optional',
} as const;

export interface CommandLine extends Omit<Arguments<typeof flags>, 'metric' | 'policy'> {
  readonly stated: readonly Stated[];
  readonly skippedCountsAsPassed: boolean;
}

export const usage = `usage: scorecard [flags]
  --eval-report PATH        eval report of the candidate
  --shadow-summary PATH     summary of shadow traffic
  --labelled-traces DIR     folder of labelled traces, every *.json below it
  --tier TIER               base, first_sft (the default) or future
  --output PATH             write the scorecard there too
  --metric NAME=VALUE       override, also NAME=PART/WHOLE; repeatable, the last of one name counts; needs --who and --why
  --who NAME --why TEXT     who takes responsibility for the overrides, and why
  --policy skipped_counts_as_passed
                            take what was not measured as passed; with nothing measured the verdict is void all the same
  --criteria PATH           other criteria than the shipped ones; then --tier has no default
Flags are spelt out: --ti is not --tier.
exit codes: 0 go; 1 a gate failed; 2 the command line is wrong; 3 an input is missing, unreadable or malformed;
4 nothing failed, but something required was not measured, or the verdict is void
`;

/** @throws InputError EV9001 naming every wrong argument */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const { metric, policy, ...args } = parseArguments(argv, flags);
  const problems: string[] = [];
  const stated = new Map<string, Stated>();
  for (const text of metric) {
    const one = parseMetric(text);
    if (typeof one === 'string') problems.push(`--metric ${text}: ${one}`);
    else stated.set(one.metric, one);
  }
  for (const name of ['who', 'why'] as const) {
    if (metric.length > 0 && (args[name] ?? '').trim() === '') problems.push(`--metric needs --${name}: an override is somebody's responsibility`);
  }
  if (policy !== undefined && policy !== 'skipped_counts_as_passed') problems.push(`--policy ${policy}: the one policy is skipped_counts_as_passed`);
  if (problems.length > 0) throw new InputError(problems.map((message) => wrongArgument(message)));
  return { ...args, stated: [...stated.values()], skippedCountsAsPassed: policy !== undefined };
}

const parts = /^(\d+)\s*\/\s*(\d+)$/;

/** The override, or what is wrong with its text. */
function parseMetric(text: string): Stated | string {
  const at = text.indexOf('=');
  if (at < 0) return 'expected NAME=VALUE';
  const metric = text.slice(0, at).trim();
  const value = text.slice(at + 1).trim();
  const [, part, whole] = parts.exec(value) ?? [];
  if (part !== undefined && whole !== undefined) {
    return Number(whole) > 0 ? { metric, numerator: Number(part), denominator: Number(whole) } : 'the whole is 0';
  }
  const number = decimalIn(value);
  return number === undefined ? `"${value}" is no finite decimal number and no PART/WHOLE` : { metric, value: number };
}
