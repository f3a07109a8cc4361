/** Refuses parts that do not belong together: a report must not quote one table and another's verdict. */
import type { Decision } from '../contracts/decision.ts';
import type { MetricsTable } from '../contracts/metrics.ts';
import type { Gallery } from '../contracts/report.ts';
import { Problems } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';

/** @throws InputError EV5403 naming every mismatch */
export function checkParts(metrics: MetricsTable, decision: Decision, gallery: Gallery): void {
  const problems = new Problems();
  const digest = digestOf(metrics);
  if (decision.digests.metrics !== digest) {
    problems.add({
      code: 'EV5403',
      location: 'decision',
      message: 'the decision judges another table',
      got: decision.digests.metrics,
      expected: digest,
    });
  }
  const samples = new Set(metrics.samples.map(({ corpus, id }) => `${corpus}/${id}`));
  for (const { corpus, id } of gallery.items) {
    if (!samples.has(`${corpus}/${id}`))
      problems.add({ code: 'EV5403', location: `gallery, ${corpus}/${id}`, message: 'the table has no such sample' });
  }
  const corpora = new Set(metrics.corpora.map(({ name }) => name));
  for (const { corpus, id } of gallery.figures) {
    if (!corpora.has(corpus)) problems.add({ code: 'EV5403', location: `gallery, ${corpus}/${id}`, message: 'the table has no such corpus' });
  }
  problems.check();
}
