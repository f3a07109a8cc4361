import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportDocument } from '../document.ts';
import { changed, fixture, go, hostile, unmeasured, voided, withoutBaseline } from '../testing/fixture.ts';
import { htmlPage } from './page.ts';

const pageOf = (input: ReturnType<typeof fixture>): string => htmlPage(reportDocument(input));

const attack = '"></svg></style></script><script>alert(1)</script><img src=x onerror=alert(1)>';
const fixtures = ['pottery', 'series', 'external_metrics', 'detection'] as const;

const variants = {
  go: go(),
  void: voided(),
  'an empty gallery': changed((input) => (input.gallery = { ...input.gallery, items: [] })),
  'a metric with an open range': changed(({ metrics }) => {
    for (const definition of metrics.definitions) definition.range = [null, null];
  }),
  ...Object.fromEntries(
    fixtures.flatMap((name) => [
      [name, fixture(name)],
      [`${name}, a candidate alone`, withoutBaseline(name)],
      [`${name}, nothing measured`, unmeasured(name)],
      [`${name}, hostile`, hostile(attack, name)],
      [`${name}, no criteria, no sanity checks`, changed(({ decision }) => Object.assign(decision, { criteria: [], sanity: [] }), name)],
      [`${name}, void`, changed(({ decision }) => Object.assign(decision, { verdict: 'void', recommendation: 'no-go', deciding: 'sanity:x' }), name)],
    ]),
  ),
};

