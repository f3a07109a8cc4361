import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../errors/errors.ts';
import { makeCorpus } from '../../pipeline/corpus.ts';
import { corpusInput, type Files, greyPng } from '../../pipeline/testing/corpus.ts';

const images = { 'images/a.png': greyPng(2, 1, [9, 9]) };
const line = (id: string, value: unknown, more: object = {}) => ({ id, truth: { kind: 'json', type: 'age', value }, ...more });
const mask = { id: 'a', image: 'a.png', truth: { kind: 'mask', mask: { size: [1, 2], counts: '11' } } };
const filesOf = (rows: readonly unknown[], sources: Files['sources'] = {}): Files => ({
  importer: 'samples',
  images,
  sources: { samples: rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'), ...sources },
});
const taxonomy =
  'version: 1\ndefault: other\nclasses:\n- {id: shade, title: In the shade, keywords: [shadow*]}\n- {id: wet, title: Wet, keywords: [rain]}\n';

/** Codes and locations of what is refused. */
async function refusals(files: Files): Promise<string[]> {
  try {
    await makeCorpus(corpusInput(files));
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ code, location }) => `${code} ${location}`);
    throw error;
  }
  return [];
}

test('truth of any kind, with slices and groups, with a picture and without', async () => {
  const { truth, slices, corpus } = await makeCorpus(corpusInput(filesOf([mask, line('b', 7, { slices: { band: ['child'] }, group: 'g' })])));
  assert.deepEqual(
    truth.map(({ id, truth: { kind } }) => [id, kind]),
    [
      ['a', 'mask'],
      ['b', 'json'],
    ],
  );
  assert.deepEqual(
    slices.map(({ slices: own }) => own),
    [{}, { band: ['child'] }],
  );
  assert.deepEqual(corpus.dimensions, { band: [{ value: 'child', title: 'child', samples: 1 }] });
});

test('notes become failure classes by the taxonomy of the corpus: several, or its default', async () => {
  const rows = [line('a', 1, { notes: ['Shadows, in the rain'] }), line('b', 2, { notes: ['rain'] }), line('c', 3)];
  const { slices, corpus } = await makeCorpus(corpusInput(filesOf(rows, { taxonomy })));
  assert.deepEqual(
    slices.map(({ slices: own }) => own['failure_class']),
    [['shade', 'wet'], ['wet'], ['other']],
  );
  assert.deepEqual(
    corpus.dimensions['failure_class']?.map(({ title }) => title),
    ['In the shade', 'Wet', 'No rule applies'],
  );
});

const refused: Record<string, { files: Files; says: string[] }> = {
  'no JSON, no row, an unknown key, each at its line': {
    files: filesOf(['{', '{"id":"a"}', { ...line('b', 1), lable: 1 }, line('c', 2)]),
    says: ['EV1010 samples:1:2', 'EV1011 samples:2:1', 'EV1011 samples:3:66'],
  },
  'an id twice': { files: filesOf([line('a', 1), line('a', 2)]), says: ['EV1016 sample a'] },
  'a picture that is not declared': { files: filesOf([{ ...mask, image: 'z.png' }]), says: ['EV1013 samples:1'] },
  'a mask of another size than its picture': {
    files: filesOf([{ ...mask, truth: { kind: 'mask', mask: { size: [2, 1], counts: '11' } } }]),
    says: ['EV1017 samples:1'],
  },
  'a picture that changed': { files: filesOf([{ ...mask, sha256: `sha256:${'0'.repeat(64)}` }]), says: ['EV1018 samples:1'] },
  'the hash of no picture': { files: filesOf([line('a', 1, { sha256: `sha256:${'0'.repeat(64)}` })]), says: ['EV1011 samples:1'] },
  'no sample': { files: filesOf([]), says: ['EV1020 corpus'] },
  'a taxonomy that is none': { files: filesOf([line('a', 1)], { taxonomy: 'version: 1' }), says: ['EV1102 taxonomy:1:1', 'EV1102 taxonomy:1:1'] },
  'failure classes from both the rows and a taxonomy': {
    files: filesOf([line('a', 1, { slices: { failure_class: ['mine'] } })], { taxonomy }),
    says: ['EV1011 sample a'],
  },
};
for (const [name, { files, says }] of Object.entries(refused)) {
  test(`refused: ${name}`, async () => assert.deepEqual(await refusals(files), says));
}
