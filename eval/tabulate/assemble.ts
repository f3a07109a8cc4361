/** Lays the scores over the samples, once it is certain that the files belong together. */
import { backendDigest } from '../backends/identity/identity.ts';
import type { SliceRow } from '../contracts/corpus.ts';
import { Problems } from '../errors/errors.ts';
import { byText } from '../io/order.ts';
import { Texts } from '../io/texts.ts';
import type { Metric } from '../metrics/metric.ts';
import { withOwn } from '../metrics/table.ts';
import type { Row, Sample } from '../sanity/evaluation.ts';
import { Rows } from '../sanity/rows.ts';
import { askedOn } from './asked.ts';
import { checkCoverage } from './check_coverage.ts';
import { checkExternal } from './check_external.ts';
import { checkSlices, checkTruth, RowChecks } from './check_samples.ts';
import { Columns } from './columns.ts';
import type { Backend, CorpusSamples, Evaluation, Scores, ScoresFile, TabulateInput } from './evaluation.ts';
import { must } from './items.ts';
import { KeptSample, KeptSamples } from './kept_samples.ts';
import { KeptRow, KeptScores } from './kept_scores.ts';
import { usedMetrics } from './used_metrics.ts';

const roleOrder = ['candidate', 'baseline', 'reference'];

/**
 * Rows are read here, one by one: what is kept of them says `kept_scores.ts`.
 * @throws InputError EV5201 to EV5209: all problems of the files among each other, then all problems of their samples
 */
export function assemble(input: TabulateInput): Evaluation {
  checkCoverage(input);
  checkExternal(input);
  const used = usedMetrics(input);
  const expected = [...input.corpora.values()].reduce((sum, { samples }) => sum + samples, 0);
  const [names, contents] = [new Texts(expected), new Texts(expected)];
  const problems = new Problems();
  const corpora = [...input.slices].map(([name, rows]) => corpusSamples(name, rows, names, input, used));
  const read = corpora.flatMap((corpus) => {
    checkSlices(corpus, problems);
    const files = input.scores.filter((file) => file.corpus === corpus.name).map((file) => readScores(file, corpus, input, contents, problems));
    checkTruth(files, problems);
    return files;
  });
  problems.check();
  corpora.sort((a, b) => byText(a.name, b.name));

  const measured = [...Map.groupBy(read, ({ file }) => file.backend).values()].map((files): Backend => {
    const [{ file }] = files as [ReadScores];
    const scores = files.map((one) => [one.file.corpus, scoresFrom(one, input)] as const);
    return { role: file.role, identity: file.header.backend, scores: new Map(scores) };
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
    names,
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
function corpusSamples(name: string, rows: Iterable<SliceRow>, names: Texts, { corpora }: TabulateInput, metrics: readonly Metric[]): CorpusSamples {
  const summary = { ...must(corpora.get(name)), name };
  const kept = new KeptSamples(rows, summary.samples, names);
  const samples = new Rows(kept.length, (i): Sample => new KeptSample(kept, i));
  return { name, summary, kept, samples, asked: askedOn(summary, metrics), groupOf: kept.groupOf };
}

/** A file of scores when its rows were read. */
interface ReadScores {
  readonly file: ScoresFile;
  readonly corpus: CorpusSamples;
  readonly kept: KeptScores;
  readonly columns: Columns;
}

function readScores(file: ScoresFile, corpus: CorpusSamples, { measure }: TabulateInput, contents: Texts, problems: Problems): ReadScores {
  const kept = new KeptScores(corpus.kept);
  const columns = new Columns(corpus.asked, corpus.kept.length);
  const checks = new RowChecks(file, corpus.kept, withOwn(measure.measure.own_metrics));
  let last = -1;
  for (const row of file.rows) {
    const position = corpus.kept.positionOf(row.id, last + 1);
    checks.add(row, position);
    if (position < 0) continue;
    kept.add(position, row, contents);
    columns.add(position, row);
    last = position;
  }
  checks.tell(problems);
  return { file, corpus, kept, columns };
}

function scoresFrom({ kept, columns }: ReadScores, { measure: { measure } }: TabulateInput): Scores {
  return {
    kept,
    rows: new Rows(kept.samples.length, (i): Row => new KeptRow(kept, i)),
    columns: columns.all(kept, measure),
    isLeftOut: (sample) => measure.correct_rejections === 'exclude' && kept.isCorrectRejection(sample),
  };
}
