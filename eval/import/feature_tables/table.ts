/** A table as text: what every form of it is read into before anything is made of its cells. */

export type { CsvRow as Row, CsvTable as Table } from '../../io/csv.ts';
