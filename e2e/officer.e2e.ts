/** An organization officer at a desk: the roster as the town has it, the roll, a whole number against a reason. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { writeSheet } from '../src/kernel/paper/sheet-writing.ts';
import { idNumberOf } from '../tests/members/generators.ts';
import { look, settle } from './support/look.ts';
import { closeBrowser, desk, forgetProof, leave, phone, proveAgain, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

const headers = [
  '序号',
  '姓 名',
  '性别 ',
  '身份证\n号码',
  '民族',
  '出生年月',
  '党员类别',
  '所在支部',
  '入党时间',
  '转正时间',
];

/** Five lines as a clerk wrote them: two sound but for their dates, three that cannot be true. */
function clerksRoster(): Promise<Uint8Array> {
  const sound = idNumberOf(Temporal.PlainDate.from('1981-05-06'), 11);
  const other = idNumberOf(Temporal.PlainDate.from('1990-08-09'), 22);
  const wrong = idNumberOf(Temporal.PlainDate.from('1975-03-04'), 33);
  const women = idNumberOf(Temporal.PlainDate.from('1988-01-02'), 44);
  const rows = [
    [1, '梅青松', '男', sound, '汉族', '1981.05.06', '正式党员', '柳树村支部', '2005年7月1日', '2006.07.01'],
    [2, '祝　兰', '女', other, '汉', '19900809', '正式党员', '石桥村支部', '2012/6/30', '2013-06-30'],
    [
      3,
      '邵大成',
      '男',
      wrong.slice(0, 17) + (wrong.endsWith('5') ? '6' : '5'),
      '汉族',
      '1975-03-04',
      '正式党员',
      '柳树村支部',
      '2001-07-01',
      '2002-07-01',
    ],
    [4, '孔小梅', '男', women, '汉族', '1988-01-02', '正式党员', '柳树村支部', '2010-07-01', '2011-07-01'],
    [
      5,
      '梁守业',
      '男',
      idNumberOf(Temporal.PlainDate.from('1969-09-09'), 55),
      '汉族',
      '1969-09-09',
      '正式党员',
      '老街村支部',
      '1999-07-01',
      '2000-07-01',
    ],
  ];
  const titles = ['清河镇党员花名册', '单位：清河镇党委　　2026年10月'];
  return writeSheet({ name: '花名册', titles, columns: headers.map((header) => ({ header })), rows });
}

