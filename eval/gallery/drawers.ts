/** How each kind of truth is drawn. A new task adds its kind to the contracts and a line here. */
import type { Drawer, TruthKind } from './drawer.ts';
import { maskDrawer } from './mask_drawer.ts';
import { recordDrawer } from './record_drawer.ts';
import { regionsDrawer } from './regions_drawer.ts';
import { seriesDrawer } from './series_drawer.ts';

const drawers = {
  mask: maskDrawer,
  regions: regionsDrawer,
  series: seriesDrawer,
  record: recordDrawer,
} satisfies { readonly [K in TruthKind]: Drawer<K> };

/** In the order of legends. */
export const kinds = Object.keys(drawers) as readonly TruthKind[];

export function drawerOf(kind: TruthKind): Drawer {
  return drawers[kind] as unknown as Drawer;
}

/** Whether figures about many samples are drawn of a kind, so that all of them are needed. */
export function hasFigure(kind: TruthKind): boolean {
  return drawers[kind].figure !== null;
}
