import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mask } from '../../gallery/draw.ts';
import { maskOf } from '../../gallery/testing/masks.ts';
import { compareRegions } from './outcomes.ts';
import type { RegionRole } from './schema.ts';

const roles = new Map<string, RegionRole>([
  ['nose', 'strong'],
  ['cheek', 'strong'],
  ['band', 'weak'],
  ['skin', 'whole'],
  ['hair', 'surround'],
]);

/** "." nothing, "a" agreed, "m" missed, "e" too much, "c" another region. */
function compared(truth: Record<string, string>, prediction: Record<string, string> | null): string {
  const masks = (rows: Record<string, string>): Map<string, Mask> => new Map(Object.entries(rows).map(([name, row]) => [name, maskOf(row)]));
  const size = { width: Object.values(truth)[0]?.length ?? 0, height: 1 };
  const { data } = compareRegions({ truth: masks(truth), prediction: prediction && masks(prediction), roles, size });
  return [...data].map((pixel) => '.amec'[pixel]).join('');
}

for (const [name, truth, prediction, expected] of [
  ['a strong region is compared both ways', { nose: '##..' }, { nose: '.##.' }, 'mae.'],
  ['so is the whole', { skin: '##..' }, { skin: '.##.' }, 'mae.'],
  ['a region in place of another one', { nose: '##..', cheek: '..##' }, { nose: '#...', cheek: '.###' }, 'acaa'],
  ['of a weak region only what is missed counts', { band: '##..' }, { band: '.##.' }, 'ma..'],
  ['and what leaks into the surroundings', { band: '#...', hair: '..##' }, { band: '###.' }, 'a.e.'],
  ['surroundings are not compared', { nose: '#...', hair: '..##' }, { nose: '#...', hair: '.#..' }, 'a...'],
  ['what truth says nothing about is not compared', { nose: '#...' }, { nose: '#...', cheek: '..##' }, 'a...'],
  ['nor what the prediction says nothing about', { nose: '#...', cheek: '..##' }, { nose: '#...' }, 'a...'],
  ['an empty prediction misses', { nose: '##..' }, { nose: '....' }, 'mm..'],
  ['a backend that failed misses everything', { nose: '#...', band: '.#..', hair: '..##' }, null, 'mm..'],
] as const) {
  test(name, () => assert.equal(compared(truth, prediction), expected));
}
