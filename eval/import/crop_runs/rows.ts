/** Rows of a crop service's export, in both spellings that are about, brought into one form. */
import * as z from 'zod';
import { runLengths } from '../../contracts/draft.ts';

const identifier = z.union([z.int(), z.string().min(1)]);

/** A time with its zone, as milliseconds: only used to tell which of two is newer. Date.parse is pure for such texts. */
const instant = z.iso.datetime({ offset: true, error: 'expected an ISO 8601 time with its zone' }).transform((text) => Date.parse(text));

/** With or without `sha256:`. */
const hash = z
  .string()
  .regex(/^(sha256:)?[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
  .transform((text) => (text.startsWith('sha256:') ? text : `sha256:${text}`));

/** A stored object: its path in the export, its key in the object store, or its address; the first that is given. */
interface Stored {
  readonly path?: string | undefined;
  readonly r2_key?: string | null | undefined;
  readonly url?: string | null | undefined;
}

/** How declared files name a stored object: by path or store key; of an address only the file name is stable. */
export function nameOf({ path, r2_key, url }: Stored): string {
  return path ?? r2_key ?? (url ?? '').replace(/[?#].*$/s, '').replace(/^.*\//s, '');
}

const stored = { r2_key: z.string().nullish(), url: z.string().nullish() };
const isNamed = (object: Stored): boolean => nameOf(object) !== '';

const image = z
  .looseObject({
    id: identifier,
    path: z.string().optional(),
    ...stored,
    sha256: hash.nullish(),
    derived_from: identifier.nullish(),
    piece: identifier.nullish(),
  })
  .refine(isNamed, 'expected path, r2_key or url');

/** Who or what made a row: type `human` is a person; `backend`, `deployment` and `version` are what taxonomies match. */
const source = z.looseObject({ type: z.string() });

export const cropRun = z
  .looseObject({
    id: identifier,
    created: instant.optional(),
    created_at: instant.optional(),
    image,
    source,
    notes: z.string().nullish(),
    piece: identifier.nullish(),
  })
  .transform(({ id, created, created_at, image: picture, source: by, notes, piece }) => ({
    id,
    created: created_at ?? created ?? Number.NEGATIVE_INFINITY,
    image: picture,
    source: by,
    notes: notes ?? '',
    piece: piece ?? picture.piece ?? null,
  }));
export type CropRun = z.infer<typeof cropRun>;

const kind = z.enum(['annotation', 'hand_label']);

/** A mask file by its path or as a stored object, or run lengths in place. */
const mask = z.union([
  z.string().transform((path) => ({ kind: 'file' as const, name: path })),
  z.looseObject(runLengths).transform(({ size, counts }) => ({ kind: 'runs' as const, size, counts })),
  z
    .looseObject(stored)
    .refine(isNamed, 'expected r2_key, url, or size and counts')
    .transform((object) => ({ kind: 'file' as const, name: nameOf(object) })),
]);

export const cropAnnotation = z
  .looseObject({
    id: identifier,
    image_id: identifier,
    mask,
    annotator: z.looseObject({ kind: kind.optional() }).optional(),
    origin: kind.optional(),
    created: instant.optional(),
    created_at: instant.optional(),
    approved: z.boolean().optional(),
    /** Of the picture when it was annotated. */
    image_sha256: hash.nullish(),
    width: z.int().positive().nullish(),
    height: z.int().positive().nullish(),
    /** The backend whose prediction the annotator started from. */
    drawn_over: z.string().nullish(),
    prefilled_from: z.string().nullish(),
  })
  .refine(({ annotator, origin }) => (annotator?.kind ?? origin) !== undefined, {
    path: ['annotator', 'kind'],
    message: 'is missing (or origin): expected annotation or hand_label',
  })
  .transform(({ annotator, origin, created, created_at, drawn_over, prefilled_from, ...rest }) => ({
    ...rest,
    kind: annotator?.kind ?? origin ?? 'hand_label',
    created: created_at ?? created ?? Number.NEGATIVE_INFINITY,
    approved: rest.approved ?? true,
    drawnOver: drawn_over ?? prefilled_from ?? null,
  }));
export type CropAnnotation = z.infer<typeof cropAnnotation>;
