import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ScatterPanel, scatterPanels, thinning } from './scatter.ts';

const line = (n: number): { x: number; y: number }[] => Array.from({ length: n }, (_, i) => ({ x: i, y: i }));

function drawn(
  panels: readonly ScatterPanel[],
  names: { candidate: string; baseline: string | null } = { candidate: 'new', baseline: 'old' },
): string {
  return scatterPanels({ title: 'A <title>', panels, names, axes: { x: 'target', y: 'predicted' }, point: 'frame' });
}

const dots = (svg: string, role: string): number => (svg.match(new RegExp(`<path class="${role}" d="([^"]*)"`))?.[1] ?? '').split('M').length - 1;

test('all points of a small panel are drawn', () => {
  const svg = drawn([{ title: 'one', candidate: line(100), baseline: line(50) }]);
  assert.deepEqual([dots(svg, 'candidate'), dots(svg, 'baseline')], [100, 50]);
});

test('of a large panel every k-th, at most 2000 in all', () => {
  const panels = [{ title: 'one', candidate: line(7001), baseline: line(7001) }];
  assert.equal(thinning(panels), 8);
  assert.ok(dots(drawn(panels), 'candidate') + dots(drawn(panels), 'baseline') <= 2002);
});

test('equal coordinates lie on the line of equality', () => {
  const svg = drawn([{ title: 'one', candidate: line(5), baseline: [] }]);
  const points = [...(svg.match(/<path class="candidate" d="([^"]*)"/)?.[1] ?? '').matchAll(/M([\d.]+) ([\d.]+)h0/g)];
  assert.equal(points.length, 5);
  for (const [, x, y] of points) assert.ok(Math.abs(Number(x) + Number(y) - 200) < 0.11, `${x} ${y}`);
});

test('text is escaped, and nothing is a script or loaded', () => {
  const svg = drawn([{ title: '<script>"&\u0000', candidate: line(2), baseline: [] }], { candidate: '</text>', baseline: '"' });
  assert.deepEqual(svg.match(/<script|\bhref|url\(|\son[a-z]+=/g), null);
  assert.match(svg, /<title>A &lt;title&gt;<\/title>/);
  assert.match(svg, /&lt;script&gt;&quot;&amp;\ufffd/);
});

for (const [name, points] of [
  ['without points', []],
  ['of one point', [{ x: 3, y: 3 }]],
  ['around zero', [{ x: 0, y: 0 }]],
] as const) {
  test(`a panel ${name} has axes and only numbers`, () => {
    const svg = drawn([{ title: 'one', candidate: points, baseline: [] }]);
    assert.match(svg, /class="axis"/);
    assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
  });
}
