/** A report as the next golden record, and what that changes. */

import type { Blessing } from '../../contracts/cli_results.ts';
import type { Golden } from '../../contracts/golden.ts';
import type { Report } from '../../contracts/report.ts';
import { InputError } from '../../errors/errors.ts';
import { compare } from '../diff/compare.ts';
import { goldenRecord, sayTheSame } from '../record/golden.ts';

export interface BlessInput {
  readonly report: Report;
  /** The path of the report, for messages. */
  readonly location: string;
  /** The record that is there; undefined where there is none yet. */
  readonly old: Golden | undefined;
}

/**
 * A no-go can be blessed: it is what somebody looked at. A record that says the same is kept as it is, with its history.
 * @throws InputError EV9015 for a void report
 */
export function bless({ report, location, old }: BlessInput): Blessing {
  if (report.verdict === 'void') {
    throw new InputError({ code: 'EV9015', location, message: `nothing trustworthy was measured: ${report.decision.why}`, got: 'verdict void' });
  }
  const record = goldenRecord(report, old?.digest ?? null);
  const difference = old === undefined ? null : compare({ a: old, b: record, anyway: true });
  const kept = old !== undefined && sayTheSame(old, record);
  return { schemaVersion: 1, kind: 'blessing', outcome: kept ? 'kept' : 'proposed', record: kept ? old : record, difference };
}
