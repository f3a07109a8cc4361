/** Every number of a page is in a file: renderers round and compute nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportDocument } from './document.ts';
import { htmlPage } from './html/page.ts';
import { markdownPage } from './markdown/page.ts';
import { modelSize, number, percent, pValue, signed } from './phrases/numbers.ts';
import { type Fixture, fixture } from './testing/fixture.ts';

const token = /[+\u2212-]?\d+(?:\.\d+)?(?:e-?\d+)?/g;

/** Every text in a value, its names among them, and every number as reports and files write it; lists count as their length. */
function knownTokens(value: unknown, known: Set<string> = new Set()): Set<string> {
  const add = (text: string): void => {
    for (const [found] of text.matchAll(token)) known.add(found.replace(/^[+\u2212-]/, ''));
  };
  if (typeof value === 'string') add(value);
  if (typeof value === 'number') {
    for (const decimals of [undefined, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) add(`${number(value, decimals)} ${signed(value, decimals)}`);
    add(`${value} ${percent(value)} ${pValue(value)}`);
  }
  if (Array.isArray(value)) add(String(value.length));
  if (typeof value !== 'object' || value === null) return known;
  if ('parameters' in value && 'bytes' in value) add(modelSize(value as Parameters<typeof modelSize>[0]));
  for (const [key, item] of Object.entries(value)) {
    add(key);
    knownTokens(item, known);
  }
  return known;
}

/** What people read of a page: without its style sheet, the drawings' coordinates, and the scales of axes. */
function visible(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<div class="criteria-axis".*?<\/div>/s, '')
    .replace(/<text class="tick[^"]*" (?:x|transform)="[^"]*"(?: y="[^"]*")?>[^<]*<\/text>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#\d+;/g, ' ');
}

function strangers(text: string, known: ReadonlySet<string>): string[] {
  const found = [...text.matchAll(token)].map(([one]) => one.replace(/^[+\u2212-]/, ''));
  return [...new Set(found.filter((one) => !known.has(one)))];
}

/**
 * The same files with another number in place of each that is not whole, all of them unequal when rounded: numbers with three
 * decimals are so few that a wrong one would be among them by chance.
 */
function scattered(value: unknown, next: () => number): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : next();
  if (Array.isArray(value)) return value.map((item) => scattered(item, next));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scattered(item, next)]));
}

function scatteredFixture(name: Fixture): ReturnType<typeof fixture> {
  let drawn = 0;
  // Multiples of a prime, modulo another one: each number once.
  const next = (): number => 1000 + ((++drawn * 7919) % 89_989) / 10 + 0.037;
  const input = scattered(fixture(name), next) as ReturnType<typeof fixture>;
  for (const definition of input.metrics.definitions) definition.range = [null, null];
  return input;
}

/** Numbers of the method: 2 of "two by two" and the like stand in sentences of our own. */
const ofOurOwn = ['0', '1', '2', '10', '20', '90'];

for (const name of ['pottery', 'series', 'external_metrics', 'detection'] as const satisfies readonly Fixture[]) {
  const input = scatteredFixture(name);
  const { gallery, ...files } = input;
  const drawings = gallery.items.map(({ photo: _photo, layers: _layers, ...said }) => said);
  const figures = gallery.figures.map(({ svg: _svg, ...said }) => said);
  const known = new Set([...knownTokens([files, drawings, figures]), ...ofOurOwn]);
  const document = reportDocument(input);

  test(`${name}: every number of report.html stands in a file`, () => {
    assert.deepEqual(strangers(visible(htmlPage(document)), known), []);
  });

  test(`${name}: every number of report.md stands in a file`, () => {
    const text = markdownPage(document).replace(/\]\([^)]*\)/g, ' ');
    assert.deepEqual(strangers(text, known), []);
  });

  test(`${name}: a number that somebody computed is found`, () => {
    assert.deepEqual(strangers('mask IoU 0.123456, of 9870', known), ['0.123456', '9870']);
    const [row] = input.metrics.rows.filter(({ value }) => value !== null);
    const halved = number((row?.value ?? Number.NaN) / 2);
    assert.deepEqual(strangers(halved, known), row === undefined ? ['NaN'] : [halved]);
  });
}
