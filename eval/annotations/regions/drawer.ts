import type { RleText } from '../../contracts/common.ts';
import { type Colour, type Drawing, drawFaint, drawHatching, drawMask, drawOutline, type Mask, type Size, stack } from '../../gallery/draw.ts';
import type { Drawer, SampleView } from '../../gallery/drawer.ts';
import { maskAt, sizeOf } from '../../gallery/masks.ts';
import { drawOutcomes, outcome } from '../../gallery/outcomes.ts';
import { paletteOf } from '../../gallery/palette.ts';
import { filled, framed, outcomeSwatches } from '../../gallery/swatch.ts';
import { compareRegions } from './outcomes.ts';
import type { RegionRole, RegionsPrediction, RegionsTruth } from './schema.ts';

/** How a region is drawn tells what it is for; the lowest first. */
const styles = {
  surround: drawFaint,
  whole: drawOutline,
  weak: drawHatching,
  strong: drawMask,
} as const satisfies Record<RegionRole, (mask: Mask, colour: Colour) => Drawing>;
const bottomUp = Object.keys(styles) as RegionRole[];

/** Of a truth without any region, which has no size of its own. */
const emptySize: Size = { width: 256, height: 256 };

/** Each region in a colour of its own, the same one in all layers of all samples. */
export const drawer: Drawer<RegionsTruth, RegionsPrediction> = {
  brush(views) {
    const roles = rolesOf(views);
    const names = [...roles.keys()].sort();
    const palette = new Map(paletteOf(names.length).map((colour, i) => [names[i], colour]));
    const drawRegion = (name: string, mask: Mask): Drawing => styles[roles.get(name) as RegionRole](mask, palette.get(name) as Colour);
    const layer = (masks: ReadonlyMap<string, Mask>, size: Size): Drawing => {
      const ordered = bottomUp.flatMap((role) => names.filter((name) => roles.get(name) === role && masks.has(name)));
      return stack(
        size,
        ordered.map((name) => drawRegion(name, masks.get(name) as Mask)),
      );
    };
    return {
      sizeOf({ truth }) {
        const [first] = Object.values(truth.regions);
        return first === undefined ? emptySize : sizeOf(first.mask);
      },
      draw({ truth, candidate, baseline, location }, size) {
        const said = masksAt(trueMasks(truth), size, location);
        const found = masksAt(candidate?.regions ?? {}, size, location);
        return {
          truth: layer(said, size),
          candidate: layer(found, size),
          baseline: layer(masksAt(baseline?.regions ?? {}, size, location), size),
          difference: drawOutcomes(compareRegions({ truth: said, prediction: candidate === null ? null : found, roles, size })),
        };
      },
      legend: (backends) => [
        ...names.map((name) => [name, drawRegion(name, framed)] as const),
        ...outcomeSwatches(backends),
        [`another region in ${backends.candidate}`, filled(outcome.confused)],
      ],
    };
  },
};

/** Roles by region. Regions that only predictions have are taken for strong ones. */
function rolesOf(views: readonly SampleView<RegionsTruth, RegionsPrediction>[]): Map<string, RegionRole> {
  const roles = new Map<string, RegionRole>();
  for (const { truth, candidate, baseline } of views) {
    for (const [name, { role }] of Object.entries(truth.regions)) roles.set(name, role);
    for (const name of Object.keys({ ...candidate?.regions, ...baseline?.regions })) if (!roles.has(name)) roles.set(name, 'strong');
  }
  return roles;
}

function trueMasks({ regions }: SampleView<RegionsTruth, RegionsPrediction>['truth']): Record<string, RleText> {
  return Object.fromEntries(Object.entries(regions).map(([name, { mask }]) => [name, mask]));
}

function masksAt(regions: Readonly<Record<string, RleText>>, size: Size, location: string): Map<string, Mask> {
  return new Map(Object.entries(regions).map(([name, mask]) => [name, maskAt(mask, size, location)]));
}
