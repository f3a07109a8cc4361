/** Intervals of correlations: the bootstrap over clips, asked by weights, beside the same over copies of the drawn clips. */
import { type CorpusMetric, numbersOver } from '../eval/annotations/metric.ts';
import type { SeriesObservation } from '../eval/annotations/series/schema.ts';
import { seriesMetrics } from '../eval/annotations/series/table.ts';
import { replicates } from '../eval/stats/bootstrap.ts';
import { randomStream } from '../eval/stats/random.ts';

const [clips, frames, resamples] = [5000, 20, 2000];

/** Resamples over copies are so slow that a few must do. */
const copied = 3;

function samplesOf(seed: number): SeriesObservation[] {
  const random = randomStream(seed, 'resampling');
  const number = (): number => (random.next() / 2 ** 32) * 100;
  return Array.from({ length: clips }, () => {
    const target = Array.from({ length: frames }, number);
    return { kind: 'series', predicted: target.map((value) => 0.8 * value + 0.2 * number()), target };
  });
}

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function byWeights({ definition, position }: CorpusMetric, samples: readonly SeriesObservation[], seed: number): void {
  const weighted = definition.prepare(samples, [], null);
  const evaluate = (drawn: Float64Array): Float64Array =>
    Float64Array.from(weighted(drawn), (value) => (typeof value === 'number' ? value : Number.NaN));
  replicates([{ of: { resampled: { evaluate }, position } }], { groups: clips, resamples, random: randomStream(seed, 'draws') });
}

function byCopies({ definition }: CorpusMetric, samples: readonly SeriesObservation[], seed: number): void {
  const random = randomStream(seed, 'draws');
  for (let i = 0; i < copied; i++) {
    const drawn = samples.map(() => samples[random.below(clips)] as SeriesObservation);
    numbersOver(definition, drawn);
  }
}

/** A row for each correlation: seconds by weights, and by copies calculated from a few resamples. */
export function resamplingTable(seed: number): string {
  const samples = samplesOf(seed);
  const rows = ['plcc', 'srocc', 'krocc'].map((id) => {
    const metric = seriesMetrics.find((one) => one.id === id) as CorpusMetric;
    const ours = seconds(() => byWeights(metric, samples, seed));
    const copies = (seconds(() => byCopies(metric, samples, seed)) / copied) * resamples;
    return `| ${id} | ${ours.toFixed(2)} | ${copies.toFixed(0)} | ${(ours / copies).toFixed(4)} |`;
  });
  const head = `${(clips * frames).toLocaleString('en')} frames in ${clips.toLocaleString('en')} clips, ${resamples.toLocaleString('en')} resamples`;
  return [`| ${head} | by weights, s | by copies, s (from ${copied} resamples) | ratio |`, '|---|---|---|---|', ...rows].join('\n');
}
