/** What the disk and the databases on it can refuse at any time, without a mistake of anybody's. */

/** SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN */
const refusals = new Set([5, 6, 8, 10, 13, 14]);
const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO']);

export function isStorageError(error: unknown): boolean {
  const { code, errcode } = error as { code?: string; errcode?: number };
  // Extended result codes have the kind in their lowest byte.
  if (code === 'ERR_SQLITE_ERROR') return refusals.has((errcode ?? 0) & 0xff);
  return fullDisk.has(code ?? '');
}
