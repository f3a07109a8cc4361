/** A table as text: what every form of it is read into before anything is made of its cells. */

export interface Row {
  /** `file:line` */
  readonly location: string;
  /** Text by column. A column that the row does not have is missing; an empty cell is the empty text. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface Table {
  /** Of the header, or of any row. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** False when rows were left out because they could not be read: then nobody knows whether frames are missing. */
  readonly complete: boolean;
}
