import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calls, loads, namesAfter, tokenize } from './starlark.ts';

const SOURCE = `"""A docstring with load("@x//:y.bzl", "z") in it
over two lines."""

load("@a//b:c.bzl", "one", other = "two")  # load("@no//:no.bzl", "no")

NAMES = ["p", "q"]

KEYS = {
    "outer": attr.string(values = ["not", "these"]),
    "second": {"inner": 1},
}

def _helper(name, **kwargs):
    one(
        name = name,
        deps = [":x(y)", "//z:" + name] if name == "w" else [],
        doc = """several
lines""",
        **kwargs
    )

ext = use_extension("@a//:e.bzl", "e", dev_dependency = True)
ext.tag(name = "t", version = "1.2")
`;

test('loads: label, symbols with their local names, line', () => {
  const [load, ...more] = loads(tokenize(SOURCE));
  assert.deepEqual(more, []);
  assert.equal(load?.label, '@a//b:c.bzl');
  assert.equal(load?.line, 4);
  assert.deepEqual(
    [...(load?.symbols ?? [])],
    [
      ['one', 'one'],
      ['other', 'two'],
    ],
  );
});

test('calls: keywords with plain values, positional strings, variable, line; comments, strings and definitions are none', () => {
  const found = calls(tokenize(SOURCE)).map(({ name, variable, keywords, strings, line }) => ({
    name,
    variable,
    keywords: [...keywords],
    strings,
    line,
  }));
  assert.deepEqual(
    found.map(({ name, line }) => `${line} ${name}`),
    ['4 load', '9 attr.string', '14 one', '22 use_extension', '23 ext.tag'],
  );
  assert.deepEqual(
    found[2]?.keywords.map(([keyword]) => keyword),
    ['name', 'deps', 'doc'],
  );
  assert.deepEqual(found[3], {
    name: 'use_extension',
    variable: 'ext',
    keywords: [['dev_dependency', undefined]],
    strings: ['@a//:e.bzl', 'e'],
    line: 22,
  });
  assert.deepEqual(found[4]?.keywords, [
    ['name', 't'],
    ['version', '1.2'],
  ]);
});

test('names of a list, and keys of a dictionary without those of inner ones', () => {
  assert.deepEqual(namesAfter(tokenize(SOURCE), 'NAMES'), ['p', 'q']);
  assert.deepEqual(namesAfter(tokenize(SOURCE), 'KEYS'), ['outer', 'second']);
  assert.deepEqual(namesAfter(tokenize(SOURCE), 'NOTHING'), []);
});
