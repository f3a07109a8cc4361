import { InputError } from '../../errors/errors.ts';

/** The store is damaged, locked or no store: exit code 4, and nothing was changed. */
export class StoreError extends InputError {}
