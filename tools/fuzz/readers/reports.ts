/** What is made of a decision: gallery, report, scorecard, and the commands that read them. */

import { program } from '../../../eval/cli/program.ts';
import { goldenRecord } from '../../../eval/cli/record/golden.ts';
import { paintFor } from '../../../eval/cli/text/paint.ts';
import { sliceRow, truthRow } from '../../../eval/contracts/corpus.ts';
import { decision } from '../../../eval/contracts/decision.ts';
import { metricsTable } from '../../../eval/contracts/metrics.ts';
import { pairRow, pairsHeader } from '../../../eval/contracts/pairs.ts';
import { predictionRow, predictionsHeader } from '../../../eval/contracts/predictions.ts';
import { gallery, report } from '../../../eval/contracts/report.ts';
import { scorecard } from '../../../eval/contracts/scorecard.ts';
import { chooseSamples } from '../../../eval/gallery/choose.ts';
import { planFigures } from '../../../eval/gallery/figures.ts';
import { rankingMetric } from '../../../eval/gallery/rank.ts';
import { run as draw } from '../../../eval/gallery/run.ts';
import { readBytes, readJson } from '../../../eval/io/files.ts';
import { readHeaderAndRows, readRows } from '../../../eval/io/ndjson.ts';
import { run as render } from '../../../eval/render/run.ts';
import { run as makeScorecard } from '../../../eval/scorecard/run.ts';
import { MetricsIndex } from '../../../eval/table/index.ts';
import { checkPairs } from '../../../eval/table/pairs.ts';
import { corpusOf, pots } from '../../false_greens/pictures.ts';
import type { Files, Read, Reader } from '../reader.ts';
import { file, json } from '../reader.ts';
import { filesNamed } from './stages.ts';

const readPairs = () => [...readHeaderAndRows('pairs.ndjson', pairsHeader, pairRow).rows];

const emptyGallery = { schemaVersion: 1, kind: 'gallery', legend: [], items: [], figures: [] };

function rendered(): Read {
  const output = render({
    metrics: readJson('metrics.json', metricsTable),
    decision: readJson('decision.json', decision),
    gallery: readJson('gallery.json', gallery),
    pairs: readPairs(),
  });
  const says = /recommendation: "([a-z-]+)"\s*$/.exec(output.markdown)?.[1];
  if (says !== output.report.recommendation) throw new Error(`the last line of the report says ${says}`);
  return { outputs: [{ schema: report, value: output.report }] };
}

async function drawn(): Promise<Read> {
  const index = new MetricsIndex(readJson('metrics.json', metricsTable));
  const pairs = readPairs();
  checkPairs(index.metrics, pairs);
  const metric = rankingMetric(index, pairs);
  const find = <T extends { readonly id: string }>(rows: Iterable<T>) => {
    const byId = new Map([...rows].map((row) => [row.id, row]));
    return (id: string): T | undefined => byId.get(id);
  };
  const predictions = (role: string) => find(readHeaderAndRows(`predictions-${role}.ndjson`, predictionsHeader, predictionRow).rows);
  const [slices, truth] = [find(readRows('slices.ndjson', sliceRow)), find(readRows('truth.ndjson', truthRow))];
  const [candidate, baseline] = [predictions('candidate'), predictions('baseline')];
  const output = await draw({
    metric,
    names: { candidate: index.candidate.name, baseline: index.baseline?.name ?? null },
    choices: chooseSamples(index, pairs, { metric, count: 1 }),
    plans: planFigures(index.metrics, pairs),
    rowsOf: ({ id }) => ({ slices: slices(id), truth: truth(id), candidate: candidate(id), baseline: baseline(id) }),
    readImage: (_, key) => readBytes(key),
  });
  return { outputs: [{ schema: gallery, value: output.gallery }] };
}

async function galleries(): Promise<Files[]> {
  const [pictures, clips] = await filesNamed(
    'metrics.json',
    'pairs.ndjson',
    'slices.ndjson',
    'truth.ndjson',
    'predictions-candidate.ndjson',
    'predictions-baseline.ndjson',
  );
  const images = Object.entries((await corpusOf(pots)).images ?? {}).map(([name, bytes]) => [name, file('png', bytes)] as const);
  return [{ ...pictures, ...Object.fromEntries(images) }, { ...clips }];
}

async function reports(): Promise<Files[]> {
  return (await filesNamed('metrics.json', 'decision.json', 'pairs.ndjson')).map((files) => {
    const [metrics, decided] = ['metrics.json', 'decision.json'].map((name) => JSON.parse(Buffer.from(files[name]?.bytes ?? '').toString()));
    const [, ...pairs] = Buffer.from(files['pairs.ndjson']?.bytes ?? '')
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const made = render({ metrics, decision: decided, gallery: gallery.parse(emptyGallery), pairs }).report;
    return { 'report.json': json(made), 'golden.json': json(goldenRecord(made, null)) };
  });
}

/** Mistakes are answered with exit code 2; anything thrown is ours. */
function commands(): Read {
  const paint = paintFor(false, undefined);
  for (const argv of [
    ['explain', 'report.json', 'floor'],
    ['explain', 'report.json', 'sanity:same_prediction', '--json'],
    ['diff', 'golden.json', 'report.json', '--json'],
    ['diff', 'golden.json', 'report.json'],
  ]) {
    const { exitCode, stderr } = program(argv, paint);
    if (exitCode === 2 && stderr === '') throw new Error(`${argv.join(' ')} ends with 2 and says nothing`);
    if (exitCode < 0 || exitCode > 2) throw new Error(`${argv.join(' ')} ends with ${exitCode}`);
  }
  return {};
}

export const reportReaders: readonly Reader[] = [
  {
    name: 'render',
    weight: 6,
    inputs: async () =>
      (await filesNamed('metrics.json', 'decision.json', 'pairs.ndjson')).map((files) => ({ ...files, 'gallery.json': json(emptyGallery) })),
    read: rendered,
  },
  { name: 'gallery', weight: 3, inputs: galleries, read: drawn },
  { name: 'reports and records', weight: 6, inputs: reports, read: commands },
  {
    name: 'scorecard',
    weight: 3,
    inputs: () => filesNamed('decision.json'),
    read: () => ({ outputs: [{ schema: scorecard, value: makeScorecard({ decision: readJson('decision.json', decision), evidence: new Map() }) }] }),
  },
];
