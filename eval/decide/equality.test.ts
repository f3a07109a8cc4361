/** Rates, and what is made of them, against limits that they may equal: a criterion passes exactly where the fractions say so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RateCounts } from '../contracts/metrics.ts';
import { randomStream } from '../stats/random.ts';
import { run } from './run.ts';
import {
  acrossOf,
  backendOf,
  type CriterionText,
  comparisonOf,
  corpusOf,
  deltaOf,
  evidenceOf,
  flagged,
  inClass,
  policyOf,
  rowOf,
  type TableParts,
  tableOf,
} from './testing/table.ts';

const seed = Number(process.env['EQUALITY_SEED'] ?? Math.floor(Math.random() * 1e9));
const random = randomStream(seed, 'equality');
const below = (limit: number): number => random.below(limit);

/** Exact, with its own arithmetic: [above, below], below above 0. */
type Fraction = readonly [bigint, bigint];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => (c * b < 0n || d < 0n ? [-a * c, -b * d] : [a * c, b * d]);
const subtract = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d - c * b, b * d];
const sign = ([a]: Fraction): number => (a < 0n ? -1 : a > 0n ? 1 : 0);
const fractionOf = ({ numerator, denominator }: RateCounts): Fraction => [BigInt(numerator), BigInt(denominator)];
const quotientOf = ({ numerator, denominator }: RateCounts): number => numerator / denominator;

const rate = (): RateCounts => {
  const denominator = [3, 7, 8, 10, 20, 40, 125, 400, 1000, 1 + below(999)][below(10)] as number;
  return { numerator: below(denominator + 1), denominator };
};

/** A limit at the number or beside it, as somebody writes it: a decimal of 1 to 6 digits, or the double nearest to a fraction. */
function limitNear([above, under]: Fraction): { readonly value: number; readonly exact: Fraction } {
  const off = below(3) - 1;
  if (below(3) === 0 && off === 0) return { value: Number(above) / Number(under), exact: [above, under] };
  const scale = 10n ** BigInt(1 + below(6));
  const units = (above * scale) / under + BigInt(off);
  return { value: Number(`${units}e-${String(scale).length - 1}`), exact: [units, scale] };
}

interface Asked {
  readonly criterion: Partial<CriterionText>;
  readonly parts: TableParts;
  readonly exact: Fraction;
}

const [a, b, c, d] = [rate, rate, rate, rate];
const difference = (x: RateCounts, y: RateCounts): number => quotientOf(x) - quotientOf(y);
const delta = (where: typeof flagged, x: RateCounts, y: RateCounts) =>
  deltaOf(where, 'recall_all', difference(x, y), 400, {
    counts: { candidate: x, baseline: y },
    ...(y.numerator > 0 && { ratio: { value: quotientOf(x) / quotientOf(y), reason: null, interval: null, intervalReason: 'too few groups' } }),
  });
/** A decimal as a file states it. */
const stated = (): Fraction => [BigInt(below(2000)), 10n ** BigInt(1 + below(4))];
const numberOf = ([above, under]: Fraction): number => Number(`${above}e-${String(under).length - 1}`);
const macro = (backend: string, role: 'candidate' | 'baseline', x: RateCounts, y: RateCounts) => {
  const values = [x, y].map((counts, i) => ({ value: `v${i}`, observed: quotientOf(counts), n: 40, reason: null, counts }));
  const numbers = values.map(({ value, observed }) => [value, observed] as const);
  return acrossOf('flagged', 'site', 'recall_all', numbers, { backend, role, values });
};
const half: Fraction = [1n, 2n];
const meanOf = (x: RateCounts, y: RateCounts): Fraction => times(subtract(fractionOf(x), times([-1n, 1n], fractionOf(y))), half);

