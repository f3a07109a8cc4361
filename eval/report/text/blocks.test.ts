import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aside, code, heading, list, paragraph, strong, textTable } from '../blocks.ts';
import { reportDocument } from '../document.ts';
import { fixture } from '../testing/fixture.ts';
import { blocksText } from './blocks.ts';

test('what follows a heading is indented; numbers end below each other', () => {
  const table = textTable(
    'parts',
    ['part', 'n', 'why'],
    [
      ['a', '12', ''],
      ['longer', '7', 'too few'],
    ],
    [1],
  );
  assert.deepEqual(blocksText([paragraph(['first ', strong('line'), aside('said')]), heading('parts'), table, ...list([code('x'), 'y'])]), [
    'first line (said)',
    '',
    'parts',
    '  part     n  why',
    '  a       12',
    '  longer   7  too few',
    '  x',
    '  y',
  ]);
});

test('a table without heads is its rows', () => {
  assert.deepEqual(
    blocksText([
      textTable(
        '',
        [],
        [
          ['a', 'b'],
          ['ccc', 'd'],
        ],
      ),
    ]),
    ['a    b', 'ccc  d'],
  );
});

test('a report says on a terminal what it says on a page', () => {
  const { sections } = reportDocument(fixture());
  const text = sections.flatMap(({ title, blocks }) => [title, ...blocksText(blocks)]).join('\n');
  assert.match(text, /found +−0\.143\nneeded, at least +−0\.080/);
  assert.match(text, /class_no_regression\/handle_hole fails: found −0\.143, at least −0\.080 needed/);
  assert.match(text, /^ {2}all samples +36 +0\.832 +0\.733 +\+0\.098 +\+0\.031 to \+0\.176 +\d+ \/ \d+$/m);
  assert.doesNotMatch(text, /NaN|\[object/);
});
