/** A report as data: what stands in it and in which order. How it looks is the matter of the serialisers. */
import type { Decision } from '../contracts/decision.ts';
import type { GalleryItem } from '../contracts/report.ts';
import type { Plot } from './plots.ts';

/** What a result means, without colour. */
export type Sign = 'good' | 'bad' | 'open' | 'unknown' | 'none';

export type Span =
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: Inline }
  /** Less important than what it stands behind. */
  | { readonly kind: 'aside'; readonly text: Inline }
  /** What somebody else wrote. */
  | { readonly kind: 'quote'; readonly text: string }
  /** Name of a sample; the anchor is that of its pictures, where there are some. */
  | { readonly kind: 'sample'; readonly id: string; readonly anchor: string | undefined }
  /** Says nothing that the words beside it do not. */
  | { readonly kind: 'sign'; readonly sign: Sign };

/** Text from anywhere; serialisers escape it. */
export type Inline = string | Span | readonly Inline[];

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: Inline;
  readonly look: 'plain' | 'lead' | 'small' | 'quoted';
}

/** Within a section. */
export interface Heading {
  readonly kind: 'heading';
  readonly text: Inline;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Inline[];
  /** Words above a list that stands apart; undefined for one in the text. */
  readonly title?: string;
}

/** Terms and what they are. */
export interface Facts {
  readonly kind: 'facts';
  /** `row`: beside each other; `large`: numbers to be seen first; `lines`: below each other. */
  readonly look: 'row' | 'large' | 'lines';
  readonly entries: readonly { readonly term: Inline; readonly value: Inline; readonly sign?: Sign }[];
}

/** The rest of a value that is too long for its cell, and why there is none. */
export interface Cell {
  readonly text: Inline;
  readonly hint?: string | undefined;
}

/** What is drawn in a cell; numbers beside it say the same. */
export type CellChart =
  /** Two values on one line. */
  | { readonly kind: 'dumbbell'; readonly domain: readonly [number, number]; readonly candidate: number | null; readonly baseline: number | null }
  /** A difference with its interval around zero. */
  | {
      readonly kind: 'difference';
      readonly reach: number;
      readonly value: number | null;
      readonly interval: { readonly low: number; readonly high: number } | null;
    }
  /** Two bars from 0, the candidate's above the baseline's. */
  | { readonly kind: 'bars'; readonly reach: number; readonly candidate: number | null; readonly baseline: number | null };

export interface Table {
  readonly kind: 'table';
  /** What readers who hear the page are told first. */
  readonly label: string;
  readonly caption?: string;
  /** What the charts of the table show. */
  readonly legend?: { readonly candidate: string; readonly baseline: string | null };
  /** The first one heads its row. Numbers stand right. */
  readonly columns: readonly { readonly head: string; readonly kind: 'text' | 'number' | 'strong' | 'chart' }[];
  readonly rows: readonly { readonly cells: readonly (Cell | CellChart)[]; readonly tone: Tone | undefined }[];
}

/** Why a row stands out. */
export type Tone = 'whole' | 'deciding' | 'failed' | 'override';

/** A criterion at one place, with its distance to the limit. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly sign: Sign;
  readonly deciding: boolean;
  readonly verdict: string;
  readonly subject: string;
  readonly found: string;
  readonly needed: string;
  readonly margin: string;
  readonly n: string;
  readonly interval: string | null;
  /** Why it is not a pass, with samples; undefined for a pass. */
  readonly reason: Inline | undefined;
  readonly drawn: { readonly margin: number; readonly interval: { readonly low: number; readonly high: number } | null } | null;
}

/** A sample of the gallery with everything that is said about it. */
export interface Picture {
  readonly item: GalleryItem;
  readonly anchor: string;
  readonly about: Inline;
  readonly caption: Inline;
  readonly remarks: readonly Inline[];
}

export type Block =
  | Paragraph
  | Heading
  | List
  | Facts
  | Table
  | { readonly kind: 'checks'; readonly checks: readonly Check[] }
  /** How often a row of what was true became a column; the darker a cell, the larger its share of the row. */
  | {
      readonly kind: 'matrix';
      readonly caption: string;
      /** What columns and rows are. */
      readonly x: string;
      readonly y: string;
      readonly labels: readonly string[];
      readonly counts: readonly (readonly number[])[];
    }
  /** Plots of one kind beside each other. */
  | { readonly kind: 'plots'; readonly plots: readonly Plot[] }
  /** Pictures that flip between their layers. */
  | { readonly kind: 'pictures'; readonly pictures: readonly Picture[] }
  /** The layers of one picture beside each other. */
  | { readonly kind: 'panels'; readonly picture: Picture; readonly caption: Inline }
  /** What colours and patterns in pictures mean. */
  | { readonly kind: 'swatches'; readonly entries: readonly { readonly title: string; readonly image: string }[] }
  | { readonly kind: 'drawing'; readonly title: string; readonly caption: string; readonly svg: string; readonly file: string }
  | { readonly kind: 'source'; readonly text: string }
  | { readonly kind: 'columns'; readonly columns: readonly (readonly Block[])[] }
  /** What is not needed at once. */
  | { readonly kind: 'details'; readonly summary: string; readonly blocks: readonly Block[] };

