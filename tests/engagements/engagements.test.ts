import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { engagementsApi as api } from '../../src/modules/engagements/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { publishProposed } from '../support/publishing.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

describe('posts, households and pairs', () => {
  let town: Town;
  let luo = '';
  let other = '';
  let elsewhere = '';
  before(async () => {
    town = await openTown();
    [luo = '', other = ''] = await enterMembers(town, ['罗有岗', '薛另户']);
    [elsewhere = ''] = await enterMembers(town, ['石外村'], { at: '石桥村支部' });
    await town.act('system', 'system', (ctx) =>
      ctx.tx.updateTable('accounts').set({ person_id: luo }).where('id', '=', town.accounts.柳党员).execute(),
    );
  });
  after(() => town.close());
  /** Each test begins with nobody engaged and no open post. */
  afterEach(async () => {
    await town.act('system', 'system', async (ctx) => {
      await ctx.tx
        .updateTable('engagements')
        .set({ state: 'declined', ended_on: null, from_on: null, outcome: null })
        .execute();
      await sql`update branch_posts set closed_on = current_date + 3650 where closed_on is null`.execute(
        ctx.tx,
      );
    });
    town.setToday('2026-11-23');
  });

  async function done<E extends Endpoint>(who: Person, row: E, input: InputOf<E>): Promise<ReplyOf<E>> {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, 200, JSON.stringify(answer.problem));
    return answer.body;
  }

  async function refusedFor<E extends Endpoint>(who: Person, row: E, input: InputOf<E>, status = 422) {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    return answer.problem.reasons.map((reason) => [reason.code, reason.field]);
  }

  const addPost = async (at: '柳树村支部' | '石桥村支部' = '柳树村支部') =>
    (
      await done(at === '柳树村支部' ? '柳支书' : '石支书', api.addPost, {
        orgId: town.orgs[at].id,
        name: '纠纷调解岗',
        duties: '调解邻里小纠纷，解决不了的报村调委会',
      })
    ).id;

  const household = {
    kind: 'household' as const,
    title: '三组上湾片',
    duties: '学习、宣讲、收集意见',
    households: 12,
  };

  /** A post that the member asked for and the branch fixed. */
  async function held(consent = true): Promise<string> {
    const postId = await addPost();
    const { id } = await done('柳党员', api.applyForEngagement, {
      wanted: { kind: 'post', postId },
      consent,
    });
    const { version } = await done('柳支书', api.getEngagement, { id });
    await done('柳支书', api.fixEngagement, { id, version, from: '2026-11-23', until: '2027-11-22' });
    return id;
  }

  async function at(id: string): Promise<{ id: string; version: number }> {
    return { id, version: (await done('林委员', api.getEngagement, { id })).version };
  }

  const duty = async () =>
    (await done('柳支书', workApi.listDuties, { duty: 'post_review' })).rows.find(
      (row) => row.period === '2026-H2',
    )?.state;

  it('a member asks for a post of the own branch only, and once', async () => {
    const foreign = await addPost('石桥村支部');
    await refusedFor(
      '柳党员',
      api.applyForEngagement,
      { wanted: { kind: 'post', postId: foreign }, consent: false },
      404,
    );
    const id = await held();
    const { posts, rows } = await done('柳党员', api.listOwnEngagements, {});
    assert.deepEqual(
      posts.map((post) => [post.name, post.holders]),
      [['纠纷调解岗', 1]],
    );
    assert.deepEqual(
      rows.map((row) => [row.id, row.state]),
      [[id, 'fixed']],
    );
    const [post] = posts;
    assert.deepEqual(
      await refusedFor(
        '柳党员',
        api.applyForEngagement,
        { wanted: { kind: 'post', postId: post?.id ?? '' }, consent: false },
        409,
      ),
      [['engagements.post_taken_already', 'postId']],
    );
    assert.deepEqual(await refusedFor('柳支书', api.closePost, { id: post?.id ?? '' }, 409), [
      ['engagements.post_is_held', undefined],
    ]);
    assert.deepEqual(
      await refusedFor(
        '柳支书',
        api.addPost,
        { orgId: town.orgs.柳树村支部.id, name: '纠纷调解岗', duties: '另一个说法' },
        409,
      ),
      [['engagements.post_exists', 'name']],
    );
  });

  it('an offer waits for the member’s own word; nobody else says it', async () => {
    const { id } = await done('小唐', api.offerEngagement, {
      personId: luo,
      wanted: household,
      onPaper: false,
      consent: true,
    });
    const offered = await done('柳支书', api.getEngagement, { id });
    assert.equal(offered.state, 'offered');
    assert.equal(offered.consent, false, 'the branch cannot say it for the member');
    const work = await done('柳党员', workApi.listWork, {});
    assert.ok(work.mine.some((item) => item.path === `/engagements/${id}`));
    await refusedFor('柳支书', api.acceptOffer, { id, version: 1, consent: true }, 403);
    assert.deepEqual(
      await refusedFor('柳支书', api.fixEngagement, { id, version: 1, from: '2026-11-23' }, 409),
      [['procedure.not_from_here', undefined]],
    );
    await refusedFor('石支书', api.getEngagement, { id }, 404);
    const accepted = await done('柳党员', api.acceptOffer, { id, version: 1, consent: true });
    assert.equal(accepted.state, 'applied');
    assert.equal(accepted.consent, true);
    const fixed = await done('柳支书', api.fixEngagement, {
      id,
      version: accepted.version,
      from: '2026-11-23',
    });
    assert.equal(fixed.state, 'fixed', 'a household runs without a last day');
    assert.deepEqual(
      await refusedFor(
        '柳支书',
        api.offerEngagement,
        { personId: luo, wanted: household, onPaper: false, consent: false },
        409,
      ),
      [['engagements.household_taken_already', 'personId']],
    );
  });

  it('a member of another village cannot be offered anything, and a declined offer leaves nothing behind', async () => {
    await refusedFor(
      '柳支书',
      api.offerEngagement,
      { personId: elsewhere, wanted: household, onPaper: false, consent: false },
      404,
    );
    const { id } = await done('柳支书', api.offerEngagement, {
      personId: luo,
      wanted: household,
      onPaper: false,
      consent: false,
    });
    assert.equal((await done('柳党员', api.declineOffer, { id, version: 1 })).state, 'declined');
    assert.equal((await done('柳支书', api.listEngagements, {})).total, 0);
  });

  it('a signed paper stands for the own word, and a post needs its term', async () => {
    const postId = await addPost();
    const { id } = await done('柳支书', api.offerEngagement, {
      personId: other,
      wanted: { kind: 'post', postId },
      onPaper: true,
      consent: true,
    });
    assert.equal((await done('柳支书', api.getEngagement, { id })).consent, true);
    const { version } = await at(id);
    assert.deepEqual(await refusedFor('柳支书', api.fixEngagement, { id, version, from: '2026-11-23' }), [
      ['engagements.term_missing', 'until'],
    ]);
    assert.deepEqual(
      await refusedFor('柳支书', api.fixEngagement, { id, version, from: '2026-11-22', until: '2027-11-22' }),
      [['engagements.begins_before_proposal', 'from']],
    );
    await refusedFor(
      '小唐',
      api.fixEngagement,
      { id, version, from: '2026-11-23', until: '2027-11-22' },
      403,
    );
    assert.equal((await done('柳支书', api.getEngagement, { id })).state, 'applied', 'nothing was written');
  });

  it('what was done is one line; the half-year is done when every post was reviewed in it', async () => {
    const id = await held();
    assert.deepEqual(
      await refusedFor('柳党员', api.recordWork, { ...(await at(id)), on: '2026-11-24', text: '调解一起' }),
      [['day.to_come', 'on']],
    );
    assert.deepEqual(
      await refusedFor('柳党员', api.recordWork, { ...(await at(id)), on: '2026-11-22', text: '调解一起' }),
      [['day.too_early', 'on']],
    );
    await done('柳党员', api.recordWork, { ...(await at(id)), on: '2026-11-23', text: '调解一起地界纠纷' });
    town.setToday('2026-12-28');
    assert.notEqual(await duty(), 'done');
    const work = await done('柳支书', workApi.listWork, {});
    assert.ok(
      work.mine.some((item) => item.path === `/engagements/${id}`),
      'the review is asked for',
    );
    await refusedFor('柳党员', api.reviewEngagement, { ...(await at(id)), outcome: 'kept', text: '' }, 403);
    assert.deepEqual(
      await refusedFor('柳支书', api.reviewEngagement, { ...(await at(id)), outcome: 'partly', text: '' }),
      [['engagements.reasons_missing', 'text']],
    );
    await done('柳支书', api.reviewEngagement, { ...(await at(id)), outcome: 'partly', text: '记录偏少' });
    assert.equal(await duty(), 'done');
    await done('柳党员', api.answerReview, { ...(await at(id)), text: '十月前还没有定岗' });
    await refusedFor('柳党员', api.answerReview, { ...(await at(id)), text: '再说一次' }, 409);
    const { entries } = await done('柳支书', api.getEngagement, { id });
    assert.deepEqual(
      entries.map((entry) => entry.kind),
      ['record', 'review', 'answer'],
    );
  });

  it('only whoever consents is named; the consent withdrawn, or the post ended, the notice comes down', async () => {
    const forward = { orgId: town.orgs.柳树村支部.id, kind: 'post' as const };
    const id = await held(false);
    assert.deepEqual(await refusedFor('柳支书', api.putEngagementsForward, forward), [
      ['engagements.nothing_to_show', undefined],
    ]);
    await refusedFor('柳支书', api.setNaming, { ...(await at(id)), granted: true }, 403);
    await done('柳党员', api.setNaming, { ...(await at(id)), granted: true });
    const first = await done('柳支书', api.putEngagementsForward, forward);
    await publishProposed(town, first.publicationId);
    await done('柳党员', api.setNaming, { ...(await at(id)), granted: false });
    const stateOf = async (publicationId: string) =>
      (
        await town.act('system', 'system', (ctx) =>
          ctx.tx
            .selectFrom('publications')
            .select('state')
            .where('id', '=', publicationId)
            .executeTakeFirstOrThrow(),
        )
      ).state;
    assert.equal(await stateOf(first.publicationId), 'ended');

    await done('柳党员', api.setNaming, { ...(await at(id)), granted: true });
    const second = await done('柳支书', api.putEngagementsForward, forward);
    await done('柳支书', api.endEngagement, { ...(await at(id)), why: '岗位合并' });
    assert.equal(await stateOf(second.publicationId), 'returned', 'not public yet, so it goes back');
  });

  it('a term that has run out ends nothing; it shows to the branch, who extends or ends it', async () => {
    const id = await held();
    town.setToday('2027-11-25');
    const view = await done('柳支书', api.getEngagement, { id });
    assert.equal(view.state, 'fixed');
    const work = await done('柳支书', workApi.listWork, {});
    assert.ok(work.mine.some((item) => item.path === `/engagements/${id}` && item.late));
    const extended = await done('柳支书', api.extendEngagement, { ...(await at(id)), until: '2028-11-22' });
    assert.equal(extended.untilOn, '2028-11-22');
    assert.equal(extended.fromOn, '2026-11-23');
  });

  it('a pair ends with its outcome and is never shown', async () => {
    const { id } = await done('柳支书', api.offerEngagement, {
      personId: other,
      wanted: {
        kind: 'pair',
        title: '食用菌种植',
        duties: '每月到棚里学两次，年底自己建棚',
        partner: '栾巧手',
        direction: 'to_able',
      },
      onPaper: true,
      consent: true,
    });
    assert.deepEqual(await refusedFor('柳支书', api.setNaming, { ...(await at(id)), granted: false }, 409), [
      ['engagements.pairs_are_not_shown', undefined],
    ]);
    await done('柳支书', api.fixEngagement, { ...(await at(id)), from: '2026-11-23' });
    assert.deepEqual(await refusedFor('柳支书', api.endEngagement, { ...(await at(id)), why: '年底总结' }), [
      ['engagements.outcome_missing', 'outcome'],
    ]);
    const ended = await done('柳支书', api.endEngagement, {
      ...(await at(id)),
      why: '年底总结',
      outcome: 'reached',
    });
    assert.equal(ended.outcome, 'reached');
  });

  it('nobody fixes or reviews the own one, and a stale form writes nothing', async () => {
    const link = (personId: string | null) =>
      town.act('system', 'system', (ctx) =>
        ctx.tx
          .updateTable('accounts')
          .set({ person_id: personId })
          .where('id', '=', town.accounts.柳支书)
          .execute(),
      );
    await link(other);
    const { id } = await done('柳支书', api.applyForEngagement, { wanted: household, consent: false });
    assert.deepEqual(await refusedFor('柳支书', api.fixEngagement, { id, version: 1, from: '2026-11-23' }), [
      ['engagements.own_engagement', undefined],
    ]);
    await done('林委员', api.fixEngagement, { id, version: 1, from: '2026-11-23' });
    await refusedFor('林委员', api.recordWork, { id, version: 1, on: '2026-11-23', text: '宣讲一次' }, 409);
    assert.deepEqual((await done('林委员', api.getEngagement, { id })).entries, []);
    await link(null);
  });
});
