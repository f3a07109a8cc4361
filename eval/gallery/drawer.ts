/** What can be drawn of a kind of truth: pictures of single samples, figures about many, both or nothing. */
import type { Prediction, Truth } from '../annotations/schema.ts';
import type { Figure } from '../contracts/report.ts';
import type { Drawing, Size } from './draw.ts';

/** What reports call the backends; null where there is no baseline. */
export interface Names {
  readonly candidate: string;
  readonly baseline: string | null;
}

/** One sample; predictions are null where a backend failed, or where there is no baseline. */
export interface SampleView<T extends Truth = Truth, P extends Prediction = Prediction> {
  /** Names the sample in errors. */
  readonly location: string;
  readonly truth: T;
  readonly candidate: P | null;
  readonly baseline: P | null;
}

export interface Brush<T extends Truth = Truth, P extends Prediction = Prediction> {
  /** Size of the truth in pixels. */
  sizeOf(view: SampleView<T, P>): Size;
  /** Layers of this size. @throws InputError EV1 codes for unreadable masks */
  draw(view: SampleView<T, P>, size: Size): Readonly<Record<'truth' | 'candidate' | 'baseline' | 'difference', Drawing>>;
  /** What became of the candidate's prediction, in words. */
  about?(view: SampleView<T, P>): string;
  /** What colours and patterns mean, each with a small drawing. */
  legend(names: Names): readonly (readonly [title: string, drawing: Drawing])[];
}

/** Samples of one value of a dimension. */
export interface Panel<T extends Truth = Truth, P extends Prediction = Prediction> {
  readonly title: string;
  readonly views: readonly SampleView<T, P>[];
}

export interface FigureOptions<T extends Truth = Truth, P extends Prediction = Prediction> {
  /** `corpus`, or `corpus, by dimension`. */
  readonly location: string;
  readonly panels: readonly Panel<T, P>[];
  readonly names: Names;
}

/** What is left out cannot be drawn of the kind. */
export interface Drawer<T extends Truth = Truth, P extends Prediction = Prediction> {
  /** Pictures of samples. Gets all samples that will be drawn, so that a part has one colour in all of them. */
  brush?(views: readonly SampleView<T, P>[]): Brush<T, P>;
  figure?(options: FigureOptions<T, P>): Pick<Figure, 'title' | 'caption' | 'svg'>;
}
