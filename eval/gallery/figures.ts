/** Drawings about whole corpora: one for each dimension that statistics are made across, a panel for each of its values. */
import { drawers, kinds } from '../annotations/drawers.ts';
import type { MetricsTable } from '../contracts/metrics.ts';
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
  readonly panels: readonly { readonly title: string; readonly samples: readonly string[] }[];
}

/** Without a dimension to go across, a corpus has one figure with one panel. */
export function figureSpecs({ corpora, across }: MetricsTable, pairs: readonly PairRow[]): FigureSpec[] {
  return corpora.flatMap(({ name: corpus }): FigureSpec[] => {
    const own = pairs.filter((sample) => sample.corpus === corpus);
    const rows = across.filter((row) => row.corpus === corpus);
    const dimensions = [...new Map(rows.map(({ dimension, values }) => [dimension, values]))];
    if (dimensions.length === 0) return [{ corpus, dimension: null, panels: [{ title: 'all samples', samples: own.map(({ id }) => id) }] }];
    return dimensions.map(([dimension, values]) => ({
      corpus,
      dimension,
      panels: values.map(({ value }) => ({ title: value, samples: idsOf(own, dimension, value) })),
    }));
  });
}

function idsOf(samples: readonly PairRow[], dimension: string, value: string): string[] {
  return samples.filter((sample) => isIn(sample, { corpus: sample.corpus, slice: { dimension, value } })).map(({ id }) => id);
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
