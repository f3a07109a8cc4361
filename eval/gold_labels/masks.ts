/** Masks of one annotation, by region. */
import type { RegionRole } from '../annotations/regions/schema.ts';
import { InputError, type Problems } from '../errors/errors.ts';
import type { Runs } from '../masks/runs.ts';
import type { DeclaredRegion } from './label_schema.ts';
import { type MaskPayload, readMask } from './payload.ts';
import type { Annotation, LocatedAnnotation } from './rows.ts';

export interface LabelledMask {
  readonly role: RegionRole;
  readonly mask: Runs;
}

/**
 * The declared regions that the annotation has, on the wanted grid. A mask goes before what the annotator drew; a region
 * with neither was not annotated and is not among them.
 * Problems, at file:line (region): EV1303 the row gives a region another role, and what readMask refuses.
 */
export function masksOf(
  { row, location }: LocatedAnnotation,
  regions: ReadonlyMap<string, DeclaredRegion>,
  grid: number,
  problems: Problems,
): Map<string, LabelledMask> {
  const masks = new Map<string, LabelledMask>();
  for (const [name, region] of regions) {
    const at = `${location} (${name})`;
    const mask = problems.collect(() => readRegion(row, name, region, grid, at)) ?? null;
    if (mask !== null) masks.set(name, { role: region.role, mask });
  }
  return masks;
}

function readRegion(row: Annotation, name: string, { role, field }: DeclaredRegion, grid: number, location: string): Runs | null {
  const given = field === undefined ? own(row.module_masks, name) : (row[field] as MaskPayload | null | undefined);
  const said = given?.['gt_kind'];
  if (said !== undefined && said !== role) {
    const message = 'the label was drawn for another use than the corpus declares';
    throw new InputError({ code: 'EV1303', location, message, got: String(said), expected: role });
  }
  const drawn = own(row.labels, name);
  const grids = { written: grid, wanted: grid };
  return (given && readMask(given, grids, location)) ?? (drawn ? readMask(drawn, grids, location) : null);
}

/** Names of regions that a row has masks or drawings of, declared or not. */
export function annotatedNames({ module_masks, labels }: Annotation): string[] {
  return [...Object.entries(module_masks ?? {}), ...Object.entries(labels ?? {})].flatMap(([name, given]) => (given ? [name] : []));
}

function own(record: Annotation['labels'], name: string): MaskPayload | null | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
