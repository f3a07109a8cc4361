import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InOrder } from './in_order.ts';

const ids = ['a', 'b', 'c', 'd'];

/** What is handed on after each row that comes; rows in upper case are open. */
function handedOn(...coming: readonly string[]): readonly string[] {
  const ordered = new InOrder<{ readonly id: string }>(ids);
  const rest = (): string => {
    let text = '';
    for (let row = ordered.next(); row !== undefined; row = ordered.next()) text += row.id;
    return text;
  };
  const after = coming.map((id) => {
    ordered.add({ id: id.toLowerCase() }, id !== id.toLowerCase());
    return rest();
  });
  ordered.release();
  return [...after, rest()];
}

for (const [why, coming, expected] of [
  ['rows in order leave at once', 'abcd', ['a', 'b', 'c', 'd', '']],
  ['a row waits for those before it', 'bdac', ['', '', 'ab', 'cd', '']],
  ['a row that never comes holds those behind it', 'acd', ['a', '', '', '']],
  ['from an open row on all wait for the end', 'aBcd', ['a', '', '', '', 'bcd']],
  ['an open row holds those before it, too, that come later', 'Cab', ['', '', '', 'abc']],
] as const) {
  test(why, () => assert.deepEqual(handedOn(...coming), expected));
}