describe('an organization officer keeps the roll', () => {
  let server: JourneyServer;
  let roster: { name: string; mimeType: string; buffer: Buffer };
  before(async () => {
    server = await startServer();
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    roster = { name: '花名册.xlsx', mimeType, buffer: Buffer.from(await clerksRoster()) };
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('imports a roster: compared first, confirmed after, and the same file changes nothing', async () => {
    const page = await signIn(server, 'lin');
    await upload(page, roster);
    await page.getByRole('button', { name: /^确认写入/u }).waitFor();
    await look(page, 'import-ready');
    await page.setViewportSize(phone);
    await look(page, 'import-ready');
    await page.setViewportSize(desk);
    const { 已整理: repaired, 请核对: doubtful, ...counted } = await counts(page);
    assert.deepEqual(counted, { 新增: 2, 变动: 0, 一致: 0, 有误: 3, 重复: 0 });
    assert.deepEqual([repaired, doubtful], [1, 0]);
    const lines = await page.locator('main table, main .cards').last().innerText();
    assert.match(lines, /邵大成[^]*校验码/u, 'the check digit is named');
    assert.match(lines, /孔小梅[^]*性别/u, 'the contradiction is named');
    assert.match(lines, /梁守业[^]*老街村支部/u, 'the unknown branch is named');
    assert.equal(await found(page, '梅青松'), 0, 'nothing is written before it is confirmed');

    await page.goBack();
    await page.getByRole('button', { name: /^确认写入/u }).click();
    await page.getByText('已写入：新增 2 人').waitFor();
    await look(page, 'import-written');
    assert.equal(await found(page, '梅青松'), 1);

    await upload(page, roster);
    await page.getByText('没有需要写入的行').waitFor();
    const again = await counts(page);
    assert.equal(again['新增'], 0);
    assert.equal(again['变动'], 0);
    assert.equal(again['一致'], 2);
  });

  it('sends the wrong lines back and takes back its own export unchanged', async () => {
    const page = await signIn(server, 'lin');
    await upload(page, roster);
    const back = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载有误的行' }).click();
    assert.match((await back).suggestedFilename(), /\.xlsx$/u);

    await page.goto('/app/members');
    await settle(page);
    await forgetProof(server);
    const sent = page.waitForEvent('download');
    await page.getByRole('button', { name: /导出/u }).click();
    await proveAgain(page);
    const exported = await readFile(await (await sent).path());
    await upload(page, { ...roster, name: '导出.xlsx', buffer: exported });
    await page.getByText('没有需要写入的行').waitFor();
    const { 新增: added, 变动: changed, 有误: wrong } = await counts(page);
    assert.deepEqual({ added, changed, wrong }, { added: 0, changed: 0, wrong: 0 });
  });

  it('refuses a file that is no roster, with the reason at the place', async () => {
    const page = await signIn(server, 'lin');
    await page.goto('/app/members/imports');
    await choose(page, {
      name: '花名册.xlsx',
      mimeType: roster.mimeType,
      buffer: Buffer.from('not a sheet'),
    });
    await page.locator('.file-drop [role=alert], .file-drop .refusal, [role=alert]').first().waitFor();
    await look(page, 'import-refused');
  });

  it('finds a member by initials and opens a whole number against a reason, which the member sees', async () => {
    const page = await signIn(server, 'lin');
    await page.goto('/app/members');
    await page.getByRole('searchbox').fill('lst');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('link', { name: '罗守田' }).click();
    await page.getByRole('heading', { name: '罗守田' }).waitFor();
    await page.locator('summary', { hasText: '查看完整号码' }).click();
    const reason = page.locator('details[open]').getByLabel('事由');
    await reason.fill('办理党组织关系介绍信');
    await forgetProof(server);
    await page.locator('details[open]').getByRole('button', { name: '查看完整号码' }).click();
    await proveAgain(page);
    await page.getByText(/身份证号：999999\d{11}[\dX]/u).waitFor();
    await look(page, 'member-unmasked');

    const member = await signIn(server, 'luo', { device: 'phone' });
    await member.goto('/app/own-record');
    const readings = member.locator('section', { hasText: '谁查看过' }).first();
    await readings.getByText('办理党组织关系介绍信').waitFor();
    assert.match(await readings.innerText(), /林静[^]*查看完整号码|查看完整号码[^]*林静/u);
    await look(member, 'own-record');
  });
});

async function upload(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.goto('/app/members/imports');
  await choose(page, file);
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/u);
  await page.getByRole('heading', { name: '逐行结果' }).waitFor();
  await settle(page);
}

async function choose(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.locator('.file-drop').waitFor();
  await settle(page);
  await page.locator('.file-drop input[type=file]').first().setInputFiles(file);
}

async function counts(page: Page): Promise<Record<string, number>> {
  const texts = await page.locator('.import-counts button').allInnerTexts();
  const pairs = texts.map((text) => /^(\D+?)\s*(\d+)$/u.exec(text)).filter((one) => one !== null);
  return Object.fromEntries(pairs.map(([, word = '', count]) => [word, Number(count)]));
}

/** How many members the list shows for a search. */
async function found(page: Page, name: string): Promise<number> {
  await page.goto(`/app/members?q=${encodeURIComponent(name)}`);
  await page.locator('main .list-tools output').waitFor();
  await settle(page);
  return page.getByRole('link', { name, exact: true }).count();
}
