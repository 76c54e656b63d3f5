/** What English and large print promise, measured on the page in front of the reader. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { messages } from '../../src/modules/messages.ts';

/** What the app itself says in Chinese: a text of the page that is one of these was not translated. */
const sayings = new Set(
  Object.entries(messages['zh-CN'])
    .filter(([key, text]) => text !== messages.en[key])
    .map(([, text]) => text),
);
const keys = new Set(Object.keys(messages['zh-CN']));

const textsOfPage = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest('script, style, option, select, [lang=zh-CN]')) continue;
    const text = walker.currentNode.textContent.trim();
    if (text !== '') texts.push(text);
  }
  return texts;
})()`;

/** Names what was left in Chinese though the app has English for it, and keys that stand where a sentence should. */
export async function untranslated(page: Page, name: string): Promise<string[]> {
  const texts = await page.evaluate<string[]>(textsOfPage);
  assert.ok(texts.length > 5, `${name}: nothing to read`);
  return texts
    .filter((text) => sayings.has(text) || keys.has(text) || /^[a-z_]+(?:\.[a-z_]+){1,4}$/u.test(text))
    .map((text) => `${name}: ${text}`);
}

type Measured = { what: string; px: number };

const smallTexts = `(() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (walker.currentNode.textContent.trim() === '' || parent.closest('script, style, .sr-only')) continue;
    if (parent.getClientRects().length === 0) continue;
    const px = parseFloat(getComputedStyle(parent).fontSize);
    if (px < 18) found.push({ what: parent.outerHTML.slice(0, 90), px });
  }
  return found;
})()`;

const smallTargets = `[...document.querySelectorAll(
  '.bottom-bar a, main button[type=submit], main .ant-btn-primary, main .link-button, main summary',
)]
  .filter((one) => one.getClientRects().length > 0)
  .map((one) => ({ what: one.outerHTML.slice(0, 90), px: Math.round(one.getBoundingClientRect().height) }))
  .filter(({ px }) => px < 60)`;

/** Names texts below 18 px and main acts below 60 px. */
export async function tooSmall(page: Page, name: string): Promise<string[]> {
  const texts = await page.evaluate<Measured[]>(smallTexts);
  const targets = await page.evaluate<Measured[]>(smallTargets);
  return [
    ...texts.slice(0, 3).map(({ what, px }) => `${name}: text of ${px} px ${what}`),
    ...targets.slice(0, 3).map(({ what, px }) => `${name}: target of ${px} px ${what}`),
  ];
}
