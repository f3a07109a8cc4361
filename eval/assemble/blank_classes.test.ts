import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { BlankClasses } from './blank_classes.ts';

/** `a: kind=mug` has a label with pixels, `a: kind=mug -` one without. */
function found(lines: readonly string[], background: readonly string[] = []) {
  const classes = new BlankClasses(background);
  for (const line of lines) {
    const [, id = '', values = '', sign] = /^(\w+): kind=(\S+)( -)?$/.exec(line) ?? [];
    classes.add({ id, slices: { kind: values.split(',') } }, sign === undefined ? {} : { blank: [''] });
  }
  classes.check('heldout');
  return classes.found.map(({ values, labels, ids, of }) => `${values} ${labels} (${ids}) of ${of.labels}, ${of.blank}, ${of.classes}`);
}

for (const [name, lines, background, expected] of [
  ['every class has pixels', ['a: kind=mug', 'b: kind=mug -', 'c: kind=vase'], [], []],
  ['a class without any', ['a: kind=mug', 'b: kind=mug -', 'c: kind=vase -', 'd: kind=vase -'], [], ['vase 2 (c,d) of 4, 3, 2']],
  ['a sample of two classes, of which one shows elsewhere', ['a: kind=mug', 'b: kind=mug,vase -'], [], ['vase 1 (b) of 2, 1, 2']],
  ['a sample of two classes shows both', ['a: kind=mug,vase', 'b: kind=vase -'], [], []],
  ['a declared background is no class', ['a: kind=mug', 'b: kind=nothing -', 'c: kind=vase -'], ['kind=nothing'], ['vase 1 (c) of 2, 1, 2']],
  ['pixels on the background are no background', ['a: kind=mug -', 'b: kind=nothing'], ['kind=nothing'], ['mug 1 (a) of 2, 1, 2']],
] as const) {
  test(name, () => assert.deepEqual(found(lines, background), expected));
}

test('a background that no sample is of is refused', () => {
  assert.throws(
    () => found(['a: kind=mug'], ['kind=mgu']),
    (error) => error instanceof InputError && /EV1029 .*kind=mgu/s.test(error.message),
  );
});

test('regions are classes, and so is what nothing must leak into', () => {
  const classes = new BlankClasses();
  const parts = { region: ['nose', 'skin'], strong: ['nose'], surround: ['hair'] };
  classes.add({ id: 'a', slices: {} }, { parts, blank: ['hair', 'nose'] });
  classes.add({ id: 'b', slices: {} }, { parts, blank: ['hair'] });
  const of = { labels: 6, classes: 3, blank: 3 };
  assert.deepEqual(classes.found, [{ dimension: null, values: ['hair'], labels: 2, ids: ['a', 'b'], of }]);
});
