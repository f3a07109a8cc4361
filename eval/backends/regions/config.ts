import * as z from 'zod';
import { regionName } from '../../contracts/common.ts';
import { gridSize } from '../../gold_labels/payload.ts';
import { clip, minimumCoverage } from './post_process.ts';

/** A field of a row's top level. */
const field = z.string().min(1);

const declared = z.strictObject({
  /** Cells along each side of the square grid that predictions are brought to; that of the corpus. */
  grid: gridSize,
  /** Grid of run lengths that do not name their own; 0: `grid`. */
  written_grid: z.int().min(0).max(4096).default(0),
  /** Regions that stand in a row's map or list of modules. */
  modules: z.array(regionName).default([]),
  /** Regions whose run lengths stand in a field of the row. */
  runs: z.record(regionName, field).default({}),
  /** Fields with an outline, for regions without run lengths; the first that is there counts. */
  points: z.record(regionName, z.array(field).min(1)).default({}),
  /** Steps after the model, all clips first. */
  clips: z.array(clip).default([]),
  minimum_coverage: z.array(minimumCoverage).default([]),
});
export type RegionConfig = z.infer<typeof declared>;

/** What a backend of region predictions declares. Regions are named here and nowhere in code. */
export const regionConfiguration = declared.superRefine(({ modules, runs, points, clips, minimum_coverage }, context) => {
  const fields = [...new Set([...Object.keys(runs), ...Object.keys(points)])];
  const known = new Set([...modules, ...fields]);
  for (const name of fields.filter((one) => modules.includes(one))) {
    context.addIssue({ code: 'custom', path: ['modules'], message: `${name} is a module and has a field of its own: which one counts?` });
  }
  const steps = [
    ...clips.map(({ region, occluder }) => ({ path: 'clips', names: [region, occluder] })),
    ...minimum_coverage.map(({ region, of }) => ({ path: 'minimum_coverage', names: [region, of] })),
  ];
  for (const { path, names } of steps) {
    for (const name of names.filter((one) => !known.has(one))) {
      context.addIssue({ code: 'custom', path: [path], message: `${name} is not declared in modules, runs or points` });
    }
  }
});
