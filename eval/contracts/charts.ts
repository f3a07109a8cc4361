/** What a page draws of a whole corpus beyond the numbers of rows: parts of metrics.json. */
import * as z from 'zod';
import { count, finite, name, partName, role } from './common.ts';

/** Lines over the same positions, which lie evenly from 0 to 1. */
const curves = z.strictObject({
  kind: z.literal('curves'),
  /** The same for the same chart of other backends and corpora. */
  id: name,
  title: z.string(),
  /** What was chosen to make it. */
  about: z.string(),
  /** Names of the axes. */
  x: z.string(),
  y: z.string(),
  /** Of the whole, where `part` is left out, and of each part that has one. To four decimals: they are drawn, not judged. */
  lines: z.array(z.strictObject({ part: partName.optional(), values: z.array(finite).min(2) })).min(1),
});

/** How many objects of what was true, a row, became what, a column. */
const matrix = z.strictObject({
  kind: z.literal('matrix'),
  id: name,
  title: z.string(),
  about: z.string(),
  x: z.string(),
  y: z.string(),
  /** Of rows and columns alike. */
  labels: z.array(z.string()).min(1),
  counts: z.array(z.array(count)).min(1),
});

export const chart = z.discriminatedUnion('kind', [curves, matrix]);
export type Chart = z.infer<typeof chart>;

export const chartRow = z.strictObject({ corpus: name, backend: name, role, chart });
export type ChartRow = z.infer<typeof chartRow>;
