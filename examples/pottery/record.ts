/** The golden record of an evaluation: what its report said when somebody last looked and agreed. */
import type { Report } from '../../eval/contracts/report.ts';

export interface GoldenRecord {
  readonly recommendation: string;
  readonly deciding: string;
  readonly failed: readonly string[];
  readonly digests: Report['decision']['digests'];
  /** `role corpus slice metric` -> value and n. */
  readonly rows: Readonly<Record<string, { readonly value: number | null; readonly n: number }>>;
}

/** Everything of a report that must not change unnoticed, without intervals and pictures. */
export function goldenRecord(report: Report): GoldenRecord {
  const { metrics: _, ...digests } = report.decision.digests;
  const place = (where: Report['metrics']['rows'][number]['where']): string =>
    where.slice === null ? where.corpus : `${where.corpus} ${where.slice.dimension}=${where.slice.value}`;
  return {
    recommendation: report.recommendation,
    deciding: report.deciding,
    failed: report.decision.failed,
    // The digest of metrics.json moves with the last bit of a number; the numbers themselves are compared below.
    digests: { ...digests, metrics: '' },
    rows: Object.fromEntries(report.metrics.rows.map((row) => [`${row.role} ${place(row.where)} ${row.metric}`, { value: row.value, n: row.n }])),
  };
}
