/**
 * tabulate: scores of several backends on several corpora to one table.
 *
 *     --evaluation name
 *     --measure measurement.json
 *     --corpus heldout=corpus.json               a corpus's summary, under the evaluation's name for it
 *     --left-out flagged                         a corpus that the evaluation has and this build does not; once for each
 *     --slices heldout=slices.ndjson
 *     --scores candidate:heldout=samples-0.rows  once per shard; also baseline:<corpus>, reference.<name>:<corpus>
 *     --library length_error.mts                 metrics of a user's, once for each file
 *     --external scorecard=external_metrics.json         numbers that came from outside
 *     --training training.json                   optional
 *     --out metrics.json --csv metrics.csv       the table
 *     --pairs pairs.ndjson --samples samples.csv single samples
 */
import { packageOfProvider } from '../contracts/backend.ts';
import { corpus } from '../contracts/corpus.ts';
import { measurementFile } from '../contracts/criteria.ts';
import { externalMetrics } from '../contracts/external_metrics.ts';
import { trainingList } from '../contracts/files.ts';
import { metricsTable } from '../contracts/metrics.ts';
import type { PairsHeader } from '../contracts/pairs.ts';
import { type Arguments, parseArguments } from '../io/arguments.ts';
import { readJson, writeJson, writeText } from '../io/files.ts';
import { compiledToLook } from '../io/issues.ts';
import { runMain } from '../io/main.ts';
import { RowFile } from '../io/ndjson.ts';
import { toolVersions } from '../io/tool_versions.ts';
import { loadLibraries } from '../metrics/library.ts';
import { assemble } from './assemble.ts';
import { csvOf } from './csv.ts';
import type { Evaluation } from './evaluation.ts';
import { headOf, tableOf } from './run.ts';
import { SamplesCsv } from './samples_csv.ts';
import { scoresFiles, slicesFile } from './scores_files.ts';

const flags = {
  evaluation: 'one',
  measure: 'one',
  corpus: 'map',
  'left-out': 'many',
  slices: 'map',
  scores: 'many',
  library: 'many',
  external: 'map',
  training: 'optional',
  out: 'one',
  csv: 'one',
  pairs: 'one',
  samples: 'one',
} as const;

export const main = await runMain(import.meta, async (argv) => {
  const given = parseArguments(argv, flags);
  const evaluation = await evaluationOf(given);
  const [pairs, samples] = [new RowFile(given.pairs), new RowFile(given.samples)];
  const csv = new SamplesCsv(headOf(evaluation));
  pairs.add({ schemaVersion: 1, kind: 'pairs' } satisfies PairsHeader);
  samples.addText(csv.head);
  const table = tableOf(evaluation, (pair, line) => {
    pairs.addText(`${line}\n`);
    samples.addText(csv.linesOf(pair));
  });
  pairs.end();
  samples.end();
  writeJson(given.out, compiledToLook(metricsTable), table);
  writeText(given.csv, csvOf(table));
});

async function evaluationOf(given: Arguments<typeof flags>): Promise<Evaluation> {
  const readEach = <T>(paths: ReadonlyMap<string, string>, read: (path: string) => T): Map<string, T> =>
    new Map([...paths].map(([name, path]) => [name, read(path)]));
  const scores = scoresFiles(given.scores);
  const providers = scores.flatMap(({ header }) => header.backend.runtime?.provider ?? []);
  return assemble({
    evaluation: given.evaluation,
    measure: readJson(given.measure, measurementFile),
    corpora: readEach(given.corpus, (path) => readJson(path, corpus)),
    leftOut: given['left-out'],
    slices: readEach(given.slices, slicesFile),
    scores,
    own: await loadLibraries(given.library),
    external: readEach(given.external, (path) => readJson(path, externalMetrics)),
    training: given.training === undefined ? null : readJson(given.training, trainingList),
    tools: toolVersions(providers.map((provider) => packageOfProvider[provider])),
  });
}
