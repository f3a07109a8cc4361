/** What goes into an importer, sources as text and lists of declared files, and what comes out: drafts of samples. */
import type { DescriptionRow, DraftRow, Imported as ImportedFile } from '../contracts/draft.ts';
import type { Problems } from '../errors/errors.ts';
import { filledLines, type TextLine } from '../io/lines.ts';
import type { DeclaredFiles } from './declared_files.ts';

/** A sample as its source tells it: what verify needs, and what only assemble may know. */
export type Draft = DraftRow & DescriptionRow;

/** A draft of what a source tells: most tell neither hashes nor sizes, groups or notes. */
export function draft(told: Pick<Draft, 'id' | 'image' | 'truth'> & Partial<Draft>): Draft {
  return { hashes: [], sizes: [], slices: {}, related: [], notes: [], ...told };
}

/** Everything but the drafts is complete when they were walked through, which can be done once. */
export interface Imported extends Pick<ImportedFile, 'exclusions' | 'remarks' | 'dimensions' | 'drawn' | 'parts'> {
  readonly drafts: Iterable<Draft>;
  /** Sentences that every report about the corpus must print, before those of its owner. */
  readonly statements?: readonly string[];
}

export interface Source {
  /** Name of the file in messages. */
  readonly location: string;
  readonly text: string;
  /** Its lines without the whole text in memory, where it is a file; those without content are left out. */
  readonly lines?: () => Iterable<TextLine>;
}

/** Lines of a source, those without content left out. */
export function linesOf(source: Source): Iterable<TextLine> {
  return source.lines?.() ?? filledLines(source.text);
}

export interface ImportInput {
  readonly images: DeclaredFiles;
  readonly masks: DeclaredFiles;
  readonly labels: DeclaredFiles;
  /** Text of a label file, by key. */
  readonly labelText: (key: string) => string;
  /** Files by role: `crop_runs`, `dataset`, … */
  readonly sources: ReadonlyMap<string, Source>;
  /** Takes what is wrong with a row, so that the others are still looked at. */
  readonly problems: Problems;
}
