/** The numbers of a report that a leaderboard keeps, by metric and place. */
import * as z from 'zod';
import { type Role, where } from '../contracts/metrics.ts';
import type { Report } from '../contracts/report.ts';
import { canonicalLine } from '../io/canonical_json.ts';

/** A place may be about one part of every sample: a class of objects, a region. */
export const rawNumber = z.strictObject({
  metric: z.string(),
  where,
  value: z.number().nullable(),
  n: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type RawNumber = z.infer<typeof rawNumber>;

/** Raw metrics of a run: other weights are applied to them later, without the report. */
export function numbersOf({ metrics }: Pick<Report, 'metrics'>, whose: Role = 'candidate'): RawNumber[] {
  return metrics.rows
    .filter(({ role }) => role === whose)
    .map(({ metric, where, value, n, interval }) => ({ metric, where, value, n, low: interval?.low ?? null, high: interval?.high ?? null }));
}

/** Equal for the same metric at the same place, whatever `where` may name. */
export function numberKey({ metric, where }: Pick<RawNumber, 'metric' | 'where'>): string {
  return canonicalLine([metric, where]);
}
