import * as z from 'zod';
import { regionName, rle } from '../../contracts/common.ts';

/**
 * What a region of labelled ground truth is for. `strong`: drawn exactly, scored by overlap. `weak`: a rough band, of
 * which only coverage and leakage mean something. `whole`: the object that regions are parts of. `surround`: what
 * predictions must not leak into (background, hair).
 */
export const regionRole = z.enum(['strong', 'weak', 'whole', 'surround']);
export type RegionRole = z.infer<typeof regionRole>;

/** Labelled regions on one grid; a region that nobody annotated is not among them. */
export const truth = z.strictObject({ kind: z.literal('regions'), regions: z.record(regionName, z.strictObject({ role: regionRole, mask: rle })) });
export type RegionsTruth = z.infer<typeof truth>;

/** A region that the backend did not find has an empty mask; one that it says nothing about is not among them. */
export const prediction = z.strictObject({ kind: z.literal('regions'), regions: z.record(regionName, rle) });
export type RegionsPrediction = z.infer<typeof prediction>;

export const imported = { regions: z.record(regionName, rle) };
