/** Lays the scores over the samples, once it is certain that the files belong together. */
import { backendDigest } from '../backends/identity/identity.ts';
import { byText } from '../io/order.ts';
import type { Metric } from '../metrics/metric.ts';
import { askedOn } from './asked.ts';
import { checkCoverage } from './check_coverage.ts';
import { checkExternal } from './check_external.ts';
import { checkSamples } from './check_samples.ts';
import { columnsOf } from './columns.ts';
import type { Backend, CorpusSamples, Evaluation, Scores, ScoresFile, TabulateInput } from './evaluation.ts';
import { must } from './items.ts';
import { usedMetrics } from './used_metrics.ts';

const roleOrder = ['candidate', 'baseline', 'reference'];

/** @throws InputError EV5201 to EV5209: all problems of the files among each other, then all problems of their samples */
export function assemble(input: TabulateInput): Evaluation {
  checkCoverage(input);
  checkExternal(input);
  checkSamples(input);
  const { measure } = input.measure;
  const used = usedMetrics(input);
  const corpora = [...input.corpora.keys()].sort(byText).map((name) => corpusSamples(name, input, used));

  const scoresFrom = (file: ScoresFile): Scores => {
    const byId = new Map(file.rows.map((row) => [row.id, row]));
    const corpus = must(corpora.find(({ name }) => name === file.corpus));
    const rows = corpus.samples.map(({ id }) => must(byId.get(id)));
    return {
      rows: rows.map(({ values: _, counts: __, parts = {}, ...row }) => ({ ...row, partNames: Object.keys(parts) })),
      columns: columnsOf(corpus.asked, rows, measure),
      leftOut: rows.map(({ outcome }) => measure.correct_rejections === 'exclude' && outcome === 'correct_rejection'),
    };
  };
  const measured = [...Map.groupBy(input.scores, ({ backend }) => backend).values()].map((files): Backend => {
    const [{ role, header }] = files as [ScoresFile];
    return { role, identity: header.backend, scores: new Map(files.map((file) => [file.corpus, scoresFrom(file)])) };
  });
  const backends = [...measured, ...externalBackends(measured, input)];
  backends.sort((a, b) => roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role) || byText(a.identity.name, b.identity.name));
  return {
    name: input.evaluation,
    measure: input.measure,
    metrics: used,
    corpora,
    leftOut: (input.leftOut ?? []).toSorted(byText),
    candidate: must(backends.find(({ role }) => role === 'candidate')),
    baseline: backends.find(({ role }) => role === 'baseline'),
    backends,
    external: [...input.external].map(([name, metrics]) => ({ ...metrics, name })).sort((a, b) => byText(a.name, b.name)),
    training: input.training,
    tools: input.tools,
  };
}

/** What external metrics are about, if nothing was measured of it: the candidate, and what it is held against. */
function externalBackends(measured: readonly Backend[], { external }: TabulateInput): Backend[] {
  const subject = [...external.values()][0]?.subject;
  if (subject === undefined) return [];
  const backend = (role: 'candidate' | 'baseline', name: string | null): Backend[] => {
    if (name === null || measured.some((one) => one.role === role)) return [];
    const checkpoint = role === 'candidate' ? subject.checkpoint : null;
    const what = { kind: 'evidence', config: { subject: name } };
    return [{ role, identity: { ...what, name, digest: backendDigest(what, { checkpoint }), checkpoint }, scores: new Map() }];
  };
  return [...backend('candidate', subject.candidate), ...backend('baseline', subject.baseline)];
}

/** In the table a corpus bears the name that the evaluation has for it; criteria speak of that one. */
function corpusSamples(name: string, { corpora, slices }: TabulateInput, metrics: readonly Metric[]): CorpusSamples {
  const samples = must(slices.get(name)).toSorted((a, b) => byText(a.id, b.id));
  const groups = [...new Set(samples.map(({ group }) => group))].sort(byText);
  const numbers = new Map(groups.map((group, number) => [group, number]));
  const summary = { ...must(corpora.get(name)), name };
  return {
    name,
    summary,
    samples,
    asked: askedOn(summary, metrics),
    groupOf: Int32Array.from(samples, ({ group }) => must(numbers.get(group))),
  };
}
