import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { definitionOf, metrics } from '../metrics/table.ts';
import { randomStream } from '../stats/random.ts';
import { assemble } from './assemble.ts';
import { csvOf } from './csv.ts';
import type { TabulateInput } from './evaluation.ts';
import { run, tableOf } from './run.ts';
import { corpusOf, failed, identityOf, inputOf, measureOf, sampleMetrics, scored, scoresOf, sliceRowOf } from './testing/build.ts';

const seed = 20;

/** Two corpora, four backends, groups of three, two dimensions, failures and empty masks. */
function largeInput(): TabulateInput {
  const random = randomStream(seed, 'large input');
  const backends = { candidate: 'new', baseline: 'old', 'reference.z': 'second', 'reference.y': 'first' };
  const input = { corpora: new Map(), slices: new Map(), scores: [] as TabulateInput['scores'][number][] };
  for (const [corpus, n] of [
    ['heldout', 40],
    ['flagged', 25],
  ] as const) {
    const samples = Array.from({ length: n }, (_, i) =>
      sliceRowOf(`${corpus}-${i}`, {
        group: `pot ${random.below(14)}`,
        slices: { kind: ['cup', 'jug', 'bowl'].slice(random.below(3)).slice(0, 1), light: random.below(2) === 0 ? ['dim'] : [] },
      }),
    );
    input.corpora.set(corpus, corpusOf(`${corpus} set`, samples, { kind: ['jug', 'cup', 'bowl', 'plate'], light: ['dim'] }));
    input.slices.set(corpus, samples);
    for (const [backend, name] of Object.entries(backends)) {
      const rows = samples.map(({ id }, i) => {
        if (random.below(12) === 0) return failed(id, i % 9 === 0 ? 0 : 50);
        const prediction = random.below(10) === 0 ? 0 : 20 + random.below(60);
        return i % 9 === 0 ? scored(id, [0, prediction, 0]) : scored(id, [Math.min(random.below(50), prediction), prediction, 50]);
      });
      input.scores.push(scoresOf(backend, corpus, identityOf(name), rows));
    }
  }
  return { ...inputOf({ samples: [], candidate: [] }), ...input, training: { schema: 1, images: [], groups: ['pot 3'] }, tools: { score: '1.0.0' } };
}

function shuffled<T>(items: readonly T[], label: string): T[] {
  const random = randomStream(seed, label);
  const left = [...items];
  return items.map(() => left.splice(random.below(left.length), 1)[0] as T);
}

test(`the order of files and of their lines does not change a byte (seed ${seed})`, () => {
  const input = largeInput();
  const mixed: TabulateInput = {
    ...input,
    corpora: new Map(shuffled([...input.corpora], 'corpora')),
    slices: new Map(shuffled([...input.slices], 'slices').map(([name, rows]) => [name, shuffled([...rows], name)])),
    scores: shuffled(input.scores, 'scores').map((file) => ({ ...file, rows: shuffled([...file.rows], file.backend) })),
  };
  assert.notDeepEqual(
    Array.from(mixed.scores[0]?.rows ?? [], ({ id }) => id),
    Array.from(input.scores[0]?.rows ?? [], ({ id }) => id),
  );
  const [table, other] = [run(input), run(mixed)];
  assert.equal(canonicalJson(other), canonicalJson(table));
  assert.equal(csvOf(other), csvOf(table));
});

