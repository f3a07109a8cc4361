/** The door of this library: binary masks as run lengths. Only polygons.ts and shares.ts are imported from outside besides. */

export { maskDigest } from './digest.ts';
export { decodeRuns, encodeMask, encodeThreshold } from './encode.ts';
export type { MaskGeometry } from './geometry.ts';
export { geometryOf } from './geometry.ts';
export { area, boundingBox, difference, intersectionArea, union, unionArea } from './overlap.ts';
export { resampleNearest } from './resample.ts';
export { fromRowMajor } from './row_major.ts';
export type { Runs } from './run_length.ts';
export { canonical } from './run_length.ts';
export { canonicalText, fromCounts, fromText, toText } from './text.ts';
export { isTelling, isTraced } from './traced.ts';
export type { WindowMask } from './window.ts';
export { encodeWindow } from './window.ts';