export interface Section {
  readonly id: string;
  /** In lists of sections. */
  readonly name: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  readonly verdict: Decision['verdict'];
  readonly sign: Sign;
  readonly recommendation: 'go' | 'no-go';
  readonly deciding: string;
  readonly evaluation: string;
  readonly headline: string;
  readonly why: string;
  readonly notices: readonly string[];
  readonly facts: Facts;
  readonly statements: readonly string[];
  readonly sections: readonly Section[];
  /** Everything that pictures of the sections show. */
  readonly pictures: readonly Picture[];
}

export function code(text: string): Span {
  return { kind: 'code', text };
}

export function strong(text: Inline): Span {
  return { kind: 'strong', text };
}

export function aside(text: Inline): Span {
  return { kind: 'aside', text };
}

export function paragraph(text: Inline, look: Paragraph['look'] = 'plain'): Paragraph {
  return { kind: 'paragraph', text, look };
}

export function heading(...text: readonly Inline[]): Heading {
  return { kind: 'heading', text };
}

/** Nothing where there are no items. */
export function list(items: readonly Inline[], title?: string): List[] {
  return items.length === 0 ? [] : [{ kind: 'list', items, ...(title === undefined ? {} : { title }) }];
}

/** Terms with their values, below or beside each other. */
export function facts(look: 'row' | 'lines', pairs: readonly (readonly [term: Inline, value: Inline])[]): Facts {
  return { kind: 'facts', look, entries: pairs.map(([term, value]) => ({ term, value })) };
}

/** Nothing where there is nothing in it. */
export function details(summary: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'details', summary, blocks }];
}

/** What is between the items stands between them. */
export function joined(items: readonly Inline[], between: string): Inline {
  return items.map((item, i) => (i === 0 ? item : [between, item]));
}

export interface ColumnOf<Row> {
  readonly head: string;
  readonly kind: Table['columns'][number]['kind'];
  readonly cell: (row: Row) => Inline | CellChart;
  /** Shown when a pointer rests on the cell. */
  readonly hint?: (row: Row) => string | null | undefined;
}

/** A table from rows of any kind. */
export function tableOf<Row>(
  options: Pick<Table, 'label' | 'caption' | 'legend'> & {
    readonly columns: readonly ColumnOf<Row>[];
    readonly rows: readonly Row[];
    readonly toneOf?: (row: Row) => Tone | undefined;
  },
): Table {
  const { columns, rows, toneOf, ...rest } = options;
  return {
    kind: 'table',
    ...rest,
    columns: columns.map(({ head, kind }) => ({ head, kind })),
    rows: rows.map((row) => ({ cells: columns.map((column) => cellOf(column, row)), tone: toneOf?.(row) })),
  };
}

/** A table of plain texts; columns whose positions are named hold numbers. Without heads, it has none. */
export function textTable(label: string, heads: readonly string[], rows: readonly (readonly string[])[], numbers: readonly number[] = []): Table {
  const width = Math.max(heads.length, ...rows.map((row) => row.length));
  return {
    kind: 'table',
    label,
    columns: Array.from({ length: width }, (_, i) => ({ head: heads[i] ?? '', kind: numbers.includes(i) ? 'number' : 'text' })),
    rows: rows.map((row) => ({ cells: row.map((text) => ({ text })), tone: undefined })),
  };
}

function cellOf<Row>({ cell, hint }: ColumnOf<Row>, row: Row): Cell | CellChart {
  const content = cell(row);
  if (isChart(content)) return content;
  return { text: content, hint: hint?.(row) ?? undefined };
}

const chartKinds: ReadonlySet<string> = new Set<CellChart['kind']>(['dumbbell', 'difference', 'bars']);

export function isChart(cell: Inline | Cell | CellChart): cell is CellChart {
  return typeof cell === 'object' && 'kind' in cell && chartKinds.has(cell.kind);
}
