/** What the process that runs cases and the one that watches it tell each other. */
import type { Ending } from './judge.ts';

/** Cases of one reader, from a number to before another. */
export interface Job {
  readonly reader: string;
  readonly from: number;
  readonly to: number;
}

export type Message =
  | { readonly kind: 'begins'; readonly reader: string; readonly number: number }
  /** `memory` of the process, in MiB. */
  | { readonly kind: 'ended'; readonly reader: string; readonly number: number; readonly ending: Ending; readonly memory: number };
