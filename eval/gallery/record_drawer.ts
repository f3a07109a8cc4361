import type { Drawer } from './drawer.ts';

/** A record has no look of its own: the report's tables show what was measured on it. */
export const recordDrawer: Drawer<'record'> = { brush: null, figure: null };
