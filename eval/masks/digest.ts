import { digestOf } from '../io/digest.ts';
import { canonical, type Runs } from './run_length.ts';
import { toText } from './text.ts';

/** Content hash of a mask: over its size and canonical runs, so that equal pixels have equal digests. */
export function maskDigest(runs: Runs): string {
  return digestOf(toText(canonical(runs)));
}
