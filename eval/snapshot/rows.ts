/** Rows of an export: what each says, where it stands, and which columns a version keeps of it. */
import * as z from 'zod';
import type { Problems } from '../errors/errors.ts';
import { type Source, sourceCodes } from '../import/importer.ts';
import { readJsonText } from '../io/json_text.ts';
import { byIdentifier } from '../io/order.ts';

export interface Row<T> {
  /** `file:line:column` of the row. */
  readonly location: string;
  /** As the importer of crop runs understands it. */
  readonly row: T;
  /** As it is written. */
  readonly written: Readonly<Record<string, unknown>>;
}

/** Rows of all files, by id; none of a file that cannot be read. Problems: EV1010 no JSON, EV1011 no such rows, EV1016 an id given twice. */
export function readRows<T extends { readonly id: string | number }>(sources: readonly Source[], schema: z.ZodType<T>, problems: Problems): Row<T>[] {
  const rows = sources.flatMap((source) => problems.collect(() => rowsOf(source, schema)) ?? []);
  const seen = new Map<string, string>();
  for (const { location, row } of rows) {
    const other = seen.get(String(row.id));
    if (other !== undefined) problems.add({ code: 'EV1016', location, message: `a second row has the id ${row.id}`, got: `the first one: ${other}` });
    else seen.set(String(row.id), location);
  }
  return rows.sort((a, b) => byIdentifier(a.row.id, b.row.id));
}

function rowsOf<T>({ text, location }: Source, schema: z.ZodType<T>): Row<T>[] {
  const { value, positionOf } = readJsonText<T[]>(text, location, z.array(schema), sourceCodes);
  const written = JSON.parse(text) as Record<string, unknown>[];
  return value.map((row, i) => ({ row, written: written[i] ?? {}, location: positionOf([i]) }));
}

/** A crop run as a version keeps it: what an evaluation reads, and the picture by a path of the version. */
export function keptCropRun(written: Readonly<Record<string, unknown>>, path: string): Record<string, unknown> {
  const image = written['image'] as Readonly<Record<string, unknown>>;
  return {
    ...pick(written, ['id', 'created', 'created_at', 'notes', 'piece', 'source']),
    image: { ...pick(image, ['id', 'derived_from', 'piece', 'sha256']), path },
  };
}

const annotationColumns = [
  ...['id', 'image_id', 'image_sha256', 'width', 'height', 'mask'],
  ...['approved', 'created', 'created_at', 'drawn_over', 'origin', 'prefilled_from'],
];

/** An annotation as a version keeps it; run lengths stay as they are written, a mask file becomes a path of the version. */
export function keptAnnotation(written: Readonly<Record<string, unknown>>, path: string | undefined): Record<string, unknown> {
  const { annotator } = written as { readonly annotator?: Readonly<Record<string, unknown>> };
  return {
    ...pick(written, annotationColumns),
    ...(annotator === undefined ? {} : { annotator: pick(annotator, ['kind']) }),
    ...(path === undefined ? {} : { mask: path }),
  };
}

/** The named columns that say something. */
function pick(row: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (row[name] === undefined || row[name] === null ? [] : [[name, row[name]]])));
}
