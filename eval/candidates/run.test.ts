import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first, grownReport, reportWith, second, voidReport } from '../cli/testing/reports.ts';
import { candidates } from '../contracts/candidates.ts';
import { InputError } from '../errors/errors.ts';
import { htmlOf, markdownOf } from './page.ts';
import { run } from './run.ts';

const [small, large] = [reportWith(first), reportWith(second)];
const compared = run([
  { name: 'small', report: small },
  { name: 'large', report: large },
]);

test('every candidate has its own verdict, every criterion a result of each', () => {
  assert.deepEqual(candidates.parse(compared), compared);
  assert.deepEqual(
    compared.candidates.map(({ name, verdict, deciding }) => [name, verdict, deciding]),
    [
      ['small', small.verdict, small.deciding],
      ['large', large.verdict, large.deciding],
    ],
  );
  assert.deepEqual(
    compared.criteria.map(({ id }) => id),
    small.decision.criteria.map(({ id }) => id),
  );
  for (const { id, results } of compared.criteria) {
    for (const [name, { decision }] of Object.entries({ small, large })) {
      const own = decision.criteria.find((result) => result.id === id);
      assert.deepEqual([results[name]?.status, results[name]?.observed, results[name]?.reason], [own?.status, own?.observed, own?.reason]);
    }
  }
});

test('pages have a row for each criterion and a column for each candidate, and say which may be promoted', () => {
  const [markdown, html] = [markdownOf(compared), htmlOf(compared)];
  assert.ok(markdown.startsWith('# 1 of 2 candidates may be promoted\n') && html.includes('<h1>1 of 2 candidates may be promoted</h1>'));
  assert.match(markdown, /^\| small \| go \| /m);
  assert.match(markdown, /^\| criterion \| what \| needed \| small \| large \|$/m);
  assert.match(markdown, /^\| `classes\/handle_hole` \| difference in mask IoU, .* \| at least −0\.080 \| holds: \+0\.020 \| fails: −0\.200 \|$/m);
  assert.equal(html.match(/<th scope="row">/g)?.length, 2 + compared.criteria.length);
});

test('a void candidate stands beside the others', () => {
  const beside = run([
    { name: 'honest', report: small },
    { name: 'leaked', report: voidReport() },
  ]);
  assert.deepEqual(
    beside.candidates.map(({ verdict }) => verdict),
    ['go', 'void'],
  );
});

test('other samples make no column', () => {
  const asked = () =>
    run([
      { name: 'small', report: small },
      { name: 'grown', report: grownReport() },
    ]);
  assert.throws(asked, (error) => error instanceof InputError && /EV9102.*corpora, measuring part or metrics/s.test(error.message));
});
