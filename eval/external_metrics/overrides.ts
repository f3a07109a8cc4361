/** Overrides: numbers that a person states. They win over every artefact, and say who, why, and what they replaced. */

import type { ExternalConfig, Override } from '../contracts/external_config.ts';
import type { ExternalRow } from '../contracts/external_metrics.ts';
import { InputError, type Problem } from '../errors/errors.ts';
import { anyNumber, scorecardNumbers } from './scorecard_numbers.ts';

/** @throws InputError EV6006, EV6007, EV6009, EV6010 naming every wrong override */
export function applyOverrides(rows: readonly ExternalRow[], { overrides, subject }: ExternalConfig): ExternalRow[] {
  const taken = new Set<string>();
  const problems = overrides.flatMap((override) => {
    const location = locationOf(override);
    const twice = taken.has(location);
    taken.add(location);
    return [
      ...(twice ? [{ code: 'EV6009', location, message: 'there is another override of it' } as const] : []),
      ...(override.role === 'baseline' && subject.baseline === null
        ? [{ code: 'EV6010', location, message: 'the subject names no baseline' } as const]
        : []),
      ...wrongValue(override, location),
    ];
  });
  if (problems.length > 0) throw new InputError(problems);
  const replaces = (row: ExternalRow, override: Override): boolean => row.metric === override.metric && row.role === override.role;
  return [
    ...rows.filter((row) => !overrides.some((override) => replaces(row, override))),
    ...overrides.map((override) =>
      rowOf(
        override,
        rows.find((row) => replaces(row, override)),
      ),
    ),
  ];
}

function locationOf({ metric, role }: Override): string {
  return `override of ${role === 'candidate' ? metric : `the baseline's ${metric}`}`;
}

function wrongValue(override: Override, location: string): Problem[] {
  // Of any other number the criteria say what it is: tabulate holds it against them, and refuses one that they do not declare.
  const known = scorecardNumbers.get(override.metric) ?? anyNumber;
  if ('value' in override) {
    const [low, high] = known.range;
    const { value } = override;
    if ((low === null || value >= low) && (high === null || value <= high)) return [];
    const expected = `${low ?? 'any number'} to ${high ?? 'any number'}`;
    return [{ code: 'EV6007', location, message: 'it cannot have this value', got: String(value), expected }];
  }
  const { numerator, denominator } = override;
  const got = `${numerator} of ${denominator}`;
  if (!known.proportion) return [{ code: 'EV6007', location, message: 'it is not a part of a whole', got, expected: 'value and n' }];
  return numerator > denominator ? [{ code: 'EV6006', location, message: 'the numerator is above the denominator', got }] : [];
}

function rowOf(override: Override, replaced: ExternalRow | undefined): ExternalRow {
  const { metric, role, who, why } = override;
  const instead =
    replaced === undefined ? 'no artefact says anything' : `instead of ${replaced.value ?? 'nothing'} (${replaced.reason ?? replaced.detail})`;
  const stated =
    'value' in override
      ? { value: override.value, n: override.n, counts: null }
      : {
          value: override.numerator / override.denominator,
          n: override.denominator,
          counts: { numerator: override.numerator, denominator: override.denominator },
        };
  return { metric, role, ...stated, reason: null, origin: 'override', detail: instead, who, why };
}
