/** Lays the scores over the samples, once it is certain that the files belong together. */
import { metrics } from '../metrics/table.ts';
import { checkCoverage } from './check_coverage.ts';
import { checkSamples } from './check_samples.ts';
import { columnOf } from './columns.ts';
import type { Backend, CorpusSamples, Evaluation, Scores, ScoresFile, TabulateInput } from './evaluation.ts';
import { byText, existing } from './evaluation.ts';

const roleOrder = ['candidate', 'baseline', 'reference'];

/** @throws InputError EV5201 to EV5209: all problems of the files among each other, then all problems of their samples */
export function assemble(input: TabulateInput): Evaluation {
  checkCoverage(input);
  checkSamples(input);
  const { measure } = input.measure;
  const scored = new Set(input.scores.flatMap(({ header }) => header.metrics.map(({ id }) => id)));
  const used = metrics.filter((metric) => (metric.kind === 'pass' ? measure.pass !== undefined : scored.has(metric.id)));
  const corpora = [...input.corpora.keys()].sort(byText).map((name) => corpusSamples(name, input));

  const scoresFrom = (file: ScoresFile): Scores => {
    const byId = new Map(file.rows.map((row) => [row.id, row]));
    const corpus = existing(corpora.find(({ name }) => name === file.corpus));
    const rows = corpus.samples.map(({ id }) => existing(byId.get(id)));
    return {
      rows,
      columns: used.map((metric) => columnOf(metric, rows, measure)),
      leftOut: rows.map(({ outcome }) => measure.correct_rejections === 'exclude' && outcome === 'correct_rejection'),
    };
  };
  const backends = [...Map.groupBy(input.scores, ({ backend }) => backend).values()].map((files): Backend => {
    const [{ role, header }] = files as [ScoresFile];
    return { role, identity: header.backend, scores: new Map(files.map((file) => [file.corpus, scoresFrom(file)])) };
  });
  backends.sort((a, b) => roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role) || byText(a.identity.name, b.identity.name));
  return {
    name: input.evaluation,
    measure: input.measure,
    metrics: used,
    corpora,
    candidate: existing(backends.find(({ role }) => role === 'candidate')),
    baseline: backends.find(({ role }) => role === 'baseline'),
    backends,
    training: input.training,
    tools: input.tools,
  };
}

/** In the table a corpus bears the name that the evaluation has for it; criteria speak of that one. */
function corpusSamples(name: string, { corpora, slices }: TabulateInput): CorpusSamples {
  const samples = existing(slices.get(name)).toSorted((a, b) => byText(a.id, b.id));
  const groups = [...new Set(samples.map(({ group }) => group))].sort(byText);
  const numbers = new Map(groups.map((group, number) => [group, number]));
  return {
    name,
    summary: { ...existing(corpora.get(name)), name },
    samples,
    groupOf: Int32Array.from(samples, ({ group }) => existing(numbers.get(group))),
  };
}
