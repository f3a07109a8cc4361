/** gallery: which samples a report shows, drawn, and figures about whole corpora. Files of a corpus are given as `corpus=path`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { drawers } from '../annotations/drawers.ts';
import { sliceRow, truthRow } from '../contracts/corpus.ts';
import { metricsTable } from '../contracts/metrics.ts';
import { type PairRow, pairRow, pairsHeader } from '../contracts/pairs.ts';
import { predictionRow, predictionsHeader } from '../contracts/predictions.ts';
import { gallery as galleryFile } from '../contracts/report.ts';
import { parseArguments, wholeArgument } from '../io/arguments.ts';
import { readBytes, readJson, writeBytes, writeJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { readHeaderAndRows, readRows } from '../io/ndjson.ts';
import { MetricsIndex } from '../table/index.ts';
import { PairsDigest } from '../table/pairs.ts';
import { chooseSamples } from './choose.ts';
import { figureSpecs } from './figures.ts';
import { corpusFiles, imagePaths, oneOf, packedPictures, type SampleKey, wantedRows } from './inputs.ts';
import { rankingMetric } from './rank.ts';
import { run } from './run.ts';

const readPredictions = (path: string) => readHeaderAndRows(path, predictionsHeader, predictionRow).rows;

export const main = await runMain(import.meta, async (argv) => {
  const args = parseArguments(argv, {
    metrics: 'one',
    pairs: 'one',
    'corpus-slices': 'many',
    picture: 'many', // corpus=key=path
    pack: 'many',
    'pack-index': 'many',
    truth: 'many',
    candidate: 'many',
    baseline: 'many',
    metric: 'optional', // what ranks; left out: what makes a pass, else the first that samples have
    count: 'optional', // how long the lists are
    out: 'one',
    'strips-dir': 'one',
  });
  const index = new MetricsIndex(readJson(args.metrics, metricsTable));
  const readPairs = () => readHeaderAndRows(args.pairs, pairsHeader, pairRow).rows;
  const metric = rankingMetric(index, args.metric);
  const digest = new PairsDigest();
  const choices = chooseSamples(index, through(readPairs(), digest), metric, wholeArgument('count', args.count ?? '6', 0));
  digest.check(index.metrics);
  const isChosen = oneOf(choices);
  const figured = new Set<string>();
  const readTruth = (path: string) => readRows(path, truthRow);
  const truth = wantedRows(corpusFiles('truth', args.truth), readTruth, (sample, row) => {
    const isFigured = drawers[row.truth.kind].figure !== undefined;
    if (isFigured) figured.add(sample.corpus);
    return isFigured || isChosen(sample);
  });
  const isWanted = (sample: SampleKey): boolean => isChosen(sample) || truth(sample) !== undefined;
  const slices = wantedRows(corpusFiles('corpus-slices', args['corpus-slices']), (path) => readRows(path, sliceRow), isWanted);
  const candidate = wantedRows(corpusFiles('candidate', args.candidate), readPredictions, isWanted);
  const baseline = wantedRows(corpusFiles('baseline', args.baseline), readPredictions, isWanted);
  const imagePath = imagePaths(args.picture);
  const pictures = new Set(choices.flatMap((choice) => slices(choice)?.image ?? []));
  const packed = packedPictures(args.pack, args['pack-index'], pictures);

  const { gallery, files } = await run({
    metric,
    names: { candidate: index.candidate.name, baseline: index.baseline?.name ?? null },
    choices,
    specs: figureSpecs(index.metrics, figured, readPairs()),
    rowsOf: (sample) => ({ slices: slices(sample), truth: truth(sample), candidate: candidate(sample), baseline: baseline(sample) }),
    readImage: (corpus, key) => packed(corpus, key) ?? readBytes(imagePath(corpus, key)),
  });
  mkdirSync(args['strips-dir'], { recursive: true });
  for (const [name, bytes] of files) writeBytes(join(args['strips-dir'], name), bytes);
  writeJson(args.out, galleryFile, gallery);
});

/** Rows on their way, counted in. */
function* through(pairs: Iterable<PairRow>, digest: PairsDigest): Generator<PairRow> {
  for (const pair of pairs) {
    digest.add(pair);
    yield pair;
  }
}