const kinds: Record<string, () => Asked> = {
  'a rate': () => {
    const x = a();
    return { criterion: {}, parts: { rows: [rowOf(flagged, 'recall_all', quotientOf(x), 400, { counts: x })] }, exact: fractionOf(x) };
  },
  'a rate of a slice': () => {
    const x = a();
    const where = { corpus: 'flagged', slice: { failure_class: 'handle_hole' } };
    return {
      criterion: { where },
      parts: { rows: [rowOf(inClass('handle_hole'), 'recall_all', quotientOf(x), 400, { counts: x })] },
      exact: fractionOf(x),
    };
  },
  'a difference of rates': () => {
    const [x, y] = [a(), b()];
    return { criterion: { of: 'candidate - baseline' }, parts: { deltas: [delta(flagged, x, y)] }, exact: subtract(fractionOf(x), fractionOf(y)) };
  },
  'a quotient of rates': () => {
    const [x, y] = [a(), { ...b(), numerator: 1 }];
    const [above, under] = fractionOf(y);
    return { criterion: { of: 'candidate / baseline' }, parts: { deltas: [delta(flagged, x, y)] }, exact: times(fractionOf(x), [under, above]) };
  },
  'a mean of rates across a dimension': () => {
    const [x, y] = [a(), b()];
    return {
      criterion: { where: { corpus: 'flagged', across: 'site' }, statistic: 'mean' },
      parts: { across: [macro('yolo', 'candidate', x, y)] },
      exact: meanOf(x, y),
    };
  },
  'a difference of means of rates': () => {
    const [x, y, z, w] = [a(), b(), c(), d()];
    const across = [macro('yolo', 'candidate', x, y), macro('rembg', 'baseline', z, w)] as const;
    return {
      criterion: { where: { corpus: 'flagged', across: 'site' }, statistic: 'mean', of: 'candidate - baseline' },
      parts: { across, comparisons: [comparisonOf(...across)] } as unknown as TableParts,
      exact: subtract(meanOf(x, y), meanOf(z, w)),
    };
  },
  'a number of another system': () => {
    const x = stated();
    const where = { corpus: 'scorecard', slice: null };
    return {
      criterion: { where: { corpus: 'scorecard' } },
      parts: { evidence: [evidenceOf('scorecard')], rows: [rowOf(where, 'recall_all', numberOf(x), 9)] },
      exact: x,
    };
  },
  'a difference of numbers of another system': () => {
    const [x, y] = [stated(), stated()];
    const row = deltaOf({ corpus: 'scorecard', slice: null }, 'recall_all', numberOf(x) - numberOf(y), 9, {
      candidate: numberOf(x),
      baseline: numberOf(y),
    });
    const criterion = { where: { corpus: 'scorecard' }, of: 'candidate - baseline' } as const;
    return { criterion, parts: { evidence: [evidenceOf('scorecard')], deltas: [row] }, exact: subtract(x, y) };
  },
};

const definition = { id: 'recall_all', version: 1, title: 'Recall', summary: '', unit: 'ratio', secondary: false, undefinedWhen: '' } as const;
const site = { site: ['v0', 'v1'].map((value) => ({ value, title: value, samples: 40 })) };
const corpora = [{ ...corpusOf('flagged', ['handle_hole']), dimensions: { ...corpusOf('flagged', ['handle_hole']).dimensions, ...site } }];
const backends = [backendOf('candidate', 'yolo', 'a'), backendOf('baseline', 'rembg', 'b')];

for (const [name, make] of Object.entries(kinds)) {
  test(`${name} passes exactly where the fractions say so (EQUALITY_SEED=${seed})`, () => {
    let equal = 0;
    for (let i = 0; i < 400; i++) {
      const { criterion, parts, exact } = make();
      const better = below(2) === 0 ? ('higher' as const) : ('lower' as const);
      const own = limitNear(exact);
      const reach = sign(subtract(exact, own.exact)) * (better === 'higher' ? 1 : -1);
      // On the other side nothing, or a limit that is as near.
      const far = below(2) === 0 ? undefined : limitNear(exact);
      const over = far === undefined ? -1 : sign(subtract(exact, far.exact)) * (better === 'higher' ? 1 : -1);
      const tooGood = far === undefined ? {} : better === 'higher' ? { at_most: far.value } : { at_least: far.value };
      const text: CriterionText = {
        id: 'x',
        metric: 'recall_all',
        where: { corpus: 'flagged' },
        of: 'candidate',
        minimum_n: 1,
        ...criterion,
        limit: own.value,
        ...tooGood,
      };
      const metrics = tableOf({ pass: null, corpora, backends, definitions: [{ ...definition, range: [null, null], better }], ...parts });
      const [result] = run({ metrics, policy: policyOf([text]) }).criteria;
      if (reach === 0) equal++;
      const told = `i ${i}: ${exact.join('/')} against ${own.value}${far === undefined ? '' : ` and ${far.value}`}, ${better} is better: ${result?.reason}`;
      assert.equal(result?.status, reach >= 0 && over <= 0 ? 'pass' : 'fail', told);
    }
    assert.ok(equal > 20, `only ${equal} were equal`);
  });
}
