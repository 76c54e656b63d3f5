import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getPublication } from '../../src/kernel/disclosure/publications.ts';
import { villageDecisionsApi as api } from '../../src/modules/village-decisions/api.ts';
import type { Town } from '../support/town.ts';
import {
  done,
  keys,
  meetingInput,
  openVillage,
  publish,
  record,
  refused,
  resolvedCase,
  reviewedCase,
  startCase,
  view,
} from './story.ts';

const codes = (reasons: { code: string }[]): string[] => reasons.map((reason) => reason.code);

describe('a case of the four discussions', () => {
  let town: Town;
  before(async () => {
    town = await openVillage();
  });
  after(() => town.close());

  it('goes from the motion to the archived result, each step with its day, vote and rule', async () => {
    let at = await resolvedCase(town);
    assert.deepEqual(
      at.tasks.map((task) => task.doneOn),
      ['2026-03-02', '2026-03-05', '2026-03-10', '2026-03-20', null, null, null, null, null],
    );
    at = await done(town, '小唐', api.writeWork, {
      ...keys(at),
      what: '路基与路面',
      responsible: '王小明',
      fromOn: '2026-04-01',
      toOn: '2026-04-20',
      contractor: '青江路桥队',
      plannedFen: 12_000_000,
    });
    town.setToday('2026-03-21');
    at = await publish(town, at, 'resolution');
    at = await done(town, '小唐', api.publishResolution, {
      ...keys(at),
      postedOn: '2026-03-21',
      places: ['村务公开栏', '东沟组'],
    });
    assert.equal(at.resolutionPosting?.lastDay, '2026-03-28');
    town.setToday('2026-03-29');
    at = await done(town, '柳支书', api.beginImplementation, keys(at));
    town.setToday('2026-04-20');
    const [work] = at.works;
    assert.ok(work);
    at = await done(town, '小唐', api.writeWork, {
      ...keys(at),
      workId: work.id,
      workVersion: work.version,
      what: work.what,
      responsible: work.responsible,
      fromOn: work.fromOn,
      toOn: work.toOn,
      contractor: '青江路桥队',
      plannedFen: 12_000_000,
      paidFen: 11_860_050,
      doneOn: '2026-04-18',
    });
    at = await done(town, '小唐', api.completeImplementation, { ...keys(at), finishedOn: '2026-04-18' });
    at = await publish(town, at, 'result');
    at = await done(town, '小唐', api.publishResult, {
      ...keys(at),
      postedOn: '2026-04-20',
      places: ['村务公开栏'],
    });
    const early = await refused(town, '小唐', api.archive, { ...keys(at), archiveNo: '柳-2026-1' });
    assert.deepEqual(codes(early), ['village_decisions.supervision_missing']);
    at = await done(town, '监主任', api.supervise, {
      ...keys(at),
      on: '2026-04-20',
      text: '程序合规，账目相符',
    });
    at = await done(town, '小唐', api.archive, { ...keys(at), archiveNo: '柳-2026-1' });
    assert.equal(at.state, 'archived');
    assert.equal(at.code, '2026-001');
    const late = at.steps.find((step) => step.move === 'complete_implementation');
    assert.deepEqual([late?.on, late?.recordedOn, late?.lateDays], ['2026-04-18', '2026-04-20', 2]);
    const result = at.disclosures.find((one) => one.part === 'result');
    assert.ok(result);
    const { content } = await town.act('柳支书', 'disclosure.read', (ctx) =>
      getPublication(ctx, result.publicationId),
    );
    const facts = content.blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
    assert.deepEqual(facts.find((fact) => fact.labelKey.endsWith('.paid'))?.value, {
      kind: 'money',
      fen: 11_860_050,
    });
    const vote = content.blocks.find((block) => block.kind === 'vote');
    assert.equal(vote?.present, 36);
    assert.equal(vote?.cites, '村组2026 [?] (村组2018 art. 26)');
  });

  it('shows each vote with its arithmetic and the law of the day', async () => {
    const at = await reviewedCase(town);
    const review = at.meetings.find((meeting) => meeting.step === 'review');
    assert.deepEqual(
      review?.verdict?.quorum.map(({ have, needed, base }) => [have, needed, base]),
      [[22, 20, 30]],
    );
    assert.deepEqual([review?.verdict?.votes?.have, review?.verdict?.votes?.needed], [18, 15]);
    assert.equal(review?.verdict?.votes?.certainty, 'check');
  });

  it('skips no step: every later move says where the case stands', async () => {
    const at = await startCase(town, '2026-03-01');
    for (const endpoint of [api.deliberate, api.review, api.resolve, api.beginImplementation]) {
      const reasons = await refused(town, '柳支书', endpoint, keys(at), 409);
      assert.deepEqual(codes(reasons), ['procedure.not_from_here']);
    }
    assert.equal((await view(town, at.id)).state, 'motion');
  });

  it('tells before the proposal what is missing', async () => {
    const at = await startCase(town, '2026-03-01');
    const reasons = await refused(town, '柳支书', api.propose, keys(at));
    assert.deepEqual(codes(reasons), [
      'village_decisions.not_consulted',
      'village_decisions.meeting_missing',
    ]);
  });

  it('numbers the cases of a village and year without gaps, also when one start fails and two come at once', async () => {
    town.setToday('2025-06-01');
    const input = {
      villageId: town.orgs.柳树村.id,
      matter: 'yearly_plan',
      title: '年度计划',
      source: 'village_cadres',
      proposers: ['李大山'],
      plan: '年度工作计划',
      movedOn: '2025-06-01',
    } as const;
    const start = (title: string) =>
      done(town, '小唐', api.startCase, { ...input, title, proposers: ['李大山'] });
    await start('甲方案');
    await refused(town, '小唐', api.startCase, { ...input, proposers: ['李大山'], movedOn: '2025-06-02' });
    const both = await Promise.all([start('乙方案'), start('丙方案')]);
    assert.deepEqual(both.map((one) => one.code).sort(), ['2025-002', '2025-003']);
  });

  it('needs two thirds of the representatives: 29 of 45 are too few, 30 are enough', async () => {
    let at = await reviewedCase(town);
    town.setToday('2026-03-20');
    const given = { heldOn: '2026-03-20', authorizationReference: '村民会议授权决定' };
    at = await record(town, at, 'resolution', { eligible: 45, present: 29, yes: 29 }, given);
    const reasons = await refused(town, '柳支书', api.resolve, keys(at));
    assert.deepEqual(codes(reasons), ['village_decisions.no_quorum']);
    assert.match(reasons[0]?.message ?? '', /45.*29.*2\/3.*30/u);
    at = await record(town, at, 'resolution', { eligible: 45, present: 30, yes: 16 }, given);
    assert.equal((await done(town, '柳支书', api.resolve, keys(at))).state, 'resolved');
    const half = await reviewedCase(town);
    town.setToday('2026-03-20');
    const lost = await record(town, half, 'resolution', { eligible: 45, present: 30, yes: 15 }, given);
    assert.deepEqual(codes(await refused(town, '柳支书', api.resolve, keys(lost))), [
      'village_decisions.not_passed',
    ]);
  });

  it('leaves representatives nothing without the assembly’s authorization', async () => {
    let at = await reviewedCase(town);
    town.setToday('2026-03-20');
    at = await record(
      town,
      at,
      'resolution',
      { eligible: 45, present: 40, yes: 40 },
      { heldOn: '2026-03-20' },
    );
    assert.deepEqual(codes(await refused(town, '柳支书', api.resolve, keys(at))), [
      'village_decisions.not_authorized',
    ]);
  });

  it('leaves the collective’s property to two thirds of all its members', async () => {
    let at = await reviewedCase(town, { matter: 'collective_project', title: '建设集体冷库' });
    assert.deepEqual(
      at.bodies.map((option) => option.body),
      ['member_assembly', 'member_representatives_meeting'],
    );
    town.setToday('2026-03-25');
    const given = {
      heldOn: '2026-03-25',
      noticedOn: '2026-03-12',
      meeting: 'member_assembly',
      unit: 'collective_members',
    } as const;
    at = await record(town, at, 'resolution', { eligible: 600, present: 450, yes: 399 }, given);
    const reasons = await refused(town, '柳支书', api.resolve, keys(at));
    assert.deepEqual(codes(reasons), ['village_decisions.not_passed']);
    assert.equal(reasons[0]?.cites, '集体法 art. 27');
    at = await record(town, at, 'resolution', { eligible: 600, present: 450, yes: 400 }, given);
    assert.equal((await done(town, '柳支书', api.resolve, keys(at))).state, 'resolved');
  });

  it('refuses land compensation to the representatives and names the lawful body', async () => {
    const at = await reviewedCase(town, { matter: 'land_compensation', title: '征地补偿费分配' });
    town.setToday('2026-03-20');
    const input = meetingInput(
      at,
      'resolution',
      { eligible: 45, present: 45, yes: 45 },
      { heldOn: '2026-03-20', meeting: 'member_representatives_meeting' },
    );
    const [reason] = await refused(town, '小唐', api.recordMeeting, input);
    assert.equal(reason?.code, 'village_decisions.representatives_may_not');
    assert.equal(reason?.cites, '集体法 art. 26(10)');
    assert.match(reason?.remedy ?? '', /成员大会/u);
    const [other] = await refused(town, '小唐', api.recordMeeting, {
      ...input,
      meeting: 'villagers_assembly',
      unit: 'villagers',
    });
    assert.equal(other?.code, 'village_decisions.wrong_body');
  });

  it('gives ten days’ notice of an assembly, and says the first possible day', async () => {
    const at = await reviewedCase(town, { matter: 'self_government_charter', title: '修订村规民约' });
    town.setToday('2026-03-11');
    const call = {
      ...keys(at),
      step: 'resolution',
      meeting: 'villagers_assembly',
      noticedOn: '2026-03-11',
    } as const;
    const [reason] = await refused(town, '小唐', api.callMeeting, { ...call, plannedOn: '2026-03-20' });
    assert.equal(reason?.code, 'village_decisions.notice_too_short');
    assert.equal(reason?.possibleFrom, '2026-03-21');
    const called = await done(town, '小唐', api.callMeeting, { ...call, plannedOn: '2026-03-21' });
    assert.equal(called.meetings.at(-1)?.plannedOn, '2026-03-21');
  });

  it('cannot be dated before the step before it, nor in the future', async () => {
    const at = await reviewedCase(town);
    const vote = { eligible: 45, present: 40, yes: 40 };
    const before = meetingInput(at, 'resolution', vote, { heldOn: '2026-03-09' });
    assert.deepEqual(codes(await refused(town, '小唐', api.recordMeeting, before)), [
      'village_decisions.day_before_stage',
    ]);
    const future = meetingInput(at, 'resolution', vote, { heldOn: '2026-03-11' });
    assert.deepEqual(codes(await refused(town, '小唐', api.recordMeeting, future)), [
      'village_decisions.day_in_future',
    ]);
    assert.equal((await view(town, at.id)).meetings.filter((one) => one.step === 'resolution').length, 0);
  });

  it('goes back to the members when the plan changes in substance after their review', async () => {
    const at = await reviewedCase(town);
    const change = { ...keys(at), text: '修缮道路2公里，出资20万元。', reason: '村民要求延长' };
    const editorial = await done(town, '小唐', api.writeText, {
      ...change,
      text: '修缮道路 1.2 公里，村集体出资 12 万元。',
      substantive: false,
    });
    assert.equal(editorial.state, 'reviewed');
    const substantive = { ...change, version: editorial.version, substantive: true };
    const notHis = await refused(town, '小唐', api.writeText, substantive, 403);
    assert.equal(notHis[0]?.code, 'procedure.not_permitted');
    const back = await done(town, '柳支书', api.writeText, substantive);
    assert.equal(back.state, 'deliberated');
    assert.equal(back.texts.length, 3);
    assert.equal(back.meetings.find((one) => one.step === 'review')?.setAside, true);
    assert.equal(back.steps.at(-1)?.why, '村民要求延长');
    assert.deepEqual(codes(await refused(town, '柳支书', api.review, keys(back))), [
      'village_decisions.meeting_missing',
    ]);
  });

  it('is returned with a reason, never without one', async () => {
    const at = await reviewedCase(town);
    const silent = await refused(town, '柳支书', api.returnToReview, { ...keys(at), why: ' ' });
    assert.deepEqual(codes(silent), ['procedure.reason_required']);
    const back = await done(town, '柳支书', api.returnToReview, { ...keys(at), why: '代表会议未通过' });
    assert.equal(back.state, 'deliberated');
    const { rows } = await done(town, '周书记', api.listCases, { state: 'deliberated' });
    assert.equal(rows.find((row) => row.id === at.id)?.returned, true);
  });

  it('lets exactly one of two clerks make a move', async () => {
    const started = await startCase(town, '2026-03-01');
    let at = await done(town, '小唐', api.consult, {
      ...keys(started),
      on: '2026-03-01',
      text: '入户征求意见',
    });
    at = await record(town, at, 'proposal', { eligible: 5, present: 5, yes: 5 }, { heldOn: '2026-03-01' });
    const answers = await Promise.all([
      town.call('柳支书', api.propose, keys(at)),
      town.call('柳支书', api.propose, keys(at)),
    ]);
    assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([200, 409]));
    const slower = answers.find((answer) => answer.status === 409);
    assert.equal(slower?.problem.code, 'procedure.not_from_here');
    const moves = (await view(town, at.id)).steps.map((step) => step.move);
    assert.deepEqual(moves, ['propose']);
  });

  it('refuses what was written on an old version of the case', async () => {
    const at = await startCase(town, '2026-03-01');
    await done(town, '小唐', api.consult, { ...keys(at), on: '2026-03-01', text: '入户征求意见' });
    const [reason] = await refused(
      town,
      '柳支书',
      api.consult,
      { ...keys(at), on: '2026-03-01', text: '召开座谈会' },
      409,
    );
    assert.equal(reason?.code, 'stale');
  });

  it('counts papers by two people apart; a third decides where they differ', async () => {
    let at = await reviewedCase(town);
    town.setToday('2026-03-20');
    const authorized = { heldOn: '2026-03-20', authorizationReference: '村民会议授权决定' };
    at = await record(
      town,
      at,
      'resolution',
      { eligible: 45, present: 36, yes: 0 },
      { ...authorized, method: 'paper' },
    );
    assert.deepEqual(codes(await refused(town, '柳支书', api.resolve, keys(at))), [
      'village_decisions.count_waiting',
    ]);
    const meetingId = at.meetings.at(-1)?.id ?? '';
    const count = {
      issued: 36,
      returned: 36,
      unreturned: 0,
      valid: 35,
      invalid: 1,
      yes: 30,
      no: 3,
      abstain: 2,
    };
    const sheet = { id: at.id, meetingId, count };
    await done(town, '小唐', api.handInSheet, sheet);
    const [same] = await refused(town, '小唐', api.handInSheet, sheet, 409);
    assert.equal(same?.code, 'ballot.same_teller');
    const [sum] = await refused(town, '监主任', api.handInSheet, {
      ...sheet,
      count: { ...count, yes: 31 },
    });
    assert.equal(sum?.field, 'count.valid');
    const differing = { ...sheet, count: { ...count, yes: 29, no: 4 } };
    const open = await done(town, '监主任', api.handInSheet, differing);
    assert.equal(open.meetings.at(-1)?.count?.state, 'third_needed');
    const settled = await done(town, '柳支书', api.handInSheet, sheet);
    assert.equal(settled.meetings.at(-1)?.yes, 30);
    assert.equal((await done(town, '柳支书', api.resolve, keys(settled))).state, 'resolved');
  });

  it('waits for the publication’s steps, for the days of the notice and for answers to objections', async () => {
    let at = await resolvedCase(town);
    town.setToday('2026-03-21');
    const posting = { postedOn: '2026-03-21', places: ['村务公开栏'] };
    const before = await refused(town, '小唐', api.publishResolution, { ...keys(at), ...posting });
    assert.deepEqual(codes(before), ['village_decisions.not_put_forward']);
    const forward = await done(town, '小唐', api.proposeDisclosure, { ...keys(at), part: 'resolution' });
    const waiting = await refused(town, '小唐', api.publishResolution, { ...keys(forward), ...posting });
    assert.deepEqual(codes(waiting), ['village_decisions.publication_waits']);
    const twice = await refused(
      town,
      '小唐',
      api.proposeDisclosure,
      { ...keys(forward), part: 'resolution' },
      409,
    );
    assert.equal(twice[0]?.code, 'village_decisions.already_put_forward');
    const back = await done(town, '柳支书', api.returnToReview, {
      ...keys(forward),
      why: '金额有误，重新审议',
    });
    assert.equal(back.disclosures[0]?.state, 'returned');

    at = await resolvedCase(town);
    town.setToday('2026-03-21');
    at = await publish(town, at, 'resolution');
    at = await done(town, '小唐', api.publishResolution, { ...keys(at), ...posting });
    const early = await refused(town, '柳支书', api.beginImplementation, keys(at));
    assert.deepEqual(codes(early), [
      'village_decisions.notice_running',
      'village_decisions.responsible_missing',
    ]);
    assert.equal(early[0]?.possibleFrom, '2026-03-29');
    at = await done(town, '小唐', api.writeWork, {
      ...keys(at),
      what: '路面',
      responsible: '王小明',
      fromOn: '2026-04-01',
      toOn: '2026-04-20',
    });
    const publicationId = at.disclosures[0]?.publicationId ?? '';
    await town.act('system', 'system', (ctx) =>
      ctx.tx
        .insertInto('objections')
        .values({
          publication_id: publicationId,
          org_id: town.orgs.柳树村.id,
          org_path: town.orgs.柳树村.path,
          code_hash: Buffer.from('one'),
          received_on: ctx.today,
          channel: 'spoken',
          text_sealed: Buffer.from('sealed'),
          answer_due_on: ctx.today,
        })
        .execute(),
    );
    town.setToday('2026-03-29');
    const open = await refused(town, '柳支书', api.beginImplementation, keys(at));
    assert.deepEqual(codes(open), ['village_decisions.objections_open']);
    await town.act('system', 'system', (ctx) =>
      ctx.tx
        .updateTable('objections')
        .set({ answer: '已核实', upheld: false, answered_at: ctx.now })
        .where('publication_id', '=', publicationId)
        .execute(),
    );
    assert.equal((await done(town, '柳支书', api.beginImplementation, keys(at))).state, 'implementing');
  });

  it('is closed to everybody whose role does not make the move', async () => {
    const at = await startCase(town, '2026-03-01');
    const asked = keys(at);
    for (const who of ['周书记', '林委员', '监主任', '县组织部', '柳党员', '小唐'] as const)
      assert.equal((await town.call(who, api.propose, asked)).status, 403, who);
    // Another village's secretary holds the permission, elsewhere: for him the case is not there.
    assert.equal((await town.call('石支书', api.propose, asked)).status, 404);
    assert.equal((await town.call('石支书', api.getCase, { id: at.id })).status, 404);
    assert.equal((await town.call(null, api.getCase, { id: at.id })).status, 401);
    const opinion = { ...asked, on: '2026-03-01', text: '程序合规' };
    for (const who of ['柳支书', '小唐', '纪书记'] as const)
      assert.equal((await town.call(who, api.supervise, opinion)).status, 403, who);
    for (const who of ['周书记', '柳党员', '石支书'] as const) {
      const answer = await town.call(who, api.startCase, {
        villageId: town.orgs.柳树村.id,
        matter: 'yearly_plan',
        title: '年度计划',
        source: 'village_cadres',
        proposers: ['李大山'],
        plan: '计划',
        movedOn: '2026-03-01',
      });
      assert.equal(answer.status, 403, who);
    }
  });
});
