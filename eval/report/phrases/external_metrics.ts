/** Where a number from outside comes from, in a table and in the note of a gate. */
import type { CriterionResult } from '../../contracts/decision.ts';
import type { ExternalRow } from '../../contracts/external_metrics.ts';
import { absent } from './numbers.ts';

/** Why there is no number, or how it follows from what; of an override, who took responsibility and why. */
export function originText({ reason, detail, who, why }: ExternalRow): string {
  const stated = who === null ? null : `stated by ${who}`;
  const parts = [reason, stated, why, detail].filter((part) => part !== null && part !== '');
  return parts.map((part) => part?.replace(/\.$/, '')).join('; ') || absent;
}

/** What a reader must know of a gate: who stated its number, and why it has none or does not hold. Empty where it simply holds. */
export function gateNote({ status, level, reason }: CriterionResult, row: ExternalRow | undefined): string {
  const stated = row?.origin === 'override' ? [`override by ${row.who}: ${row.why}`] : [];
  const lacking = status === 'not_applicable' ? 'not measured, and the criteria take that as passed' : notMeasured(level);
  const because = row?.value === null && row.reason !== null ? row.reason : reason;
  const found = { pass: [], fail: [reason], inconclusive: [reason], insufficient: [lacking, because], not_applicable: [lacking, because] }[status];
  return [...found, ...stated].join('; ');
}

function notMeasured(level: CriterionResult['level']): string {
  return level === 'block' ? 'not measured' : `not measured, which only counts as ${level} here`;
}
