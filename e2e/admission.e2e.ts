/** One person from the application to full member: 25 steps, on a phone in the branch and at desks in the town, across a change of the rules. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { checkDigitOf } from '../src/modules/members/id-number.ts';
import { look, settle } from './support/look.ts';
import { closeBrowser, leave, signIn } from './support/people.ts';
import { startServer, type JourneyServer } from './support/server.ts';

const first17 = '99999919980315472';
const idNo = first17 + checkDigitOf(first17);

/** What a form is given: text by its field, `radio` by its words, `paper` for a vote of old minutes. */
type Given = {
  on?: string;
  text?: Record<string, string>;
  radio?: readonly string[];
  people?: readonly string[];
  paper?: { title: string; counts: readonly number[]; secret?: boolean };
};

const branchCommittee = { title: '支部委员会会议', counts: [5, 5, 5, 0, 0] } as const;
const branchMeeting = { title: '支部党员大会', counts: [30, 26, 25, 0, 1], secret: true } as const;
const townCommittee = { title: '镇党委会会议', counts: [9, 8, 8, 0, 0] } as const;
const observation = { mentorOpinion: '积极参加学习和村里工作', branchOpinion: '继续培养' };

describe('a person is admitted', () => {
  let server: JourneyServer;
  before(async () => {
    server = await startServer();
  });
  afterEach((test) => leave(test));
  after(async () => {
    await closeBrowser();
    await server.stop();
  });

  it('from the application to full member, by the rules of each step’s day', async () => {
    const [liu, lin, zhou] = await Promise.all([
      signIn(server, 'liu', { device: 'phone' }),
      signIn(server, 'lin'),
      signIn(server, 'zhou'),
    ]);
    await liu.goto('/app/admission');
    await look(liu, 'admission-list');
    const id = await apply(liu);
    await look(liu, 'admission-case-new');
    const act = (page: Page, key: string, given: Given) => makeEntry(page, id, key, given);

    await act(liu, 'talk', {
      on: '2024-01-20',
      text: { talker: '柳大山', topics: '入党动机', opinion: '态度端正' },
    });
    await act(liu, 'confirm_activist', {
      on: '2024-02-20',
      paper: branchCommittee,
      radio: ['党员推荐'],
      text: { recommendedBy: '党员大会推荐' },
    });
    await act(lin, 'file_activist', { on: '2024-02-25', radio: ['已备案'], text: { replyNo: '清委组备案' } });
    await act(liu, 'assign_mentors', { on: '2024-02-26', people: ['罗守田', '柳大山'] });
    await act(liu, 'observe', { on: '2024-08-10', text: observation });

    // Too early: the year is not over; what was typed is kept, and the first possible day is told.
    await open(liu, id, 'confirm_candidate');
    await fill(liu, { on: '2024-09-01', paper: branchCommittee, text: { heard: '听取了意见，均同意' } });
    await liu.locator('button[type=submit]').click();
    await liu
      .getByText(/须满12个月/u)
      .first()
      .waitFor();
    await look(liu, 'admission-too-early');
    assert.equal(await liu.locator('#heard').inputValue(), '听取了意见，均同意');

    await act(liu, 'observe', { on: '2025-02-10', text: observation });
    await act(liu, 'confirm_candidate', {
      on: '2025-03-03',
      paper: branchCommittee,
      text: { heard: '听取了意见，均同意' },
    });
    await act(lin, 'file_candidate', { on: '2025-03-10', radio: ['已备案'], text: { replyNo: '清委组函' } });
    await act(liu, 'assign_sponsors', { on: '2025-03-12', people: ['罗守田', '柳大山'] });
    await act(lin, 'review_politically', {
      on: '2025-03-20',
      radio: ['合格'],
      text: { conclusion: '审查合格', fileLocation: '镇党建办' },
    });
    await act(lin, 'train', {
      on: '2025-04-01',
      radio: ['合格'],
      text: { days: '3', hours: '24', organizer: '镇党校' },
    });
    await act(liu, 'review_by_committee', {
      on: '2025-04-10',
      paper: branchCommittee,
      text: { papers: '材料齐全' },
    });
    await act(lin, 'prereview', { on: '2025-04-20', text: { replyNo: '清委组函', opinion: '同意' } });
    await act(liu, 'fill_form', { on: '2025-04-22', text: { formNo: '999999-0472' } });
    await open(liu, id, 'hold_branch_meeting');
    await look(liu, 'admission-branch-meeting');
    await act(liu, 'hold_branch_meeting', {
      on: '2025-05-12',
      paper: branchMeeting,
      text: { resolution: '同意接收为预备党员' },
    });
    await act(lin, 'talk_by_committee', { on: '2025-05-20', text: { talker: '林静', opinion: '同意' } });
    await act(zhou, 'decide_admission', {
      on: '2025-06-10',
      paper: townCommittee,
      text: { noticeNo: '清委第40号' },
    });
    await look(zhou, 'admission-case-approved');
    await act(lin, 'file_with_county', { on: '2025-06-12', text: { listNo: '第二批' } });
    await act(liu, 'place', { on: '2025-06-13', text: { group: '第一党小组' } });
    await act(liu, 'take_oath', { on: '2025-06-20', radio: ['党支部'], text: { place: '村党群服务中心' } });
    await act(liu, 'observe_probation', { on: '2025-11-10', text: observation });
    await act(liu, 'observe_probation', { on: '2026-05-05', text: observation });
    await act(liu, 'request_conversion', { on: '2026-05-06', text: { request: '申请转为正式党员' } });
    await act(liu, 'hold_conversion_meeting', {
      on: '2026-05-20',
      paper: branchMeeting,
      radio: ['按期转正'],
      text: { heard: '听取了党小组和群众意见' },
    });
    await act(zhou, 'decide_conversion', {
      on: '2026-06-10',
      paper: townCommittee,
      text: { noticeNo: '清委第52号' },
    });
    await act(lin, 'archive', { on: '2026-06-15', text: { archiveNo: '2026-007', keptAt: '镇党委档案室' } });

    await settle(lin);
    assert.equal(await lin.locator('.task-list .task-done').count(), 25, 'all 25 steps are done');
    assert.match(await lin.locator('main').innerText(), /2014年细则[^]*2026年修订细则/u);
    await look(lin, 'admission-case-done');
    await lin.goto(`/app/admission/${id}/print`);
    await look(lin, 'admission-print');
    await lin.goto(`/app/admission/${id}`);
    await lin.getByRole('link', { name: '祝小满', exact: true }).last().click();
    await lin.waitForURL(/\/members\/[0-9a-f-]{36}$/u);
    await settle(lin);
    assert.match(await lin.locator('main').innerText(), /正式党员/u);
    assert.match(
      await lin.locator('main').innerText(),
      /2026年5月12日/u,
      'full from the day after probation',
    );
  });

  it('the board, the plan and a case that waits open on both devices', async () => {
    const [liu, lin] = await Promise.all([signIn(server, 'liu', { device: 'phone' }), signIn(server, 'lin')]);
    await lin.goto('/app/admission');
    await lin.getByRole('link', { name: '沈文娟' }).first().waitFor();
    await look(lin, 'admission-board');
    await lin.goto('/app/admission/plan');
    await lin.locator('.chart svg').nth(1).waitFor();
    await look(lin, 'admission-plan');
    await liu.goto('/app/admission/plan');
    await look(liu, 'admission-plan-phone');
    await liu.goto('/app/admission');
    await liu.getByRole('link', { name: '沈文娟' }).first().click();
    await liu.getByRole('heading', { name: '沈文娟' }).waitFor();
    await look(liu, 'admission-case-candidate');
    await liu.goto('/app/work');
    await liu
      .getByText(/沈文娟/u)
      .first()
      .waitFor();

    const mentor = await signIn(server, 'luo', { device: 'phone' });
    await mentor.goto('/app/mentees');
    await mentor.getByRole('heading', { name: /罗春山/u }).waitFor();
    await look(mentor, 'admission-mentees');
  });
});

