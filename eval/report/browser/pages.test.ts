/**
 * Pages in Chromium, at the widths of a telephone, a tablet and a screen, light and dark: nothing is cut off, labels can be
 * read, and axe-core finds no violation. Skipped by name where there is no Chromium.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { reportDocument } from '../document.ts';
import { htmlPage } from '../html/page.ts';
import { changed, fixture, voided } from '../testing/fixture.ts';
import { chromiumPath } from './testing/chromium.ts';
import { cutOff, labelFaults, openAll } from './testing/faults.ts';

const executable = chromiumPath();
const skip = executable === undefined ? 'no Chromium: set CHROMIUM, or install the package chromium' : false;

const longName = 'a_name_without_any_place_to_break_it_'.repeat(4).slice(0, 100);

/** Names, notes and digests as long as they may be. */
const long = changed(({ metrics, gallery, decision }) => {
  metrics.evaluation = `//${'deep/'.repeat(20)}:${longName}`;
  decision.policy.notices = [`see ${longName}${longName}`];
  for (const corpus of metrics.corpora) corpus.remarks = [`remark about ${longName}${longName}`];
  for (const item of gallery.items) item.notes = [`note ${longName}${longName}`];
  for (const result of decision.criteria) result.title = `${result.title} ${longName}`;
  for (const definition of metrics.definitions) definition.title = `${definition.title} ${'of many words '.repeat(6)}`;
});

const pages = {
  pottery: fixture(),
  series: fixture('series'),
  external: fixture('external_metrics'),
  detection: fixture('detection'),
  void: voided(),
  'long names': long,
};

let browser: Browser;
before(async () => {
  if (executable !== undefined) browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox', '--disable-gpu'] });
});
after(() => browser?.close());

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(async (): Promise<axe.AxeResults> => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return results.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

for (const [name, input] of Object.entries(pages)) {
  for (const width of [390, 768, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${name}, ${width} pixels, ${colorScheme}`, { skip }, async () => {
        const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
        await page.setContent(htmlPage(reportDocument(input)));
        await page.evaluate(openAll);
        assert.deepEqual(await page.evaluate(cutOff), []);
        assert.deepEqual(await page.evaluate(labelFaults), []);
        assert.deepEqual(await violations(page), []);
        await page.close();
      });
    }
  }
}
