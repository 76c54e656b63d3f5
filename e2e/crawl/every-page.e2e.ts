/** Every page that somebody of the demo can reach, on a desk and on a phone; a sample in English and in large print. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { listTemplates, walk, type Template, type Visit } from './walk.ts';
import { picture, requireAccessible, requireFits, settle, takeErrors } from '../support/look.ts';
import { closeBrowser, desk, phone, signIn } from '../support/people.ts';
import { tooSmall, untranslated } from './reading-modes.ts';
import { startServer, type JourneyServer } from '../support/server.ts';

/** One person for each role of the demo, those with the most to see first. */
const people = ['zhou', 'lin', 'liu', 'shi', 'tang', 'xu', 'ji', 'qian', 'jian', 'luo', 'he', 'fang', 'shen'];

/** Screens that the demo has no row for, so that no link leads to them. */
const withoutRow: Template[] = [
  '/meetings/counts/$voteId',
  '/members/imports/$id',
  '/appraisal-counts/$id',
  '/own-requests/$id',
];

describe('every page', () => {
  let server: JourneyServer;
  let templates: Template[];
  /** By template: an address that shows it and who may see it, for the reading modes. */
  const shown = new Map<Template, { address: string; username: string }>();
  const problems: string[] = [];
  /** By username; they stay signed in from the first walk to the last. */
  const pages = new Map<string, Page>();
  before(async () => {
    server = await startServer();
    templates = await listTemplates();
  });
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('fits, is accessible and works without an error, for every role', async (test) => {
    const partsSeen = new Set<string>();
    const isNew = ({ template, parts }: Visit): boolean => {
      const before = partsSeen.size;
      for (const part of [...parts, 'itself']) partsSeen.add(`${template} ${part}`);
      return partsSeen.size > before;
    };
    const variants = new Set<string>();
    const counts = { opened: 0, looked: 0 };
    const openAll = async (username: string): Promise<void> => {
      const page = await signIn(server, username);
      pages.set(username, page);
      counts.opened += await walk(page, templates, {
        variants,
        onPage: async (visit) => {
          if (!shown.has(visit.template)) shown.set(visit.template, { address: visit.address, username });
          if (!isNew(visit)) return void problems.push(...takeErrors(page));
          counts.looked += 2;
          await lookAtBothWidths(page, `crawl${visit.template}-${username}`, problems);
        },
      });
    };
    await forEachOfTwo(people, openAll);
    test.diagnostic(`${counts.opened} pages opened, ${counts.looked} looked at, ${shown.size} screens`);
    assert.deepEqual(problems, []);
    const missed = templates.filter((one) => !shown.has(one));
    assert.deepEqual(missed, withoutRow, 'every screen of the route table was reached');
    assert.ok(counts.opened >= 150 && counts.looked >= 70, JSON.stringify(counts));
  });

  it('is English where English was chosen', async (test) => {
    const found: string[] = [];
    const count = await openSample(
      async (page, template) => {
        found.push(...(await untranslated(page, template)));
      },
      { locale: 'en', elder_mode: false },
    );
    test.diagnostic(`${count} pages in English`);
    assert.deepEqual(found, []);
    assert.ok(count >= 25, `${count} pages`);
  });

  it('is large where large print was chosen', async (test) => {
    const found: string[] = [];
    const count = await openSample(
      async (page, template) => {
        found.push(...(await tooSmall(page, template)));
        await requireFits(page, template).catch((error: unknown) => found.push(String(error)));
      },
      { locale: 'zh-CN', elder_mode: true },
    );
    test.diagnostic(`${count} pages in large print`);
    assert.deepEqual(found, []);
    assert.ok(count >= 25, `${count} pages`);
  });

  /** One address of each screen, on a phone, by somebody who may see it. */
  async function openSample(
    onPage: (page: Page, template: Template) => Promise<void>,
    preferences: { locale: string; elder_mode: boolean },
  ): Promise<number> {
    await server.db.updateTable('accounts').set(preferences).execute();
    for (const [template, { address, username }] of shown) {
      const page = pages.get(username);
      assert.ok(page);
      await page.setViewportSize(phone);
      await page.goto(address);
      await page.locator('main h1').first().waitFor();
      await settle(page);
      await onPage(page, template);
    }
    return shown.size;
  }
});

async function lookAtBothWidths(page: Page, name: string, problems: string[]): Promise<void> {
  for (const size of [desk, phone]) {
    await page.setViewportSize(size);
    await settle(page);
    // Hundreds of pictures cost a minute; they are kept for whoever asks for them.
    if (process.env['JISHI_PICTURES']) await picture(page, name);
    for (const requirement of [requireFits, requireAccessible])
      await requirement(page, name).catch((error: unknown) =>
        problems.push(`${page.url()} ${String(error)}`),
      );
    problems.push(...takeErrors(page));
  }
  await page.setViewportSize(desk);
}

/** Two at a time: while one page loads the other is judged. */
async function forEachOfTwo<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const next = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all([next(), next()]);
}