async function apply(page: Page): Promise<string> {
  await page.goto('/app/admission/apply');
  await settle(page);
  await page.locator('#name').fill('祝小满');
  await page.locator('#idNo').fill(idNo);
  await page.locator('#on').fill('2024-01-08');
  await page.locator('#receivedBy').fill('柳大山');
  await page.getByText('本人书写并签名').last().click();
  await look(page, 'admission-apply');
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/\/admission\/[0-9a-f-]{36}$/u);
  return page.url().slice(-36);
}

async function open(page: Page, id: string, key: string): Promise<void> {
  await page.goto(`/app/admission/${id}/act?do=${key}`);
  await page.locator('button[type=submit]').waitFor();
}

async function fill(page: Page, given: Given): Promise<void> {
  if (given.paper) {
    await page.getByText('旧的纸质记录').click();
    await page.locator('#minutes_title').fill(given.paper.title);
    for (const [index, name] of ['eligible', 'present', 'yes', 'no', 'abstain'].entries())
      await page.locator(`#minutes_${name}`).fill(String(given.paper.counts[index] ?? 0));
    if (given.paper.secret) {
      await page.locator('#minutes_secret').check();
      await page.locator('#minutes_tellers').fill('计一川、计二川');
    }
  }
  if (given.on) await page.locator('#on').fill(given.on);
  for (const words of given.radio ?? [])
    await page.locator('.ant-radio-wrapper', { hasText: new RegExp(`^${words}$`, 'u') }).click();
  for (const [name, value] of Object.entries(given.text ?? {})) await page.locator(`#${name}`).fill(value);
  for (const name of given.people ?? []) {
    await page.locator('#people').fill(name);
    await page.keyboard.press('Enter');
  }
  // The open list would lie over the button.
  if (given.people) await page.locator('h1').click();
}

async function makeEntry(page: Page, id: string, key: string, given: Given): Promise<void> {
  await open(page, id, key);
  await fill(page, given);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(new RegExp(`/admission/${id}$`, 'u'));
}
