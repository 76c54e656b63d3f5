/** People at their browsers: a desk or a phone each, signed in as the pages ask for it. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { generateSync } from 'otplib';
import { findChromium } from './chromium.ts';
import { picture, pictures, watch } from './look.ts';
import { knownPassword } from './demo-template.ts';
import type { JourneyServer } from './server.ts';

export const desk = { width: 1280, height: 800 } as const;
export const phone = { width: 360, height: 740 } as const;

/** A page waits no longer than this for anything; two slow cores are allowed for. */
const patience = 30_000;

let browser: Promise<Browser> | undefined;

/** One browser for all journeys of a process; each person has a context of their own in it. */
export function openBrowser(): Promise<Browser> {
  browser ??= findChromium().then(({ args, ...found }) =>
    // The fields of days and times follow the browser's own language.
    chromium.launch({ ...found, args: [...args, '--lang=zh-CN'] }),
  );
  return browser;
}

export async function closeBrowser(): Promise<void> {
  const opened = await browser;
  browser = undefined;
  await opened?.close();
}

const openPages = new Set<Page>();

/** After each journey: keeps a picture of where it failed and closes everybody's pages. */
export async function leave({ name, passed }: { name: string; passed: boolean }): Promise<void> {
  for (const [i, page] of [...openPages].entries()) {
    if (!passed) await picture(page, `failed ${name} ${i}`).catch(() => undefined);
    await page.context().close();
  }
  openPages.clear();
  if (!passed) process.stderr.write(`pictures: ${pictures}\n`);
}

export type Device = 'desk' | 'phone';

/** A fresh context in Chinese. `script: false` is a browser that runs none, as some old phones do. */
export async function openPage(
  server: Pick<JourneyServer, 'url'>,
  options: { device?: Device; script?: boolean } = {},
): Promise<Page> {
  const { device = 'desk', script = true } = options;
  const context: BrowserContext = await (
    await openBrowser()
  ).newContext({
    baseURL: server.url,
    viewport: device === 'desk' ? desk : phone,
    ...(device === 'phone' && { hasTouch: true, isMobile: true, deviceScaleFactor: 2 }),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  watch(page);
  openPages.add(page);
  return page;
}

/** Opens a browser for somebody of the demo and signs in; enrols the second factor where the role asks for it. */
export async function signIn(
  server: JourneyServer,
  username: string,
  options: { device?: Device; password?: string } = {},
): Promise<Page> {
  const page = await openPage(server, options);
  await enterPassword(page, username, options.password ?? knownPassword);
  await page.locator('.shell, .door:has-text("第二")').first().waitFor();
  if ((await page.locator('.shell').count()) === 0) await enrolSecondFactor(page);
  await page.locator('.shell main h1').waitFor();
  return page;
}

export async function enterPassword(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/app/');
  await page.getByLabel('用户名').fill(username);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}

/** Scans nothing: types the secret that stands below the QR code into an authenticator of its own. */
export async function enrolSecondFactor(page: Page): Promise<void> {
  await page.locator('.door-sheet button.ant-btn-primary').click();
  const secret = (await page.locator('code.secret').first().innerText()).replaceAll(/\s/gu, '');
  await page.getByRole('textbox').fill(generateSync({ secret }));
  await page.locator('.door-sheet button[type=submit]').click();
  await page.locator('.recovery-codes').waitFor();
  await page.locator('.form-acts button.ant-btn-primary').click();
}

/** As if the password had been typed long ago: the next sensitive act asks for it. */
export async function forgetProof(server: JourneyServer): Promise<void> {
  await server.db.updateTable('sessions').set({ proven_until: null }).execute();
}

/** Chooses from one of the drop-down fields. */
export async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.locator(`#${field}`).click();
  const list = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  await list.locator('.ant-select-item-option', { hasText: option }).first().click();
}

/** A day before or after today in China, as a date field takes it. */
export function day(fromToday: number): string {
  return Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: fromToday }).toString();
}

/** Answers the dialogue that asks for the password again. */
export async function proveAgain(page: Page, password = knownPassword): Promise<void> {
  const dialogue = page.getByRole('dialog');
  await dialogue.locator('input[type=password]').fill(password);
  await dialogue.locator('button[type=submit]').click();
}
