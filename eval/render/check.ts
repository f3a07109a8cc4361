/** Refuses parts that do not belong together: a report must not quote one table and another's verdict. */
import { Problems } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import type { ReportInput } from '../report/view.ts';
import { pairsDigest } from '../table/pairs.ts';

/** @throws InputError EV5403 naming every mismatch */
export function checkParts({ metrics, decision, gallery, pairs }: ReportInput): void {
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
  const given = pairsDigest(pairs);
  if (given !== metrics.pairs) {
    problems.add({ code: 'EV5403', location: 'pairs', message: 'the samples are those of another table', got: given, expected: metrics.pairs });
  }
  const samples = new Set(pairs.map(({ corpus, id }) => `${corpus}/${id}`));
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
