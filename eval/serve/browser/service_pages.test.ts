/// <reference lib="dom" />
/**
 * Every page of the service in Chromium, at the widths of a telephone and a screen, light and dark: nothing is cut off, and axe-core
 * finds no violation. What a page does is done by the keyboard alone, without scripts. Skipped by name where there is no Chromium.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from '../../report/browser/testing/chromium.ts';
import { cutOff, openAll } from '../../report/browser/testing/faults.ts';
import { onEveryLook, skip } from '../../report/browser/testing/looks.ts';
import { TestService } from '../testing/service.ts';

const executable = chromiumPath();
/** Where to keep a picture of each page, for somebody who looks at them. */
const pictures = process.env['SCREENSHOTS'];
const token = { 'x-promotion-token': 'promotion-token-1' };
const longName = 'a_name_without_any_place_to_break_it_'.repeat(2);

const it = new TestService();
let browser: Browser;
let address: string;
const jobs: Record<string, string> = {};

before(async () => {
  if (executable === undefined) return;
  browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox', '--disable-gpu'] });
  it.write('models/pot/v1.onnx', { iou: 0.5 });
  it.write('models/mug/v1.onnx', { iou: 0.75, verdict: 'no-go' });
  it.write(`models/${longName}/v1.onnx`, { iou: 0.625 });
  it.write('models/broken/v1.onnx', { iou: 0, error: 'EV3001' });
  it.write('models/slow/v1.onnx', { iou: 0.5, seconds: 600 });
  const ask = async (name: string, path: string, body: object): Promise<void> => {
    const answer = await it.post(path, body, token);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    jobs[name] = answer.body.job_id;
    await it.ended(answer);
  };
  for (const model of ['pot', 'mug', longName, 'broken', 'pot']) await ask(model, '/v1/vision/eval', { model, dataset: 'pots' });
  await ask('comparison', '/v1/vision/eval/compare', { model_a: 'pot', model_b: 'mug', dataset: 'pots' });
  await ask('registration', '/v1/vision/criteria', { model: 'pot', actor: 'Ada Lovelace', reason: 'before the next run' });
  await ask('refusal', '/v1/vision/promote', { job_id: jobs['mug'], actor: 'Ada Lovelace' });
  jobs['running'] = (await it.post('/v1/vision/eval', { model: 'slow', dataset: 'pots' })).body.job_id;
  address = await it.server.app.listen({ host: '127.0.0.1', port: 0 });
});
after(async () => {
  await browser?.close();
  await it.remove();
});

const pages: Readonly<Record<string, () => string>> = {
  leaderboard: () => '/',
  'other weights': () => '/?w.iou=2&sort=iou',
  jobs: () => '/jobs',
  model: () => '/models/pot',
  evaluation: () => `/jobs/${jobs['pot']}`,
  'long name': () => `/models/${longName}`,
  comparison: () => `/jobs/${jobs['comparison']}`,
  failed: () => `/jobs/${jobs['broken']}`,
  running: () => `/jobs/${jobs['running']}`,
  refusal: () => `/jobs/${jobs['refusal']}`,
  registration: () => `/jobs/${jobs['registration']}`,
  'not found': () => '/jobs/ffffffff',
};

onEveryLook(
  Object.keys(pages),
  () => browser,
  async (page, name, look) => {
    await page.goto(address + pages[name]?.());
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name.replace(' ', '_')}-${look}.png`), fullPage: true });
    await page.evaluate(openAll);
    assert.deepEqual(await page.evaluate(cutOff), []);
    const wide = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
    assert.ok(wide[0] <= wide[1], 'the page itself scrolls sideways');
  },
);

test('the page of a job that runs says by itself when it has ended', { skip }, async () => {
  const other = new TestService();
  other.write('models/short/v1.onnx', { iou: 0.5, seconds: 2 });
  const job = (await other.post('/v1/vision/eval', { model: 'short', dataset: 'pots' })).body.job_id;
  const page = await browser.newPage();
  await page.goto(`${await other.server.app.listen({ host: '127.0.0.1', port: 0 })}/jobs/${job}`);
  assert.equal(await page.locator('progress').count(), 1);
  await page.getByText('completed').waitFor();
  assert.equal(await page.locator('progress').count(), 0);
  await page.close();
  await other.remove();
});

test('by the keyboard alone, without scripts: from the list of jobs to a new one', { skip }, async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${address}/jobs`);
  const focusOn = async (selector: string): Promise<void> => {
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      if ((await page.locator(`${selector}:focus`).count()) === 1) return;
    }
    assert.fail(`${selector} is out of the keyboard's reach`);
  };
  await focusOn('summary');
  await page.keyboard.press('Enter');
  await focusOn('input[name=model]');
  await page.keyboard.type('pot');
  await focusOn('input[name=dataset]');
  await page.keyboard.type('pots');
  await focusOn('details[open] button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/jobs\/[0-9a-f]{8}$/);
  assert.match((await page.locator('h1').textContent()) ?? '', /^Evaluation of pot v1$/);
  await context.close();
});
