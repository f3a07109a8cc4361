/** Drawings about whole corpora: one for each dimension that statistics are made across, a panel for each of its values. */
import { drawers, kinds } from '../annotations/drawers.ts';
import type { MetricsTable, Where } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import type { Figure } from '../contracts/report.ts';
import { isIn } from '../table/subsets.ts';
import type { Names, SampleView } from './drawer.ts';

/** What a figure is about, before anything is drawn. */
export interface FigureSpec {
  readonly corpus: string;
  /** Null: the whole corpus in one panel. */
  readonly dimension: string | null;
  /** In the dimension's order. */
  readonly panels: readonly Panel[];
}

/** Ids of the samples in a slice, or of all where that is null. */
interface Panel {
  readonly title: string;
  readonly slice: Where['slice'];
  readonly samples: string[];
}

/**
 * Without a dimension to go across, a corpus has one figure with one panel.
 * @param figured names of the corpora that have samples of kinds with figures
 * @param pairs are walked through once, where there is such a corpus
 */
export function figureSpecs({ corpora, across }: MetricsTable, figured: ReadonlySet<string>, pairs: Iterable<PairRow>): FigureSpec[] {
  const panel = (title: string, slice: Where['slice']): Panel => ({ title, slice, samples: [] });
  const specs = corpora.flatMap(({ name: corpus }): FigureSpec[] => {
    if (!figured.has(corpus)) return [];
    const dimensions = [...new Map(across.flatMap((row) => (row.corpus === corpus ? [[row.dimension, row.values]] : [])))];
    if (dimensions.length === 0) return [{ corpus, dimension: null, panels: [panel('all samples', null)] }];
    return dimensions.map(([dimension, values]) => ({
      corpus,
      dimension,
      panels: values.map(({ value }) => panel(value, { dimension, value })),
    }));
  });
  if (specs.length === 0) return [];
  for (const pair of pairs) {
    const own = specs.filter(({ corpus }) => corpus === pair.corpus).flatMap(({ panels }) => panels);
    for (const { slice, samples } of own) if (isIn(pair, { corpus: pair.corpus, slice })) samples.push(pair.id);
  }
  return specs;
}

/** @param viewsOf what is known about samples of a corpus; samples of kinds without figures may be left out */
export function drawFigures(
  specs: readonly FigureSpec[],
  names: Names,
  viewsOf: (corpus: string, ids: readonly string[]) => readonly SampleView[],
): Omit<Figure, 'file'>[] {
  return specs.flatMap(({ corpus, dimension, panels }) => {
    const drawn = panels.map(({ title, samples }) => ({ title, views: viewsOf(corpus, samples) }));
    const location = dimension === null ? corpus : `${corpus}, by ${dimension}`;
    return kinds.flatMap((kind) => {
      const own = drawn.map(({ title, views }) => ({ title, views: views.filter(({ truth }) => truth.kind === kind) }));
      const figure = own.every(({ views }) => views.length === 0) ? undefined : drawers[kind].figure?.({ location, panels: own, names });
      return figure === undefined ? [] : [{ corpus, id: dimension ?? 'all', ...figure }];
    });
  });
}
