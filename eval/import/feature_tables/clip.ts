/** A clip as every form of source ends up: its frames in order. */
export interface Clip {
  readonly name: string;
  readonly source: string;
  /** Names of the features, sorted: neither the order of columns nor that of an option changes a corpus. */
  readonly names: readonly string[];
  /** One row a frame, in the order of `names`. */
  readonly rows: readonly (readonly number[])[];
  /** One target a frame. */
  readonly targets: readonly number[];
  /** Its value in each slice dimension, the empty text for none. */
  readonly slices: ReadonlyMap<string, string>;
}
