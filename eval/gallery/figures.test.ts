import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AcrossRow, MetricsTable } from '../contracts/metrics.ts';
import type { SampleView } from './drawer.ts';
import { drawFigures, figureSpecs } from './figures.ts';
import { pairsOf, tableOf } from './testing/table.ts';

const corpus = { name: 'clips' } as MetricsTable['corpora'][number];
const samples = ['c1', 'c2', 'c3'].map((id, i) => ({ corpus: 'clips', id, candidate: 1, slices: { film: [i === 1 ? 'Tennis' : 'FoxBird'] } }));

const figured = new Set(['clips']);
const film = (value: string) => ({ dimension: 'film', value });

function across(dimension: string, ...values: readonly string[]): AcrossRow {
  return { corpus: 'clips', dimension, metric: 'overlap', backend: 'new', values: values.map((value) => ({ value })) } as AcrossRow;
}

test('a panel for each value of a dimension, in its order', () => {
  const table = { ...tableOf(samples), corpora: [corpus], across: [across('film', 'Tennis', 'FoxBird', 'Seeking'), across('film', 'Tennis')] };
  assert.deepEqual(figureSpecs({ ...table, across: table.across.slice(0, 1) }, figured, pairsOf(samples)), [
    {
      corpus: 'clips',
      dimension: 'film',
      panels: [
        { title: 'Tennis', slice: film('Tennis'), samples: ['c2'] },
        { title: 'FoxBird', slice: film('FoxBird'), samples: ['c1', 'c3'] },
        { title: 'Seeking', slice: film('Seeking'), samples: [] },
      ],
    },
  ]);
});

test('a corpus without samples of such kinds has none', () => {
  assert.deepEqual(figureSpecs({ ...tableOf(samples), corpora: [corpus] }, new Set(), pairsOf(samples)), []);
});

test('one panel for all samples where there is no dimension', () => {
  assert.deepEqual(figureSpecs({ ...tableOf(samples), corpora: [corpus] }, figured, pairsOf(samples)), [
    { corpus: 'clips', dimension: null, panels: [{ title: 'all samples', slice: null, samples: ['c1', 'c2', 'c3'] }] },
  ]);
});

const series = (id: string): SampleView => ({
  location: `clips/${id}`,
  truth: { kind: 'series', values: [1, 2, 3] },
  candidate: { kind: 'series', values: [1, 2, 4] },
  baseline: null,
});
const record: SampleView = { location: 'clips/r', truth: { kind: 'json', type: 'answer', value: 1 }, candidate: null, baseline: null };
const specs = figureSpecs({ ...tableOf(samples), corpora: [corpus], across: [across('film', 'Tennis', 'FoxBird')] }, figured, pairsOf(samples));
const names = { candidate: 'new', baseline: null };

test('a series has a figure', () => {
  const [figure, ...others] = drawFigures(specs, names, (_, ids) => ids.map(series));
  assert.deepEqual([figure?.corpus, figure?.id, figure?.title], ['clips', 'film', 'Predicted against target on clips, by film']);
  assert.match(figure?.svg ?? '', />FoxBird <tspan class="muted">6 frames</);
  assert.deepEqual(others, []);
});

test('the caption says when points are left out', () => {
  const long: SampleView = { ...series('c1'), candidate: null, truth: { kind: 'series', values: Array.from({ length: 5000 }, (_, i) => i) } };
  const view = { ...long, candidate: long.truth as Extract<typeof long.truth, { kind: 'series' }> };
  assert.match(drawFigures(specs, names, () => [view])[0]?.caption ?? '', /every 3rd is drawn/);
});

test('a record has none, nor has a corpus without samples at hand', () => {
  assert.deepEqual(
    drawFigures(specs, names, () => [record]),
    [],
  );
  assert.deepEqual(
    drawFigures(specs, names, () => []),
    [],
  );
});
