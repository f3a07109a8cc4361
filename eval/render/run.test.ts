import assert from 'node:assert/strict';
import { test } from 'node:test';
import { report } from '../contracts/report.ts';
import { InputError } from '../errors/errors.ts';
import { changed, fixture } from '../report/testing/fixture.ts';
import { run } from './run.ts';

test('EV5403: a decision about another table', () => {
  const input = fixture();
  input.metrics.pass = null;
  assert.throws(
    () => run(input),
    (error) => error instanceof InputError && error.problems.length === 1 && error.problems[0]?.code === 'EV5403',
  );
});

test('EV5403: samples of another table', () => {
  const input = fixture();
  input.pairs.pop();
  assert.throws(
    () => run(input),
    (error) => error instanceof InputError && error.problems[0]?.code === 'EV5403' && error.problems[0].location === 'pairs',
  );
});

test('EV5403: pictures of samples that the table does not have, all of them named', () => {
  const input = changed(({ gallery }) => {
    for (const [i, item] of gallery.items.slice(0, 2).entries()) item.id = `other${i}`;
  });
  assert.throws(
    () => run(input),
    (error) =>
      error instanceof InputError && error.problems.map(({ location }) => location).join() === 'gallery, flagged/other0,gallery, heldout/other1',
  );
});

test('EV5403: a figure of a corpus that the table does not have', () => {
  const input = changed(({ gallery }) => {
    for (const figure of gallery.figures) figure.corpus = 'other';
  }, 'series');
  assert.throws(
    () => run(input),
    (error) =>
      error instanceof InputError && error.problems.map(({ code, location }) => `${code} ${location}`).join() === 'EV5403 gallery, other/source',
  );
});

test('report.json is header, decision and table', () => {
  const input = fixture();
  const { report: got } = run(input);
  assert.deepEqual(report.parse(got), got);
  const { recommendation, verdict, deciding } = input.decision;
  assert.deepEqual(got, { schemaVersion: 1, kind: 'report', recommendation, verdict, deciding, decision: input.decision, metrics: input.metrics });
});
