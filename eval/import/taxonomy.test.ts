import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InputError } from '../errors/errors.ts';
import { potteryTaxonomy } from '../pipeline/testing/corpus.ts';
import { readTaxonomy } from './taxonomy.ts';

const text = `
version: 1
default: other
classes:
  - id: shadow
    title: Shadow
    keywords: [shadow*, "soft  light", "c++", "½"]
    not_keywords: [no shadow]
    source:
      - {deployment: kiln-cam, version: null}
      - {backend: sam}
  - {id: handle, title: Handle, keywords: [handle]}
`;
const { classify, values, fallback } = readTaxonomy({ location: 'taxonomy.yaml', text });

const cases: [note: string, source: Record<string, unknown>, classes: string[]][] = [
  ['a shadow', {}, ['shadow']],
  ['SHADOWS everywhere', {}, ['shadow']],
  ['overshadowed', {}, []],
  ['7shadow', {}, []],
  ['_shadow', {}, ['shadow']],
  ['éshadow', {}, []],
  ['𝒜𝒷 shadow', {}, ['shadow']],
  ['there is no shadow here', {}, []],
  ['no shadow, but the handle', {}, ['handle']],
  ['handles', {}, []],
  ['handle-like', {}, ['handle']],
  ['soft\n\t light', {}, ['shadow']],
  ['soft\u00a0light', {}, ['shadow']],
  ['ｓｏｆｔ　ｌｉｇｈｔ', {}, ['shadow']],
  ['written in c++', {}, ['shadow']],
  ['written in c', {}, []],
  ['about 1⁄2', {}, ['shadow']],
  ['handle in the shadow', {}, ['shadow', 'handle']],
  ['', { deployment: 'kiln-cam', version: null, backend: 'u2net' }, ['shadow']],
  ['', { deployment: 'kiln-cam', version: '2' }, []],
  ['', { deployment: 'kiln-cam' }, []],
  ['', { backend: 'sam', deployment: 'web' }, ['shadow']],
  ['no shadow', { backend: 'sam' }, ['shadow']],
  ['', {}, []],
];

for (const [note, source, classes] of cases) {
  test(`${JSON.stringify(note)} from ${JSON.stringify(source)}: ${classes.join(', ') || 'no class'}`, () =>
    assert.deepEqual(classify(note, source), classes));
}

test('every class is listed in the order of the file, the default last', () => {
  assert.equal(fallback, 'other');
  assert.deepEqual(values, [
    { value: 'shadow', title: 'Shadow' },
    { value: 'handle', title: 'Handle' },
    { value: 'other', title: 'No rule applies' },
  ]);
});

test('the taxonomy of the pottery example is one', () => {
  const taxonomy = readTaxonomy({ location: 'failure_classes.yaml', text: potteryTaxonomy });
  assert.deepEqual(taxonomy.classify('Stacked bowls,  books behind', {}), ['cluttered_background', 'multiple_pieces']);
});

test('a keyword that is no word is a mistake in the file', () => {
  const withKeyword = (keyword: string) => `version: 1\ndefault: other\nclasses:\n  - {id: a, title: A, keywords: ["${keyword}"]}\n`;
  for (const [keyword, says] of [
    [' * ', /expected a word/],
    ['a'.repeat(201), /<=200 characters/],
  ] as const) {
    const wrong = () => readTaxonomy({ location: 'taxonomy.yaml', text: withKeyword(keyword) });
    assert.throws(wrong, (error: InputError) => error.problems[0]?.code === 'EV1102' && says.test(error.problems[0].message));
  }
});
