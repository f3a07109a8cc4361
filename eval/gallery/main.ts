/**
 * gallery: which samples a report shows, drawn.
 *
 *     --metrics metrics.json
 *     --corpus-slices heldout=slices.ndjson       --truth heldout=truth.ndjson    one each per corpus of the table
 *     --files heldout=images.json                 where the corpus's pictures are
 *     --candidate heldout=predictions-0.ndjson    once per shard; --baseline likewise, left out where there is none
 *     --metric mask_iou --count 6                 what ranks, and how long the lists are
 *     --out gallery.json --strips-dir gallery
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sliceRow, truthRow } from '../contracts/corpus.ts';
import { imageFiles } from '../contracts/files.ts';
import { metricsTable } from '../contracts/metrics.ts';
import { predictionRow, predictionsHeader } from '../contracts/predictions.ts';
import { gallery as galleryFile } from '../contracts/report.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, readHeaderAndRows, readJson, readRows, writeJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { backendName, chooseSamples } from './choose.ts';
import { corpusFiles, imagePaths, wantedRows, wholeNumber } from './inputs.ts';
import { run } from './run.ts';

const readPredictions = (path: string) => readHeaderAndRows(path, predictionsHeader, predictionRow).rows;

await runMain(async (argv) => {
  const args = parseArguments(argv, {
    metrics: 'one',
    'corpus-slices': 'many',
    files: 'map',
    truth: 'many',
    candidate: 'many',
    baseline: 'many',
    metric: 'optional',
    count: 'optional',
    out: 'one',
    'strips-dir': 'one',
  });
  const metric = args.metric ?? 'mask_iou';
  const table = readJson(args.metrics, metricsTable);
  const choices = chooseSamples(table, { metric, count: wholeNumber('count', args.count ?? '6') });
  const slices = wantedRows(corpusFiles('corpus-slices', args['corpus-slices']), choices, (path) => readRows(path, sliceRow));
  const truth = wantedRows(corpusFiles('truth', args.truth), choices, (path) => readRows(path, truthRow));
  const candidate = wantedRows(corpusFiles('candidate', args.candidate), choices, readPredictions);
  const baseline = wantedRows(corpusFiles('baseline', args.baseline), choices, readPredictions);
  const imagePath = imagePaths(new Map([...args.files].map(([corpus, path]) => [corpus, readJson(path, imageFiles)])));

  const { gallery, strips } = await run({
    metric,
    names: { candidate: backendName(table, 'candidate') ?? 'candidate', baseline: backendName(table, 'baseline') ?? null },
    choices,
    rowsOf: (choice) => ({ slices: slices(choice), truth: truth(choice), candidate: candidate(choice), baseline: baseline(choice) }),
    readImage: (corpus, key) => readBytes(imagePath(corpus, key)),
  });
  mkdirSync(args['strips-dir'], { recursive: true });
  for (const [name, bytes] of strips) writeFileSync(join(args['strips-dir'], name), bytes);
  writeJson(args.out, galleryFile, gallery);
});