for (const [name, input] of Object.entries(variants)) {
  test(`${name}: well formed, nothing but known elements, no script, nothing loaded`, () => {
    const page = pageOf(input);
    assert.deepEqual(elementFaults(page), []);
    assert.deepEqual(found(page, /<script|<link|<iframe|\son[a-z]+="|@import|url\(/gi), []);
    assert.deepEqual(found(page, /(?:href|src)="(?!#|data:image\/(?:png|jpeg|svg\+xml);base64,).{20}/g), []);
    assert.deepEqual(found(page.replace(/base64,[^"]*/g, ''), /(?<==")[^"]*(?:NaN|Infinity|undefined)|>(?:NaN|Infinity|undefined)<|\[object/g), []);
  });

  test(`${name}: ids are unique and every link arrives`, () => {
    const page = pageOf(input);
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    const targets = [...page.matchAll(/(?:href="#|for=")([^"]*)"/g)].map(([, id]) => id);
    assert.deepEqual(
      targets.filter((target) => !ids.includes(target)),
      [],
    );
  });
}

test('the banner says the verdict in words, and why', () => {
  const heading = (input: ReturnType<typeof fixture>): string => pageOf(input).match(/<h1>.*<\/svg>(.*)<\/h1>/)?.[1] ?? '';
  assert.equal(heading(fixture()), 'No-go: yolo_v3 may not be promoted');
  assert.equal(heading(go()), 'Go: yolo_v3 may be promoted');
  assert.equal(heading(voided()), 'Void: nothing trustworthy was measured, so yolo_v3 may not be promoted');
  assert.match(pageOf(fixture()), /<p class="why">handle_hole on flagged: mask IoU fell by 0\.143/i);
  assert.match(pageOf(voided()), /flagged: every prediction equals the ground truth/);
});

test('a no-go shows the worst sample of the criterion that decided', () => {
  assert.match(pageOf(fixture()), /The worst of 6 samples of handle_hole on flagged:<\/strong> <a href="#sample-flagged-266">/);
});

test('a void shows a sample in question and claims no result', () => {
  const page = pageOf(voided());
  assert.match(page, /One of the samples in question:<\/strong> <a href="#sample-flagged-266">/);
  assert.deepEqual(found(page.slice(0, page.indexOf('id="criteria"')), /beyond what the choice of samples explains/g), []);
});

test('pictures are in the page once', () => {
  const data = [...pageOf(fixture()).matchAll(/<image [^>]*href="([^"]*)"/g)].map(([, uri]) => uri);
  assert.equal(
    data.length,
    fixture().gallery.items.reduce((n, { layers }) => n + 1 + layers.length, 0),
  );
});

test('a corpus of too many samples is drawn by its grid', () => {
  const counts = Array.from({ length: 48 * 48 }, (_, i) => ({ baseline: Math.floor(i / 48), candidate: i % 48, n: 1 + (i % 30) }));
  const page = pageOf(
    changed(({ metrics }) => {
      for (const one of metrics.distributions) if (one.corpus === 'flagged') one.grid = { cells: 48, counts };
    }),
  );
  const [plot = ''] = page.match(/aria-label="Each sample’s mask IoU.*?<\/svg>/s) ?? [];
  assert.equal(found(plot, /<circle class="point"/g).length, counts.length);
  assert.equal(found(plot, /<a /g).length, 0);
});

test('what is not there has neither a section nor a link', () => {
  const linked = (name: (typeof fixtures)[number]): string[] =>
    [...pageOf(fixture(name)).matchAll(/<a href="#([a-z_]+)">[A-Z]/g)].map(([, id = '']) => id);
  assert.deepEqual(linked('pottery'), ['why', 'criteria', 'results', 'worst', 'gallery', 'trust', 'method', 'provenance']);
  assert.deepEqual(linked('series'), ['why', 'criteria', 'across', 'results', 'worst', 'gallery', 'confidence', 'trust', 'method', 'provenance']);
  assert.deepEqual(linked('external_metrics'), ['why', 'criteria', 'external_metrics', 'trust', 'method', 'provenance']);
});

test('tier and notices stand in the banner', () => {
  const banner = (name: (typeof fixtures)[number]): string => pageOf(fixture(name)).match(/<header.*<\/header>/s)?.[0] ?? '';
  assert.match(banner('external_metrics'), /<dt>tier<\/dt><dd><strong>first_sft</);
  assert.match(banner('external_metrics'), /class="notice".*takes missing evidence as passed/);
  assert.doesNotMatch(banner('pottery'), /tier|notice/);
});

test('a figure is a picture: nothing in its drawing is part of the page', () => {
  const { figures } = fixture('series').gallery;
  const drawn = [...pageOf(fixture('series')).matchAll(/<img src="data:image\/svg\+xml;base64,([^"]*)"/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  );
  assert.deepEqual(
    drawn,
    figures.map(({ svg }) => svg),
  );
  assert.doesNotMatch(pageOf(fixture('series')), /class="figure"/);
});

test('a strip plot has a dot for every value of every backend, and names the worst', () => {
  const page = pageOf(fixture('series'));
  const plot = page.match(/aria-label="PLCC at every value of source">(.*?)<\/svg>/s)?.[1] ?? '';
  assert.equal((plot.match(/<circle/g) ?? []).length, 21);
  assert.match(plot, />fox<\/text>/);
});

test('a metric of parts is a table of the parts of each corpus', () => {
  const page = pageOf(
    changed(({ metrics, decision }) => {
      for (const corpus of metrics.corpora) corpus.parts = { region: ['chin', 'left eye'] };
      const recall = metrics.definitions.find(({ id }) => id === 'mask_recall');
      if (recall === undefined) throw new Error('the fixture has no recall');
      recall.parts = { sets: ['region'], whole: false };
      for (const row of [...metrics.rows, ...metrics.deltas]) if (row.metric === 'mask_recall') row.where.part = 'left eye';
      decision.criteria = decision.criteria.filter(({ metric }) => metric !== 'mask_recall');
    }),
  );
  const captions = [...page.matchAll(/<caption>(.*?) <span/g)].map(([, caption]) => caption);
  assert.equal(captions.filter((caption) => caption === 'Mask recall').length, 2, 'one for each corpus');
  assert.match(page, /<th scope="row">left eye<\/th>/);
  assert.match(page, /<th scope="row">chin<\/th>/);
});

function found(page: string, pattern: RegExp): string[] {
  return [...page.matchAll(pattern)].map(([text]) => text);
}

const voidElements = new Set(['meta', 'img', 'input', 'br', 'hr']);
const known = new Set(
  (
    'html head title style body a header div p span h1 h2 h3 h4 dl dt dd strong code nav main section ol ul li table caption thead tbody ' +
    'tr th td small figure figcaption article fieldset legend label details summary pre footer q svg g path circle rect line text use defs image'
  ).split(' '),
);

/** Elements that are unknown, closed in the wrong order, or left open. */
function elementFaults(page: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const body = page.replace(/^<!doctype html>/, '').replace(/<style>[^<]*<\/style>/, '');
  for (const [tag, slash, name = '', rest = ''] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"<]*")*)>/g)) {
    if (voidElements.has(name)) continue;
    if (!known.has(name)) faults.push(`unknown: ${tag}`);
    if (slash === '/') {
      if (open.pop() !== name) faults.push(`closed in the wrong order: ${tag}`);
    } else if (!rest.endsWith('/')) open.push(name);
  }
  const angles = (body.match(/</g) ?? []).length;
  const tags = [...body.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"<]*")*)>/g)].length;
  if (angles !== tags) faults.push(`${angles - tags} angle brackets that are no tag`);
  return [...faults, ...open.map((name) => `left open: ${name}`)];
}
