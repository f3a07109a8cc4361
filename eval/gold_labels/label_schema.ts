/** Which regions a set of gold labels is about, what each is for, and which labels count: declared, never built in. */
import * as z from 'zod';
import type { RegionRole } from '../annotations/regions/schema.ts';
import { regionName } from '../contracts/common.ts';
import { gridSize } from './payload.ts';

/** A field of a row's top level. */
const field = z.string().min(1);

/** Options of whoever reads gold labels. */
export const labelSchemaOptions = {
  /** Regions drawn exactly. */
  strong: z.array(regionName).default([]),
  /** Regions drawn as rough bands. */
  weak: z.array(regionName).default([]),
  /** Whole objects, and the field of a row that holds the mask of each. */
  whole: z.record(regionName, field).default({}),
  /** What predictions must not leak into, and the field of each. */
  surround: z.record(regionName, field).default({}),
  /** Cells along each side of the square grid that everything is measured on. */
  grid: gridSize,
  /** Review states of labels that count. */
  qa_statuses: z.array(z.string().min(1)).min(1).default(['approved']),
  /** States of the automatic quality check whose labels do not count. */
  refuse_qc: z.array(z.string().min(1)).default(['QC_FAIL']),
};
const labelSchema = z.strictObject(labelSchemaOptions);
export type LabelSchema = z.infer<typeof labelSchema>;

export interface DeclaredRegion {
  readonly role: RegionRole;
  /** Where its mask stands; undefined: in the map of module masks, under its own name. */
  readonly field: string | undefined;
}

/** Every region with its role, in the order of reports. */
export function regionsOf({ strong, weak, whole, surround }: LabelSchema): Map<string, DeclaredRegion> {
  return new Map<string, DeclaredRegion>([
    ...strong.map((name) => [name, { role: 'strong', field: undefined }] as const),
    ...weak.map((name) => [name, { role: 'weak', field: undefined }] as const),
    ...Object.entries(whole).map(([name, source]) => [name, { role: 'whole', field: source }] as const),
    ...Object.entries(surround).map(([name, source]) => [name, { role: 'surround', field: source }] as const),
  ]);
}

/** For schemas of options: each region has one role, and there is something to measure. */
export function checkLabelSchema(given: LabelSchema, context: z.RefinementCtx): void {
  const names = [...given.strong, ...given.weak, ...Object.keys(given.whole), ...Object.keys(given.surround)];
  const again = names.find((name, i) => names.indexOf(name) < i);
  if (again !== undefined) context.addIssue({ code: 'custom', message: `the region ${again} is declared twice` });
  if (names.length === Object.keys(given.surround).length)
    context.addIssue({ code: 'custom', message: 'strong, weak and whole are empty: nothing is measured' });
}
