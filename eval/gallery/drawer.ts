/** What can be drawn of a kind of truth: pictures of single samples, figures about many, both or nothing. */
import type { Truth } from '../contracts/corpus.ts';
import type { Prediction } from '../contracts/predictions.ts';
import type { Figure } from '../contracts/report.ts';
import type { Drawing, Size } from './draw.ts';

export type TruthKind = Truth['kind'];

/** What reports call the backends; null where there is no baseline. */
export interface Names {
  readonly candidate: string;
  readonly baseline: string | null;
}

/** One sample; predictions are null where a backend failed, or where there is no baseline. */
export interface Subject<K extends TruthKind = TruthKind> {
  /** Names the sample in errors. */
  readonly location: string;
  readonly truth: Extract<Truth, { kind: K }>;
  readonly candidate: Extract<Prediction, { kind: K }> | null;
  readonly baseline: Extract<Prediction, { kind: K }> | null;
}

export interface Brush<K extends TruthKind = TruthKind> {
  /** Size of the truth in pixels. */
  sizeOf(subject: Subject<K>): Size;
  /** Layers of this size. @throws InputError EV1 codes for unreadable masks */
  draw(subject: Subject<K>, size: Size): Readonly<Record<'truth' | 'candidate' | 'baseline' | 'difference', Drawing>>;
  /** What colours and patterns mean, each with a small drawing. */
  legend(names: Names): readonly (readonly [title: string, drawing: Drawing])[];
}

/** Samples of one value of a dimension. */
export interface Panel<K extends TruthKind = TruthKind> {
  readonly title: string;
  readonly subjects: readonly Subject<K>[];
}

export interface FigureOptions<K extends TruthKind = TruthKind> {
  /** `corpus`, or `corpus, by dimension`. */
  readonly location: string;
  readonly panels: readonly Panel<K>[];
  readonly names: Names;
}

export interface Drawer<K extends TruthKind = TruthKind> {
  /** Null: no pictures. Gets all samples that will be drawn, so that a part has one colour in all of them. */
  readonly brush: ((subjects: readonly Subject<K>[]) => Brush<K>) | null;
  /** Null: no figures. */
  readonly figure: ((options: FigureOptions<K>) => Pick<Figure, 'title' | 'caption' | 'svg'>) | null;
}
