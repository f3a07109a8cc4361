/** Boxes or masks of one corpus, and the look-ups of their numbers by what comes after `bbox_` or `segm_` in their ids. */
import type { Chart } from '../../../contracts/charts.ts';
import type { DeltaRow, MetricRow } from '../../../contracts/metrics.ts';
import type { TableBackend } from '../../../table/index.ts';
import { wholeCorpus } from '../../../table/subsets.ts';
import type { View } from '../../view.ts';

const shapes = [
  { prefix: 'bbox', name: 'boxes' },
  { prefix: 'segm', name: 'masks' },
] as const;

/** A class, or null for all of them together. */
export type ClassName = string | null;

export class ShapeNumbers {
  readonly view: View;
  readonly corpus: string;
  /** Boxes, masks. */
  readonly name: string;
  /** In text order. */
  readonly classes: readonly string[];
  readonly #prefix: string;

  constructor(view: View, corpus: string, { prefix, name }: (typeof shapes)[number]) {
    this.view = view;
    this.corpus = corpus;
    this.name = name;
    this.#prefix = prefix;
    this.classes = view.definitions.has(this.id('ap')) ? view.partsOf(corpus, this.id('ap')) : [];
  }

  id(number: string): string {
    return `${this.#prefix}_${number}`;
  }

  row(backend: TableBackend | null, number: string, of: ClassName = null): MetricRow | undefined {
    return this.view.row(backend, this.#where(of), this.id(number));
  }

  delta(number: string, of: ClassName = null): DeltaRow | undefined {
    return this.view.delta(this.#where(of), this.id(number));
  }

  chart<K extends Chart['kind']>(backend: TableBackend | null, kind: K, number: string): Extract<Chart, { kind: K }> | undefined {
    const charts = this.view.metrics.charts ?? [];
    const own = charts.find(
      (row) => row.corpus === this.corpus && row.backend === backend?.name && row.role === backend.role && row.chart.id === this.id(number),
    );
    return own?.chart.kind === kind ? (own.chart as Extract<Chart, { kind: K }>) : undefined;
  }

  #where(of: ClassName) {
    return of === null ? wholeCorpus(this.corpus) : { ...wholeCorpus(this.corpus), part: of };
  }
}

/** What of boxes and masks was measured on a corpus; empty on one that is not about detection. */
export function shapesOf(view: View, corpus: string): ShapeNumbers[] {
  return shapes.map((shape) => new ShapeNumbers(view, corpus, shape)).filter((shape) => (shape.row(view.candidate, 'ap')?.value ?? null) !== null);
}
