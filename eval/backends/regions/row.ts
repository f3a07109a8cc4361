/** One row of region predictions: what is read of it, and what in it only labels have. */

import * as z from 'zod';
import { finite } from '../../contracts/common.ts';
import { Problems } from '../../errors/errors.ts';
import { nearestText } from '../../errors/nearest.ts';
import { fill, type Grids, isWritten, type MaskPayload, maskPayload, readMask, readRuns } from '../../gold_labels/payload.ts';
import { type Points, points } from '../../gold_labels/points.ts';
import type { Runs } from '../../masks/runs.ts';
import { type ShareBox, shareBoxToRuns } from '../../masks/shares.ts';
import type { RegionConfig } from './config.ts';
import type { Regions } from './post_process.ts';

/** A share that may reach a little over the frame, where boxes are cut off. */
const share = finite.min(-1).max(2);

/** An entry of a list of modules: a mask, or a box as shares of width and height. */
const listed = maskPayload.extend({
  module_id: z.string().min(1),
  box: z.looseObject({ x: share, y: share, w: finite.min(0).max(2), h: finite.min(0).max(2) }).nullish(),
});

const row = z.looseObject({
  sample_hash: z.string().min(1),
  module_masks: z.record(z.string(), maskPayload.nullish()).nullish(),
  /** Goes before the map, module by module. */
  modules: z.array(listed).nullish(),
  /** Another spelling of `modules`. */
  pred_modules: z.array(listed).nullish(),
  confidence: finite.min(0).max(1).nullish(),
});
export type RegionRow = z.infer<typeof row>;

/** Rows may hold anything else; the fields that the configuration names are checked too. */
export function regionRow({ runs, points: outlines }: Pick<RegionConfig, 'runs' | 'points'>): z.ZodType<RegionRow> {
  const texts = Object.values(runs).map((name) => [name, z.string().nullish()]);
  const drawn = Object.values(outlines).flatMap((names) => names.map((name) => [name, points.nullish()]));
  return row.extend(Object.fromEntries([...texts, ...drawn])) as unknown as z.ZodType<RegionRow>;
}

/**
 * Masks by region, on the declared grid. A region that the row does not have is not among them: no template and no outline
 * stands in for it.
 * @throws InputError EV4001 a module listed twice, EV4005 a module that is not declared, and what the masks library refuses; all of them
 */
export function readRegions(given: RegionRow, config: RegionConfig, location: string): Regions {
  const problems = new Problems();
  const regions = new Map<string, Runs>();
  const grids = { written: config.written_grid || config.grid, wanted: config.grid };
  const read = (name: string, mask: (at: string) => Runs | null): void => {
    const runs = problems.collect(() => mask(`${location} (${name})`)) ?? null;
    if (runs !== null) regions.set(name, runs);
  };
  const modules = modulesOf(given, config.modules, location, problems);
  for (const [name, module] of modules) read(name, (at) => moduleMask(module, grids, at));
  const fields = new Set([...Object.keys(config.runs), ...Object.keys(config.points)]);
  for (const name of fields) read(name, (at) => fieldMask(given, name, config, grids, at));
  problems.check();
  return regions;
}

interface Module {
  readonly payload: MaskPayload;
  /** Only listed modules may have one. */
  readonly box: ShareBox | null;
}

/** Declared modules of the row, by name. */
function modulesOf(given: RegionRow, declared: readonly string[], location: string, problems: Problems): Map<string, Module> {
  const modules = new Map<string, Module>();
  for (const [name, payload] of Object.entries(given.module_masks ?? {})) if (payload) modules.set(name, { payload, box: null });
  const list = given.modules ?? given.pred_modules ?? [];
  for (const [i, entry] of list.entries()) {
    const isSecond = list.findIndex(({ module_id }) => module_id === entry.module_id) < i;
    if (isSecond) problems.add({ code: 'EV4001', location, message: `modules[${i}]: ${entry.module_id} is listed a second time` });
    modules.set(entry.module_id, { payload: entry, box: entry.box ?? null });
  }
  for (const name of [...modules.keys()].filter((one) => !declared.includes(one))) {
    const message = `the module ${name} is not declared${nearestText(name, declared)}`;
    problems.add({ code: 'EV4005', location, message, expected: declared.join(', ') });
    modules.delete(name);
  }
  return modules;
}

function moduleMask({ payload, box }: Module, grids: Grids, location: string): Runs | null {
  return readMask(payload, grids, location) ?? (box === null ? null : shareBoxToRuns(box, grids.wanted, grids.wanted));
}

function fieldMask(given: RegionRow, name: string, { runs, points: outlines }: RegionConfig, grids: Grids, location: string): Runs | null {
  const text = runs[name] === undefined ? undefined : (given[runs[name]] as string | null | undefined);
  if (isWritten(text)) return readRuns(text, grids, location);
  for (const field of outlines[name] ?? []) {
    const outline = given[field] as Points | null | undefined;
    if (outline?.length) return fill([outline], field.endsWith('_norm') ? 'share' : 'share or per cent', grids, location);
  }
  return null;
}

/** Fields that importers of labels write, and no model. */
const labelOnly = ['annotation_id', 'annotator_id', 'gt_kind', 'is_double_annotated', 'labels', 'module_gt', 'qa_status', 'qc_flags', 'qc_status'];

/** Such fields of the row or of one of its modules; sorted. */
export function labelFieldsOf(given: RegionRow): string[] {
  const parts = [given, ...Object.values(given.module_masks ?? {}), ...(given.modules ?? []), ...(given.pred_modules ?? [])];
  return labelOnly.filter((field) => parts.some((part) => part !== null && part !== undefined && Object.hasOwn(part, field)));
}
