/** The door of this library: binary masks as run lengths. Nothing else in this folder but polygons.ts is imported from outside. */

export { maskDigest } from './digest.ts';
export { decodeRuns, encodeMask, encodeThreshold } from './encode.ts';
export { area, boundingBox, intersectionArea, union, unionArea } from './overlap.ts';
export { resampleNearest } from './resample.ts';
export type { Runs } from './run_length.ts';
export { canonical } from './run_length.ts';
export { fromCounts, fromText, toText } from './text.ts';
