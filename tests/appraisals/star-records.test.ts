/** Stars read from what other institutions keep: dues, pledges, posts. Nobody enters them a second time. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seedYears } from '../../src/kernel/clock/store.ts';
import { ownAppraisalsApi as own } from '../../src/modules/appraisals/own-api.ts';
import { starsApi as api } from '../../src/modules/appraisals/star-api.ts';
import { duesApi } from '../../src/modules/dues/api.ts';
import { engagementsApi } from '../../src/modules/engagements/api.ts';
import { pledgesApi } from '../../src/modules/pledges/api.ts';
import { collect, declare, tap } from '../dues/world.ts';
import { openTown, type Town } from '../support/town.ts';
import { story, today } from './story.ts';

describe('stars read from other records', () => {
  let town: Town;
  let at: ReturnType<typeof story>;
  let id: string;
  let people: string[];
  let pledgeId = '';
  let postId = '';
  before(async () => {
    town = await openTown();
    town.setToday(today);
    at = story(town);
    await town.act('system', 'system', seedYears);
    people = await at.people();
    await at.committee(people);
    id = await at.opened();
    await at.done('柳党员', own.writeOwnSelf, { id, text: '对照党员条件，学习抓得还不够紧。' });
    await pays();
    pledgeId = await pledges();
    postId = await serves();
    await at.told(id);
    await at.done('柳支书', api.draftStars, { id });
  });
  after(() => town.close());

  /** 安一 pays every month that has ended, 白二 all but the last. */
  async function pays(): Promise<void> {
    const [first = '', second = ''] = people;
    for (const person of [first, second])
      assert.equal((await declare(town, person, { class: 'farmer', fromMonth: '2026-08' })).status, 200);
    const { answers } = await collect(town, [
      tap(first, ['2026-08', '2026-09', '2026-10']),
      tap(second, ['2026-08', '2026-09']),
    ]);
    assert.ok(answers.every((one) => one.paymentId !== null));
  }

  /** 安一 pledges two things; the branch evaluates one as done. */
  async function pledges(): Promise<string> {
    const { id: pledge } = await at.done('柳党员', pledgesApi.proposePledge, {
      year: 2026,
      items: [
        { text: '帮两户学会茶园管护', dueOn: '2026-12-10' },
        { text: '清理门前水渠一公里', dueOn: '2026-12-20' },
      ],
      consent: false,
    });
    await at.done('柳支书', pledgesApi.agreePledge, { id: pledge, version: 1 });
    await at.done('柳党员', pledgesApi.reportItem, {
      id: pledge,
      version: 2,
      itemNo: 1,
      on: today,
      text: '两户都学会了',
    });
    await at.done('柳支书', pledgesApi.evaluateItem, { id: pledge, version: 3, itemNo: 1, outcome: 'done' });
    return pledge;
  }

  /** 安一 has a post that nobody has reviewed yet. */
  async function serves(): Promise<string> {
    const post = await at.done('柳支书', engagementsApi.addPost, {
      orgId: town.orgs.柳树村支部.id,
      name: '纠纷调解岗',
      duties: '调解邻里小纠纷，解决不了的报村调委会',
    });
    const { id: engagement } = await at.done('柳党员', engagementsApi.applyForEngagement, {
      wanted: { kind: 'post', postId: post.id },
      consent: false,
    });
    const { version } = await at.done('柳支书', engagementsApi.getEngagement, { id: engagement });
    await at.done('柳支书', engagementsApi.fixEngagement, {
      id: engagement,
      version,
      from: today,
      until: '2027-11-22',
    });
    return engagement;
  }

  async function markOf(place: number, dimension: string) {
    const { members } = await at.done('柳支书', api.getStars, { id });
    const mark = members[place]?.marks.find((one) => one.dimension === dimension);
    assert.ok(mark, `no mark of ${dimension}`);
    return mark;
  }

  it('every month paid is the star of dues; one month open is not, and says which', async () => {
    const paid = await markOf(0, 'dues');
    assert.deepEqual([paid.earned, paid.counted], [true, { have: 3, base: 3 }]);
    const short = await markOf(1, 'dues');
    assert.deepEqual([short.earned, short.counted], [false, { have: 2, base: 3 }]);
    assert.deepEqual(
      short.records.map((one) => [one.label, one.word, one.path]),
      [
        ['2026-08', 'paid', `/dues/members/${people[1]}`],
        ['2026-09', 'paid', `/dues/members/${people[1]}`],
        ['2026-10', 'arrears', `/dues/members/${people[1]}`],
      ],
    );
    assert.equal((await markOf(2, 'dues')).earned, null, 'no account, so the branch says it');
  });

  it('pledges count once the branch evaluated them; the others are shown beside', async () => {
    const mark = await markOf(0, 'pledge');
    assert.deepEqual([mark.earned, mark.counted], [true, { have: 1, base: 1 }]);
    assert.deepEqual(
      mark.records.map((one) => [one.label, one.word, one.path]),
      [
        ['帮两户学会茶园管护', 'done', `/pledges/${pledgeId}`],
        ['清理门前水渠一公里', 'not_evaluated', `/pledges/${pledgeId}`],
      ],
    );
  });

  it('a post that nobody reviewed gives no star by itself, and is shown to whoever says it', async () => {
    const mark = await markOf(0, 'service');
    assert.deepEqual([mark.earned, mark.counted], [null, null]);
    assert.deepEqual(
      mark.records.map((one) => [one.label, one.word]),
      [['纠纷调解岗', 'not_reviewed']],
    );
  });

  it('the branch says it only of those without records', async () => {
    const { members } = await at.done('柳支书', api.getStars, { id });
    const said = { id, dimension: 'dues' as const, reason: '以前的纸质台账可查' };
    assert.deepEqual(
      await at.refused('柳支书', api.sayDimension, { ...said, earnedBy: [members[1]?.id ?? ''] }),
      ['stars.has_records'],
    );
    assert.equal((await markOf(1, 'dues')).earned, false);
    assert.equal((await markOf(2, 'dues')).earned, null, 'nothing was written');
    await at.done('柳支书', api.sayDimension, { ...said, earnedBy: [members[2]?.id ?? ''] });
    assert.equal((await markOf(2, 'dues')).earned, true);
    assert.equal((await markOf(3, 'dues')).earned, false);
    assert.equal((await markOf(0, 'dues')).earned, true, 'and the records still speak for themselves');
  });

  it("the branch's view stands beside a star from records and does not change it", async () => {
    const { members } = await at.done('柳支书', api.getStars, { id });
    const view = {
      id,
      memberId: members[1]?.id ?? '',
      dimension: 'dues' as const,
      text: '十月住院，已托人补交',
    };
    assert.equal((await town.call('林委员', api.viewStar, view)).status, 403);
    assert.deepEqual(await at.refused('柳支书', api.viewStar, { ...view, dimension: 'example' }), [
      'stars.no_records',
    ]);
    assert.equal((await markOf(1, 'example')).reason, null, 'nothing was written');
    await at.done('柳支书', api.viewStar, view);
    const mark = await markOf(1, 'dues');
    assert.deepEqual([mark.earned, mark.reason], [false, '十月住院，已托人补交']);
  });

  it('filled anew from the latest records, with what the branch said kept', async () => {
    const [, second = ''] = people;
    await collect(town, [tap(second, ['2026-10'])]);
    const { version } = await at.done('柳支书', engagementsApi.getEngagement, { id: postId });
    await at.done('柳支书', engagementsApi.reviewEngagement, { id: postId, version, outcome: 'kept' });
    await at.done('柳支书', api.draftStars, { id });
    const dues = await markOf(1, 'dues');
    assert.deepEqual([dues.earned, dues.reason], [true, '十月住院，已托人补交']);
    assert.equal((await markOf(2, 'dues')).earned, true);
    assert.deepEqual((await markOf(0, 'service')).counted, { have: 1, base: 1 });
  });

  it('a payment that was reversed leaves no star without its record', async () => {
    const [first = ''] = people;
    const { payments } = await at.done('柳支书', duesApi.getAccount, { id: first });
    await at.done('柳支书', duesApi.reversePayment, {
      paymentId: payments[0]?.id ?? '',
      reason: '登记错了人',
    });
    await at.done('柳支书', api.draftStars, { id });
    assert.deepEqual((await markOf(0, 'dues')).counted, { have: 0, base: 3 });
    assert.equal((await markOf(0, 'dues')).earned, false);
  });
});
