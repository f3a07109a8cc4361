/**
 * How often a bound passes that should not: `node bench/false_passes.ts [repetitions] [number]`. The truth is put on the limit itself, so that a
 * criterion with `holds: interval` passes by chance alone, and an honest interval of 95% does so in 2.5% of cases. Prints a table of
 * percent for each method and number of samples: where the lower bound reaches the truth (passes), where the upper one misses it (fails).
 * The standard error of a share of 2.5% is 0.35 with 2000 repetitions.
 */
import { observedIn } from '../eval/stats/bootstrap.ts';
import { intervals } from '../eval/stats/interval.ts';
import { randomStream } from '../eval/stats/random.ts';
import { knownTruths } from './known_truths.ts';

const settings = { level: 0.95, resamples: 1000, minimum_groups: 2 };
const sizes = [5, 10, 20, 50, 100, 200];
const [repetitions, only] = [Number(process.argv[2] ?? 2000), process.argv[3] ?? ''];

process.stdout.write(`| number | method | ${sizes.map((n) => `n = ${n}`).join(' | ')} |\n|---|---|${sizes.map(() => '---|').join('')}\n`);
for (const { name, truth, draw } of knownTruths.filter((one) => one.name.startsWith(only))) {
  for (const interval of ['percentile', 'expanded'] as const) {
    const cells = sizes.map((n) => {
      let [passes, fails] = [0, 0];
      for (let i = 0; i < repetitions; i++) {
        const random = randomStream(i, `${name} ${n}`);
        const statistic = draw(n, () => random.next() / 2 ** 32);
        if (!Number.isFinite(observedIn(statistic, n))) continue;
        const [made] = intervals([{ groups: [...Array(n).keys()], statistic }], String(i), { ...settings, seed: 1, interval });
        if (made?.interval == null) continue;
        if (made.interval.low >= truth) passes++;
        if (made.interval.high < truth) fails++;
      }
      return `${((100 * passes) / repetitions).toFixed(1)} / ${((100 * fails) / repetitions).toFixed(1)}`;
    });
    process.stdout.write(`| ${name} | \`${interval}\` | ${cells.join(' | ')} |\n`);
  }
}
