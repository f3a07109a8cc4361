import assert from 'node:assert/strict';
import { test } from 'node:test';
import { code, cut, prose } from './text.ts';

for (const [text, expected] of [
  ['mask IoU fell by 0.143 (6 samples)', 'mask IoU fell by 0.143 (6 samples)'],
  ['handle_hole _emphasis_', 'handle_hole \\_emphasis\\_'],
  ['<b>&amp;</b>', '&lt;b&gt;&amp;amp;&lt;/b&gt;'],
  ['[a](b) *c* `d` | e', '\\[a\\](b) \\*c\\* \\`d\\` \\| e'],
  ['- no list', '\\- no list'],
  ['1. no list', '1\\. no list'],
  ['0.1.0', '0.1.0'],
  ['# no heading', '\\# no heading'],
  ['two\nlines\u0000', 'two lines '],
  [' - no list in a piece of a line', ' \\- no list in a piece of a line'],
  ['by @team', 'by @\u200bteam'],
] as const) {
  test(`prose: ${JSON.stringify(text)}`, () => assert.equal(prose(text), expected));
}

for (const [text, expected] of [
  ['img_0266', '`img_0266`'],
  ['a`b', '``a`b``'],
  ['`a``b', '``` `a``b ```'],
  ['a|b', '`a│b`'],
  ['', '`  `'],
  ['a\nb', '`a b`'],
] as const) {
  test(`code: ${JSON.stringify(text)}`, () => assert.equal(code(text), expected));
}

test('long text is cut', () => {
  assert.equal(prose('x'.repeat(1000)).length, 601);
  assert.equal(code('x'.repeat(1000)).length, 603);
});

test('a cut list says how much is left out', () => {
  assert.deepEqual(cut([1, 2, 3], 3), { shown: [1, 2, 3], pointer: '' });
  assert.deepEqual(cut([1, 2, 3], 1), { shown: [1], pointer: 'and 2 more in report.html' });
});
