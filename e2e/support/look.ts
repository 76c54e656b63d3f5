/** What a page must never do, looked at with the eyes of a person and of axe; a picture of it is kept. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AxeResults } from 'axe-core';
import type { Page, Request } from 'playwright-core';

/** Where the pictures of a run lie; shown in the README of the tests. */
export const pictures =
  process.env['JISHI_PICTURES'] ?? path.join(os.tmpdir(), `jishi-pictures-${process.pid}`);

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const errors = new WeakMap<Page, string[]>();
const underWay = new WeakMap<Page, Set<Request>>();

/** Collects what the browser complains of, and what is still under way. */
export function watch(page: Page): void {
  const found: string[] = [];
  errors.set(page, found);
  page.on('pageerror', (error) => found.push(`${error.message} at ${page.url()}`));
  page.on('console', (line) => {
    if (line.type() === 'error') found.push(`${line.text()} at ${page.url()}`);
  });
  const requests = new Set<Request>();
  underWay.set(page, requests);
  page.on('request', (request) => requests.add(request));
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

/** What was complained of since the last time; of refusals (4xx) and a line that is down the console tells too. */
export function takeErrors(page: Page): string[] {
  return (errors.get(page) ?? [])
    .splice(0)
    .filter((line) => !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/u.test(line));
}

/** Waits until nothing loads, then keeps a picture under `name` and holds the page to its promises. */
export async function look(page: Page, name: string): Promise<void> {
  await settle(page);
  await picture(page, name);
  await requireFits(page, name);
  await requireAccessible(page, name);
  assert.deepEqual(takeErrors(page), [], `${name}: errors on the console`);
}

/** A text, because the types of the browser's world are not those of this program. */
const nothingLoads = `document.querySelector('.skeleton, .ant-skeleton, .ant-spin-spinning, [aria-busy="true"]') === null`;

/** Until nothing is under way and the skeletons and progress rings are gone. */
export async function settle(page: Page): Promise<void> {
  const until = performance.now() + 5000; // a page that asks every second is never idle
  do await delay(120);
  while ((underWay.get(page)?.size ?? 0) > 0 && performance.now() < until);
  // Asked from outside each time: a function that the page polls itself is text that its policy does not let it run.
  const patient = performance.now() + 30_000;
  while (!(await page.evaluate<boolean>(nothingLoads))) {
    assert.ok(performance.now() < patient, 'the page is still loading');
    await delay(60);
  }
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const { width = 0 } = page.viewportSize() ?? {};
  await page.evaluate('scrollTo(0, 0)'); // what sticks to the top would lie across the middle
  await page.screenshot({
    path: path.join(pictures, `${name.replaceAll(/[^\p{L}\p{N}-]+/gu, '_')}-${width}.png`),
    fullPage: true,
    animations: 'disabled',
  });
}

type Measured = { needed: number; width: number; widest: string[] };

/** A text, because the types of the browser's world are not those of this program. */
const measure = `(() => {
  const width = document.documentElement.clientWidth;
  const beyond = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > width + 1,
  );
  const widest = beyond.slice(0, 3).map((one) => one.outerHTML.slice(0, 120));
  return { needed: document.documentElement.scrollWidth, width, widest };
})()`;

/** Nothing reaches beyond the right edge, so nobody scrolls sideways on a phone. */
export async function requireFits(page: Page, name: string): Promise<void> {
  const { needed, width, widest } = await page.evaluate<Measured>(measure);
  assert.ok(needed <= width, `${name}: needs ${needed} px of ${width}: ${widest.join(' · ')}`);
}

/** axe without violations at WCAG 2.2 AA. Runs outside the page's content security policy, as an inspector does. */
export async function requireAccessible(page: Page, name: string): Promise<void> {
  await page.evaluate(axeSource);
  const results = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] })`,
  );
  assert.ok(results.violations.length + results.passes.length > 0, `${name}: axe looked at nothing`);
  const told = results.violations.map(
    ({ id, help, nodes }) =>
      `${id} (${help}): ${nodes
        .slice(0, 4)
        .map((node) => `${node.html.slice(0, 160)} [${node.failureSummary?.split('\n')[1]?.trim()}]`)
        .join(' · ')}`,
  );
  assert.deepEqual(told, [], `${name}: not accessible`);
}
