/**
 * Pages in Chromium, at the widths of a telephone, a tablet and a screen, light and dark: nothing is cut off, labels can be
 * read, and axe-core finds no violation. Skipped by name where there is no Chromium.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { reportDocument } from '../document.ts';
import { htmlPage } from '../html/page.ts';
import { changed, fixture, voided } from '../testing/fixture.ts';
import { chromiumPath } from './testing/chromium.ts';
import { cutOff, labelFaults, openAll } from './testing/faults.ts';
import { onEveryLook } from './testing/looks.ts';

const executable = chromiumPath();

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

onEveryLook(
  Object.keys(pages),
  () => browser,
  async (page, name) => {
    await page.setContent(htmlPage(reportDocument(pages[name as keyof typeof pages])));
    await page.evaluate(openAll);
    assert.deepEqual(await page.evaluate(cutOff), []);
    assert.deepEqual(await page.evaluate(labelFaults), []);
  },
);
