/** The candidate's worst samples over all corpora. */
import type { Ranking } from '../contracts/distributions.ts';
import type { MetricDefinition, MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { Least } from '../io/least.ts';
import { byNumber, byText } from '../io/order.ts';
import { direction } from '../table/direction.ts';
import { leadingMetric } from '../table/leading.ts';
import { sampleValue } from '../table/pairs.ts';

const most = 20;

type Table = Pick<MetricsTable, 'backends' | 'definitions' | 'pass'>;

interface Placed {
  readonly sample: PairRow;
  readonly failure: string | null;
  readonly quality: number;
}

/** By one metric. */
interface Worst {
  /** Whether a sample has a value. */
  isMeasured: boolean;
  /** How many samples can be ranked. */
  ranked: number;
  readonly samples: Least<Placed>;
}

/** By the metric that makes a pass, else by the first that samples have values of. Null where no sample can be ranked. */
export class CandidateRanking {
  readonly #candidate: string | undefined;
  readonly #primary: readonly MetricDefinition[];
  readonly #pass: MetricsTable['pass'];
  readonly #worst: readonly Worst[];
  #samples = 0;

  constructor({ backends, definitions, pass }: Table) {
    this.#candidate = backends.find(({ role }) => role === 'candidate')?.identity.name;
    this.#primary = definitions.filter(({ secondary }) => !secondary);
    this.#pass = pass;
    this.#worst = this.#primary.map(() => ({ isMeasured: false, ranked: 0, samples: new Least(most, byQuality) }));
  }

  add(sample: PairRow): void {
    const name = this.#candidate;
    if (name === undefined) return;
    this.#samples++;
    const failed = sample.status[name] === 'failed';
    const failure = failed ? (sample.reasons?.[name] ?? 'no reason was given') : null;
    for (const [m, metric] of this.#primary.entries()) {
      const worst = this.#worst[m] as Worst;
      const value = sampleValue(sample, { name }, metric.id);
      if (value !== null) worst.isMeasured = true;
      if (!failed && value === null) continue;
      worst.ranked++;
      worst.samples.add({ sample, failure, quality: value === null || failed ? -Infinity : direction(metric) * value });
    }
  }

  get found(): Ranking | null {
    const name = this.#candidate;
    const measured = this.#primary.filter((_, m) => this.#worst[m]?.isMeasured === true);
    const metric = leadingMetric(measured, [this.#pass?.metric]) ?? leadingMetric(this.#primary, [this.#pass?.metric]);
    if (name === undefined || metric === undefined) return null;
    const { samples: least, ranked } = this.#worst[this.#primary.indexOf(metric)] as Worst;
    const samples = least.items;
    if (ranked === 0) return null;
    const valuesOf = ({ values }: PairRow) => {
      const all = values[name] ?? {};
      return Object.fromEntries(this.#primary.flatMap(({ id }) => (all[id] === undefined ? [] : [[id, all[id]]])));
    };
    return {
      metric: metric.id,
      samples: samples.map(({ sample, failure, quality }) => ({
        rank: 1 + samples.findIndex((other) => other.quality === quality),
        corpus: sample.corpus,
        id: sample.id,
        slices: sample.slices,
        failure,
        values: valuesOf(sample),
      })),
      unranked: this.#samples - ranked,
    };
  }
}

function byQuality(a: Placed, b: Placed): number {
  return byNumber(a.quality, b.quality) || byText(a.sample.id, b.sample.id) || byText(a.sample.corpus, b.sample.corpus);
}
