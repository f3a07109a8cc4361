/** What plots show: numbers from files, drawn by whoever can draw. */
import type { Distribution } from '../contracts/distributions.ts';
import type { AcrossRow, MetricDefinition } from '../contracts/metrics.ts';

/** How many samples have which value: the candidate upwards, the baseline downwards. */
export interface Histogram {
  readonly kind: 'histogram';
  readonly metric: MetricDefinition;
  readonly domain: readonly [number, number];
  readonly up: { readonly name: string; readonly samples: readonly number[] };
  readonly down: { readonly name: string; readonly samples: readonly number[] } | null;
  /** What makes a pass; null where that is not by this metric. */
  readonly pass: number | null;
}

/** Every sample, the candidate's value over the baseline's. */
export interface Scatter {
  readonly kind: 'scatter';
  readonly metric: MetricDefinition;
  readonly domain: readonly [number, number];
  readonly candidate: string;
  readonly baseline: string;
  /** Empty where the grid is not null. */
  readonly points: readonly {
    readonly id: string;
    readonly anchor: string | undefined;
    readonly candidate: number;
    readonly baseline: number;
    /** Whether it is in a slice where a check fails. */
    readonly failed: boolean;
  }[];
  readonly grid: Distribution['grid'];
  /** Slices where a check fails. */
  readonly failed: readonly string[];
}

/** A metric at every value of a dimension: a line of dots for each backend. */
export interface Strips {
  readonly kind: 'strips';
  readonly metric: MetricDefinition;
  readonly dimension: string;
  readonly rows: readonly Pick<AcrossRow, 'role' | 'backend' | 'values' | 'mean' | 'worst' | 'worstValue'>[];
}

/** Lines over 0 to 1, which reach 0 to 1. */
export interface Curves {
  readonly kind: 'curves';
  readonly title: string;
  readonly x: string;
  readonly y: string;
  /** Values at even steps. The last line lies on top. */
  readonly lines: readonly { readonly role: 'candidate' | 'baseline'; readonly backend: string; readonly values: readonly number[] }[];
}

export type Plot = Histogram | Scatter | Strips | Curves;
