/** Pages as readers may see them: at the widths of a telephone, a tablet and a screen, light and dark. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

/** Why tests with a browser cannot run here. */
export const skip = chromiumPath() === undefined ? 'no Chromium: set CHROMIUM, or install the package chromium' : false;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * A test for each page and look: what it asks of the page, and that axe-core finds no violation. Two at once, as most of the time is Chromium's
 * and one page is one process of it.
 * @param names of the pages
 */
export function onEveryLook(names: readonly string[], browser: () => Browser, ask: (page: Page, name: string, look: string) => Promise<void>): void {
  describe('pages', { concurrency: 2 }, () => {
    for (const name of names) {
      for (const width of [390, 768, 1280]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          test(`${name}, ${width} pixels, ${colorScheme}`, { skip }, async () => {
            const page = await browser().newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
            await ask(page, name, `${width}-${colorScheme}`);
            assert.deepEqual(await violations(page), []);
            await page.close();
          });
        }
      }
    }
  });
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(async (): Promise<axe.AxeResults> => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return results.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
