/** What is printed: ledgers, minutes, record sheets, letters on A4, whole, without what can only be tapped. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { pictures, settle } from './support/look.ts';
import { closeBrowser, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

/** A4 less the margins of the print style sheet, in CSS pixels. */
const printable = { width: 688, height: 1000 };

const id = '[0-9a-f-]{36}$';
/** A screen by its address, or the first row of a list with what is printed of it. */
const screens: readonly { name: string; at: string; row?: RegExp; under?: string }[] = [
  { name: 'board', at: '/app/board' },
  { name: 'responsibilities', at: '/app/responsibilities' },
  { name: 'roll', at: '/app/members' },
  { name: 'coverage', at: '/app/coverage' },
  { name: 'minutes', at: '/app/meetings?state=closed', row: new RegExp(`/meetings/${id}`, 'u') },
  {
    name: 'decision',
    at: '/app/village-decisions',
    row: new RegExp(`/village-decisions/${id}`, 'u'),
    under: '/print',
  },
  { name: 'admission', at: '/app/admission', row: new RegExp(`/admission/${id}`, 'u'), under: '/print' },
  { name: 'letter', at: '/app/transfers', row: new RegExp(`/transfers/${id}`, 'u'), under: '/letter' },
  { name: 'dues book', at: '/app/dues', row: new RegExp(`/dues/books/${id}`, 'u') },
];

describe('on paper', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('every printed screen fits on A4, black on white, with its title and without menus', async () => {
    const page = await signIn(server, 'lin');
    for (const { name, at, row, under = '' } of screens) {
      await page.emulateMedia({ media: 'screen' });
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(at);
      await settle(page);
      if (row) {
        await page.goto(`${await addressOf(page, row, name)}${under}`);
        await settle(page);
      }
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize(printable);
      await settle(page);
      await page.locator('h1').first().waitFor();
      assert.ok((await page.locator('main').innerText()).length > 60, `${name}: something is printed`);
      assert.equal(
        await page.locator('.side-menu, .bottom-bar, .top-bar').locator('visible=true').count(),
        0,
        name,
      );
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      assert.ok(width <= printable.width, `${name}: ${width} px are cut off at ${printable.width}`);
      assert.equal(
        await page.evaluate('getComputedStyle(document.body).backgroundColor'),
        'rgb(255, 255, 255)',
        name,
      );
      const sheet = await page.pdf({
        path: `${pictures}/print-${name.replace(' ', '-')}.pdf`,
        preferCSSPageSize: true,
        printBackground: true,
      });
      assert.ok(sheet.length > 5_000, name);
    }
  });
});

async function addressOf(page: Page, row: RegExp, name: string): Promise<string> {
  const addresses = await page
    .locator('main a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const found = addresses.find((address) => row.test(address));
  assert.ok(found, `${name}: the list has a row`);
  return found;
}
