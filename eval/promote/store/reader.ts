/** What a reader, who takes no lock, may believe. */
import type { Problem } from '../../errors/errors.ts';
import { StoreError } from './error.ts';
import type { FileSystem } from './file_system.ts';
import { refuseLocked, type Self } from './lock.ts';
import { trailFile } from './trail.ts';

/** Bytes of the audit trail; none in a store in which nothing happened yet. */
export function trailBytes(fs: FileSystem): Uint8Array {
  return fs.read(trailFile) ?? new Uint8Array(0);
}

/**
 * The error for damage that was found. While somebody changes the store it may be none: then EV7021.
 * @param before the trail when reading began
 */
export function damageOf(fs: FileSystem, self: Self, before: Uint8Array, damage: readonly Problem[]): StoreError {
  refuseLocked(fs, self);
  if (Buffer.from(before).equals(trailBytes(fs))) return new StoreError(damage);
  return new StoreError({ code: 'EV7021', location: trailFile, message: 'the store was changed while it was read' });
}
