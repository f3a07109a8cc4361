/** report.json and gallery.json: what renderers read and write. Single samples are in neither. */
import * as z from 'zod';
import { fileOf, finite, name, sampleId } from './common.ts';
import { decision } from './decision.ts';
import { metricsTable } from './metrics.ts';

/** Pictures of one sample, as data URIs; all of one displayed size in pixels. */
export const galleryItem = z.strictObject({
  list: z.enum(['regression', 'improvement', 'worst']),
  corpus: name,
  id: sampleId,
  metric: name,
  candidate: finite.nullable(),
  baseline: finite.nullable(),
  delta: finite.nullable(),
  slices: z.record(name, z.array(z.string())),
  notes: z.array(z.string()),
  /** What became of the candidate's prediction, in words; left out where the picture says it all. */
  about: z.string().optional(),
  width: z.int().positive(),
  height: z.int().positive(),
  photo: z.string(),
  layers: z.array(z.strictObject({ id: z.enum(['truth', 'candidate', 'baseline', 'difference']), title: z.string(), image: z.string() })),
  /** File name of the strip (all layers side by side) in the gallery folder. */
  strip: z.string(),
});
export type GalleryItem = z.infer<typeof galleryItem>;

/** A drawing about many samples at once (predicted against target, say). */
export const figure = z.strictObject({
  corpus: name,
  id: name,
  title: z.string(),
  caption: z.string(),
  /** A complete svg element with a title for screen readers; no script, no reference to anything outside. */
  svg: z.string(),
  /** File name of the drawing in the gallery folder. */
  file: z.string(),
});
export type Figure = z.infer<typeof figure>;

export const gallery = fileOf('gallery', {
  /** What the colours and patterns of the layers mean, each with a small sample of it as a data URI. */
  legend: z.array(z.strictObject({ title: z.string(), image: z.string() })),
  items: z.array(galleryItem),
  figures: z.array(figure),
});
export type Gallery = z.infer<typeof gallery>;

/** A label_flag and what it was set to, both as labels. */
export const candidateFlag = z.strictObject({ name: z.string(), value: z.string() });
export type CandidateFlag = z.infer<typeof candidateFlag>;

export const report = fileOf('report', {
  recommendation: z.enum(['go', 'no-go']),
  verdict: decision.shape.verdict,
  deciding: z.string(),
  /** The build flag that swaps the candidate's checkpoint, and the target that it was set to; left out where there is none. */
  flag: candidateFlag.optional(),
  decision,
  metrics: metricsTable,
});
export type Report = z.infer<typeof report>;
