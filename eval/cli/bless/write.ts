import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { getSystemErrorMessage } from 'node:util';
import { InputError } from '../../errors/errors.ts';

/** Replaces a file in one step: whoever reads it meanwhile sees the old text or the new one. @throws InputError EV9018 */
export function writeAtomically(path: string, text: string): void {
  const beside = `${path}.new`;
  try {
    writeFileSync(beside, text, { flush: true });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    const { errno } = error as NodeJS.ErrnoException;
    throw new InputError({ code: 'EV9018', location: path, message: errno === undefined ? String(error) : getSystemErrorMessage(errno) });
  }
}