test('the table is what its contract says, with a row for every backend, place and metric', () => {
  const table = metricsTable.parse(run(largeInput()));
  assert.deepEqual(
    table.backends.map(({ role, identity }) => [role, identity.name]),
    [
      ['candidate', 'new'],
      ['baseline', 'old'],
      ['reference', 'first'],
      ['reference', 'second'],
    ],
  );
  assert.deepEqual(
    table.corpora.map(({ name }) => name),
    ['flagged', 'heldout'],
  );
  const masks = new Set([...sampleMetrics.map(({ id }) => id), 'pass_rate']);
  const definitions = metrics.filter(({ id }) => masks.has(id)).map(definitionOf);
  assert.deepEqual(table.definitions, definitions);
  const subsets = ['flagged', 'heldout'].flatMap((corpus) =>
    [null, ...['jug', 'cup', 'bowl', 'plate'].map((value) => ({ dimension: 'kind', value })), { dimension: 'light', value: 'dim' }].map((slice) => ({
      corpus,
      slice,
    })),
  );
  const ids = definitions.map(({ id }) => id);
  const keys = ['new', 'old', 'first', 'second'].flatMap((backend) => subsets.flatMap((where) => ids.map((metric) => ({ backend, where, metric }))));
  assert.deepEqual(
    table.rows.map(({ backend, where, metric }) => ({ backend, where, metric })),
    keys,
  );
  assert.deepEqual(
    table.deltas.map(({ where, metric }) => ({ where, metric })),
    subsets.flatMap((where) => ids.map((metric) => ({ where, metric }))),
  );
  assert.deepEqual(table.tools, { score: '1.0.0' });
  for (const row of table.rows) {
    assert.equal(row.n, row.defined + row.undefined);
    assert.equal(
      Object.values(row.undefinedReasons).reduce((a, b) => a + b, 0),
      row.undefined,
    );
    const { value, interval } = row;
    if (interval !== null) assert.ok(value !== null && interval.low <= value && value <= interval.high, JSON.stringify(row));
  }
});

test('rows of the baseline are the same bytes whoever the candidate is', () => {
  const input = largeInput();
  const swapped: TabulateInput = {
    ...input,
    scores: input.scores.map((file) => {
      const backend = { candidate: 'reference.z', 'reference.z': 'candidate' }[file.backend] ?? file.backend;
      return { ...file, backend, role: backend === 'reference.z' ? 'reference' : backend === 'candidate' ? 'candidate' : file.role };
    }),
  };
  const ofBaseline = (table: ReturnType<typeof run>) => table.rows.filter(({ role }) => role === 'baseline');
  assert.deepEqual(ofBaseline(run(swapped)), ofBaseline(run(input)));
});

test('samples tell every backend apart, values as scored, by corpus and id', () => {
  const samples = [sliceRowOf('b', { group: 'pot', slices: { kind: ['cup'] } }), sliceRowOf('a')];
  const pairs: PairRow[] = [];
  tableOf(
    assemble(
      inputOf({
        samples,
        candidate: [scored('a', [1, 2, 3]), scored('b', [0, 0, 0])],
        baseline: [failed('a', 3), scored('b', [0, 4, 0])],
        dimensions: { kind: ['cup'] },
      }),
    ),
    (pair) => pairs.push(pair),
  );
  const copies = { mask_precision: 0.5, mask_precision_pooled: 0.5, mask_recall: 1 / 3, mask_recall_pooled: 1 / 3 };
  assert.deepEqual(
    pairs.map(({ id }) => id),
    ['a', 'b'],
  );
  assert.deepEqual(pairs[0], {
    corpus: 'heldout',
    id: 'a',
    group: 'a',
    slices: {},
    status: { new: 'ok', old: 'failed' },
    values: {
      new: { mask_iou: 0.25, pass_rate: 0, box_iou: 0.25, ...copies },
      old: {
        mask_iou: 0,
        pass_rate: 0,
        box_iou: 0,
        mask_precision: { undefined: 'no prediction' },
        mask_precision_pooled: { undefined: 'no prediction' },
        mask_recall: 0,
        mask_recall_pooled: 0,
      },
    },
    reasons: { old: 'crashed' },
  });
  assert.equal(pairs[1]?.values['new']?.['mask_iou'], 1);
});

test('a corpus bears the name that the evaluation has for it', () => {
  const samples = [sliceRowOf('a')];
  const input = inputOf({ samples, candidate: [scored('a', [1, 2, 3])] }, { corpora: new Map([['heldout', corpusOf('pots_2024', samples)]]) });
  assert.deepEqual(
    run(input).corpora.map(({ name }) => name),
    ['heldout'],
  );
});

test('the pass limit and the digest of what is measured are quoted', () => {
  const measure = measureOf({ pass: { metric: 'box_iou', at: 0.25 } });
  const table = run(inputOf({ samples: [], candidate: [] }, { measure }));
  assert.deepEqual([table.pass, table.measure], [{ metric: 'box_iou', at: 0.25 }, measure.digest]);
});
