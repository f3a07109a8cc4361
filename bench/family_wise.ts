/**
 * How often any of many places gets a result by chance alone: `node bench/family_wise.ts [repetitions] [number]`. A share of the places lies on the limit
 * itself, where every pass or failure is chance; at the others the candidate is far better. Prints a table of percent, without a correction and
 * with `correction: holm` as decide makes it; 5 is what intervals of 95% promise for all places together. Its standard error is 0.5 with 2000 repetitions.
 */

import type { Measure } from '../eval/contracts/criteria.ts';
import type { Interval } from '../eval/contracts/metrics.ts';
import { correctedPlaces } from '../eval/decide/correction.ts';
import { observedIn } from '../eval/stats/bootstrap.ts';
import { intervals } from '../eval/stats/interval.ts';
import { randomStream } from '../eval/stats/random.ts';
import { type Case, knownTruths } from './known_truths.ts';

const settings: Measure['statistics'] = { resamples: 1000, seed: 1, level: 0.95, minimum_groups: 5, interval: 'expanded' };
const sizes = [20, 50, 200];
/** Places, and how many of them lie on the limit. */
const families = [
  [5, 5],
  [20, 20],
  [20, 5],
] as const;

interface Place {
  readonly observed: number;
  readonly interval: Interval;
}

function placeOf({ draw }: Case, n: number, seed: string): Place {
  const random = randomStream(1, seed);
  const statistic = draw(n, () => random.next() / 2 ** 32);
  const [estimate] = intervals([{ groups: [...Array(n).keys()], statistic }], seed, settings);
  if (!estimate?.interval) throw new Error(`${seed}: ${estimate?.intervalReason}`);
  return { observed: observedIn(statistic, n), interval: estimate.interval };
}

/** Far enough from the limit for any interval. */
function farBetter({ observed, interval }: Place): Place {
  return { observed: observed + 10, interval: { ...interval, low: interval.low + 10, high: interval.high + 10 } };
}

/** Whether a place on the limit is decided, without and with the correction. */
function decided(family: readonly Place[], limit: number, onLimit: number): readonly [plain: boolean, holm: boolean] {
  const corrected = correctedPlaces(family, [{ value: limit, side: 1 }]);
  const any = (places: readonly { readonly interval: Interval; readonly resamplesNeeded?: number }[]): boolean =>
    places.slice(0, onLimit).some(({ interval: { low, high }, resamplesNeeded }) => resamplesNeeded === undefined && (low >= limit || high < limit));
  return [any(family), any(corrected)];
}

process.stdout.write(
  `| number | places | on the limit | ${sizes.map((n) => `n = ${n}`).join(' | ')} |\n|---|---|---|${'---|'.repeat(sizes.length)}\n`,
);
const [repetitions, only] = [Number(process.argv[2] ?? 1000), process.argv[3] ?? ''];
const most = Math.max(...families.map(([places]) => places));
for (const one of knownTruths.filter(({ name }) => name.startsWith(only))) {
  const cells = families.map((): string[] => []);
  for (const n of sizes) {
    const counts = families.map((): [number, number] => [0, 0]);
    for (let i = 0; i < repetitions; i++) {
      const found = Array.from({ length: most }, (_, k) => placeOf(one, n, `${one.name} ${n} ${i} ${k}`));
      for (const [f, [places, onLimit]] of families.entries()) {
        const family = found.slice(0, places).map((place, k) => (k < onLimit ? place : farBetter(place)));
        for (const [method, hit] of decided(family, one.truth, onLimit).entries())
          (counts[f] as number[])[method] = ((counts[f] as number[])[method] as number) + Number(hit);
      }
    }
    for (const [f, pair] of counts.entries()) (cells[f] as string[]).push(pair.map((count) => ((100 * count) / repetitions).toFixed(1)).join(' / '));
  }
  for (const [f, [places, onLimit]] of families.entries())
    process.stdout.write(`| ${one.name} | ${places} | ${onLimit} | ${cells[f]?.join(' | ')} |\n`);
}
