/** Rows of gold labels: one annotation of one sample each. */
import * as z from 'zod';
import type { Problems } from '../errors/errors.ts';
import type { JsonCodes } from '../io/json_text.ts';
import { filledLines, type LocatedRow, rowsOfLines } from '../io/lines.ts';
import type { LabelSchema } from './label_schema.ts';
import { maskPayload } from './payload.ts';

const payload = maskPayload.nullish();

/** Milliseconds: only used to tell which of two is newer. Date.parse is pure for times with a zone. */
const instant = z.iso.datetime({ offset: true, error: 'expected an ISO 8601 time with its zone' }).transform((text) => Date.parse(text));

const annotation = z.looseObject({
  sample_hash: z.string().min(1),
  source: z.string().nullish(),
  image_path: z.string().nullish(),
  /** Left out: approved, says the format. */
  qa_status: z.string().nullish(),
  qc_status: z.string().nullish(),
  created_at: instant.nullish(),
  /** By region. */
  module_masks: z.record(z.string(), payload).nullish(),
  /** By region: what the annotator drew, for regions that have no mask. */
  labels: z.record(z.string(), payload).nullish(),
});
export type Annotation = z.infer<typeof annotation>;

export type LocatedAnnotation = LocatedRow<Annotation>;

/** Every row of the file; what is wrong with one is collected. Problems: codes.syntax a line is not JSON, codes.shape not a row. */
export function readAnnotations(
  file: { readonly location: string; readonly text: string; readonly excerpt?: { readonly numbers: readonly number[] } },
  given: LabelSchema,
  codes: JsonCodes,
  problems: Problems,
): LocatedAnnotation[] {
  const fields = [...Object.values(given.whole), ...Object.values(given.surround)];
  const schema = annotation.extend(Object.fromEntries(fields.map((name) => [name, payload]))) as unknown as z.ZodType<Annotation>;
  return [...rowsOfLines(filledLines(file.text, file.excerpt?.numbers), file.location, schema, codes, problems)];
}

export interface Selection {
  /** One row a sample. */
  readonly rows: readonly LocatedAnnotation[];
  readonly exclusions: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * The annotations that count: those that were accepted, and of several of one sample the newest. Problems: EV1302 where
 * nothing says which one that is.
 */
export function selectAnnotations(all: readonly LocatedAnnotation[], given: LabelSchema, problems: Problems): Selection {
  const reasons = all.map(({ row }) => ({ id: row.sample_hash, reason: reasonAgainst(row, given) }));
  const accepted = all.filter((_, i) => reasons[i]?.reason === undefined);
  const rows: LocatedAnnotation[] = [];
  const older: LocatedAnnotation[] = [];
  for (const list of Map.groupBy(accepted, ({ row }) => row.sample_hash).values()) {
    const [newest, ...others] = list.toSorted((a, b) => age(b) - age(a));
    if (newest === undefined) continue;
    if (others.some((other) => age(other) === age(newest))) {
      const got = list.map(({ location }) => location).join(', ');
      problems.add({ code: 'EV1302', location: newest.location, message: `sample ${newest.row.sample_hash} is annotated more than once`, got });
    }
    rows.push(newest);
    older.push(...others);
  }
  const exclusions = reasons.flatMap(({ id, reason }) => (reason === undefined ? [] : [{ id, reason }]));
  return { rows, exclusions: [...exclusions, ...older.map(({ row }) => ({ id: row.sample_hash, reason: 'an older annotation of a sample' }))] };
}

/** Milliseconds; without a time, older than everything. */
function age({ row }: LocatedAnnotation): number {
  return row.created_at ?? Number.NEGATIVE_INFINITY;
}

function reasonAgainst({ qa_status, qc_status }: Annotation, { qa_statuses, refuse_qc }: LabelSchema): string | undefined {
  const review = qa_status ?? 'approved';
  if (!qa_statuses.includes(review)) return `review state ${review}`;
  return qc_status !== null && qc_status !== undefined && refuse_qc.includes(qc_status) ? `quality check ${qc_status}` : undefined;
}
