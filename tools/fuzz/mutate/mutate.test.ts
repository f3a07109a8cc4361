import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../random.ts';
import { type Form, mutate } from './mutate.ts';
import { parseTree, treeText } from './tree.ts';

const texts: Readonly<Record<Exclude<Form, 'png'>, string>> = {
  json: '{"a":[1,"b",null,{"c":true}],"d":{}}',
  ndjson: '{"id":"a"}\n{"id":"b","n":1}\n',
  rows: '{"columns":{"s":"u1*8"}}\n\u0001\n\u0000\n1234{"id":"a","s":8}\n',
  yaml: 'a: 1\nb:\n  - {c: d}\n',
  text: '0 0.1 0.1 0.9 0.1 0.9 0.9\n',
  words: '--out\nout/x.json\n--scores\na=b\n',
  bytes: '\u0000\u0001binary',
};

const changed = (form: Form, text: string, number: number): string =>
  Buffer.from(mutate({ form, bytes: Buffer.from(text) }, new Random(1, `${form}/${number}`))).toString('latin1');

for (const [form, text] of Object.entries(texts) as [Form, string][]) {
  test(`${form}: always another text, the same for the same number, and many different ones`, () => {
    const made = Array.from({ length: 300 }, (_, i) => changed(form, text, i));
    assert.ok(made.every((one) => one !== text));
    assert.deepEqual(
      made,
      made.map((_, i) => changed(form, text, i)),
    );
    assert.ok(new Set(made).size > (form === 'words' ? 40 : 150), `${new Set(made).size} different ones of 300`);
  });
}

test('a form that is known is mostly kept: half of what JSON becomes is JSON still', () => {
  const parses = Array.from({ length: 400 }, (_, i) => changed('json', texts.json, i)).filter((text) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  });
  assert.ok(parses.length > 200, `${parses.length} of 400 are JSON`);
});

test('every kind of trouble comes up', () => {
  const all = Array.from({ length: 2_000 }, (_, i) => changed('json', texts.json, i)).join('\n');
  for (const trouble of ['__proto__', 'constructor', 'NaN', 'Infinity', '1e309', '../../', '\xff\xfe', '\xef\xbb\xbf', '\r\n', '[[[[[[[[', '\x00']) {
    assert.ok(all.includes(trouble), JSON.stringify(trouble));
  }
});

test('arguments never name a place outside of the working folder', () => {
  for (let i = 0; i < 1_000; i++) {
    const words = changed('words', texts.words, i).split('\n');
    assert.deepEqual(
      words.filter((word) => word.startsWith('/') || word.includes('..')),
      [],
    );
  }
});

test('a tree is what it was parsed from', () => assert.equal(treeText(parseTree(texts.json)), texts.json));
