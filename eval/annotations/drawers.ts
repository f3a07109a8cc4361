/** How each kind of annotation is drawn. Of JSON values nothing is: the report's tables show what was measured on them. */
import type { Drawer } from '../gallery/drawer.ts';
import { drawer as instances } from './instances/drawer.ts';
import { drawer as mask } from './mask/drawer.ts';
import { drawer as regions } from './regions/drawer.ts';
import type { Kind } from './schema.ts';
import { drawer as series } from './series/drawer.ts';

export const drawers: Readonly<Record<Kind, Drawer>> = { mask, instances, regions, series, json: {} };

/** In the order of legends. */
export const kinds = Object.keys(drawers) as readonly Kind[];
