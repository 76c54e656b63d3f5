import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { whoOpened } from '../../src/kernel/audit/reads.ts';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { admissionApi as api } from '../../src/modules/admission/api.ts';
import { checkDigitOf } from '../../src/modules/members/id-number.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import {
  activist,
  application,
  apply,
  type CaseView,
  candidate,
  done,
  minutes,
  newMember,
  noticed,
  onProbation,
  openBranch,
  refused,
  secretVote,
  view,
  walk,
  type World,
} from './story.ts';

const codes = (reasons: { code: string }[]) => reasons.map((reason) => reason.code);
const keys = ({ id, version }: CaseView) => ({ id, version });
const taskOf = (of: CaseView, step: string) => of.tasks.find((task) => task.step === step);

describe('from application to full member', () => {
  let world: World;
  let of: CaseView;
  before(async () => {
    world = await openBranch();
    of = await onProbation(world);
  });
  after(() => world.town.close());

  it('approval makes a member on probation from the day of the branch meeting, entered once', async () => {
    assert.equal(of.state, 'probationary');
    assert.deepEqual(
      [of.probation?.start, of.probation?.lastDay, of.probation?.fullFrom],
      ['2026-07-20', '2027-07-19', '2027-07-20'],
    );
    const member = await done(world.town, '林委员', membersApi.getMember, { id: of.personId ?? '' });
    assert.deepEqual(
      [member.name, member.kind, member.fields['joined_on']],
      ['申小雨', 'probationary', '2026-07-20'],
    );
  });

  it('each step keeps the rule set of its own day', () => {
    const sets = new Map(of.entries.map((entry) => [entry.step, entry.ruleSet]));
    assert.equal(sets.get('activist_confirmed'), 'rules_2014');
    assert.equal(sets.get('candidate_confirmed'), 'rules_2026');
  });

  it('who introduced, reviewed and approved stays with the case', () => {
    assert.deepEqual(
      of.sponsors.map((one) => one.name),
      ['何党员1', '何党员2'],
    );
    const vote = of.entries.find((entry) => entry.step === 'branch_meeting_admission')?.ballot;
    assert.deepEqual(
      [vote?.eligible, vote?.present, vote?.yes, vote?.votes?.needed, vote?.tellers],
      [12, 10, 9, 7, ['小唐', '监主任']],
    );
  });

  it('is converted after a year, on the day after the last of probation, however late it is approved', async () => {
    const { town } = world;
    of = await walk(world, of, newMember);
    const early = {
      ...keys(of),
      minutes: minutes({ secret: true, tellers: ['甲', '乙'] }),
      heard: '听取了意见',
    };
    const [running] = await refused(town, '柳支书', api.holdConversionMeeting, {
      ...early,
      on: '2027-07-11',
      resolution: 'convert',
    });
    assert.deepEqual([running?.code, running?.possibleFrom], ['admission.probation_running', '2027-07-20']);
    assert.equal((await view(town, of.id)).version, of.version);

    const decisionId = await secretVote(world, '2027-07-25', '申小雨转为正式党员', { present: 10, yes: 8 });
    await done(town, '柳支书', api.holdConversionMeeting, {
      ...keys(of),
      decisionId,
      resolution: 'convert',
      heard: '听取了党小组和群众意见',
    });
    town.setToday('2027-08-30');
    await done(town, '周书记', api.decideConversion, {
      ...keys(await view(town, of.id)),
      on: '2027-08-30',
      minutes: minutes({ eligible: 9, present: 9, yes: 9 }),
      noticeNo: '清委〔2027〕20号',
    });
    const member = await done(town, '林委员', membersApi.getMember, { id: of.personId ?? '' });
    assert.deepEqual([member.kind, member.fields['converted_on']], ['full', '2027-07-20']);
    const archived = await done(town, '林委员', api.archive, {
      ...keys(await view(town, of.id)),
      on: '2027-08-30',
      archiveNo: '2027-001',
      keptAt: '镇党委档案室',
    });
    assert.equal(archived.state, 'archived');
    of = await view(town, of.id);
    assert.ok(
      of.tasks.every((task) => task.state === 'done'),
      'all 25 steps are done',
    );
  });
});

describe('what is refused, with nothing written', () => {
  let world: World;
  let of: CaseView;
  before(async () => {
    world = await openBranch();
    of = await walk(world, await apply(world), activist);
  });
  after(() => world.town.close());

  const stands = async () => assert.equal((await view(world.town, of.id)).version, of.version);

  it('nobody applies before the eighteenth birthday, unsigned, or with a second open case', async () => {
    const { town } = world;
    const input = application(town, '2026-06-01');
    const first17 = '99999920080602002';
    const young = { ...input, idNo: first17 + checkDigitOf(first17) };
    const [underAge] = await refused(town, '小唐', api.registerApplication, young);
    assert.deepEqual([underAge?.code, underAge?.possibleFrom], ['admission.under_age', '2026-06-02']);
    assert.deepEqual(
      codes(await refused(town, '小唐', api.registerApplication, { ...input, signed: false })),
      ['admission.not_signed'],
    );
    const first = await done(town, '小唐', api.registerApplication, input);
    const [again] = await refused(town, '小唐', api.registerApplication, input, 409);
    assert.equal(again?.code, 'admission.case_open');
    await done(town, '柳支书', api.cease, {
      id: first.id,
      version: 1,
      on: '2026-06-01',
      why: '本人撤回申请',
    });
    await done(town, '小唐', api.registerApplication, input);
  });

  it('many applications of one day are taken in, as by one prepared statement', async () => {
    for (let n = 0; n < 8; n += 1) await apply(world, '2026-06-01');
  });

  it('a filing is not a consent, and the notice runs for five working days', async () => {
    const { town } = world;
    const [consent] = await refused(town, '林委员', api.fileCandidate, {
      ...keys(of),
      on: '2026-06-01',
      result: 'filed',
      replyNo: '1号',
    });
    assert.equal(consent?.code, 'admission.consent_needed');
    await stands();
    of = await noticed(world, of);
    town.setToday('2026-06-09');
    const [running] = await refused(town, '柳支书', api.assignSponsors, {
      ...keys(of),
      on: '2026-06-09',
      people: world.members.slice(0, 2),
    });
    assert.deepEqual([running?.code, running?.possibleFrom], ['admission.notice_running', '2026-06-10']);
    await stands();
  });

  it('a step is not dated before what it rests on, nor after today', async () => {
    const { town } = world;
    town.setToday('2026-06-10');
    const early = { ...keys(of), people: world.members.slice(0, 2) };
    const before2 = await refused(town, '柳支书', api.assignSponsors, { ...early, on: '2026-05-30' });
    assert.ok(codes(before2).includes('admission.before_prerequisite'));
    const later = await refused(town, '柳支书', api.assignSponsors, { ...early, on: '2026-06-11' });
    assert.deepEqual(codes(later), ['admission.day_in_future']);
    await stands();
  });

  it('late entry is allowed and shows', async () => {
    of = await walk(world, of, candidate.slice(0, 1));
    world.town.setToday('2026-07-06');
    await done(world.town, '林委员', api.reviewPolitically, {
      ...keys(of),
      on: '2026-06-20',
      result: 'qualified',
      conclusion: '审查合格',
      fileLocation: '镇党建办',
    });
    of = await view(world.town, of.id);
    const entry = of.entries.find((one) => one.step === 'political_review');
    assert.deepEqual([entry?.on, entry?.recordedOn, entry?.lateDays], ['2026-06-20', '2026-07-06', 16]);
  });

  it('a mistake is taken back in the open, and the step is to be done again', async () => {
    await done(world.town, '林委员', api.takeBack, { ...keys(of), why: '录错了人员' });
    of = await view(world.town, of.id);
    assert.equal(taskOf(of, 'political_review')?.state, 'next');
    assert.equal(of.entries.find((one) => one.step === 'political_review')?.stands, false);
  });

  it('of two clerks who make the same step one wins', async () => {
    const input = {
      ...keys(of),
      on: '2026-07-06',
      result: 'qualified' as const,
      conclusion: '合格',
      fileLocation: '镇里',
    };
    const answers = await Promise.all([
      world.town.call('林委员', api.reviewPolitically, input),
      world.town.call('柳支书', api.reviewPolitically, input),
    ]);
    assert.deepEqual(
      answers.map((one) => one.status).toSorted((a, b) => a - b),
      [200, 409],
    );
    of = await view(world.town, of.id);
    assert.equal(of.entries.filter((one) => one.step === 'political_review' && one.stands).length, 1);
  });

  it('people elsewhere do not see the case, and each read is recorded', async () => {
    const { town } = world;
    assert.equal((await town.call('石支书', api.getCase, { id: of.id })).status, 404);
    assert.equal((await town.call('柳党员', api.getCase, { id: of.id })).status, 403);
    assert.equal((await town.call('石支书', api.cease, { ...keys(of), why: '与我无关' })).status, 404);
    const readings = await town.act('审计员', 'audit.read', (ctx) =>
      whoOpened(ctx, { module: 'admission', type: 'admission_case', id: of.id }),
    );
    assert.ok(readings.some((one) => one.by === '柳支书'));
    const list = await done(town, '石支书', api.listCases, {});
    assert.equal(list.total, 0);
  });

  it('a member who is not the mentor writes no observation', async () => {
    const observation = { ...keys(of), on: '2026-07-06', mentorOpinion: '表现良好' };
    const [reason] = await refused(world.town, '柳党员', api.observe, observation, 403);
    assert.equal(reason?.code, 'admission.not_the_mentor');
    assert.equal((await done(world.town, '柳党员', api.listMentees, {})).rows.length, 0);
  });

  it('the number is never shown whole', () => {
    assert.match(of.idMasked, /^999999\*+\d{3}[\dX]$/u);
    assert.doesNotMatch(JSON.stringify(of), /99999920000501\d{3}[\dX]/u);
  });
});

describe('a vote lost, and a vote that does not count', () => {
  let world: World;
  let of: CaseView;
  before(async () => {
    world = await openBranch();
    of = await walk(world, await apply(world), activist);
    of = await walk(world, await noticed(world, of), candidate);
  });
  after(() => world.town.close());

  const hold = (decisionId: string) => ({
    ...keys(of),
    decisionId,
    sponsorsPresent: 2,
    resolution: '讨论接收申小雨',
  });

  it('a show of hands is refused, and half is not a majority', async () => {
    const { town } = world;
    town.setToday('2026-07-20');
    const open = minutes({ eligible: 12, present: 10, yes: 9 });
    const reasons = await refused(town, '柳支书', api.holdBranchMeeting, {
      ...keys(of),
      on: '2026-07-20',
      minutes: open,
      sponsorsPresent: 2,
      resolution: '讨论接收',
    });
    assert.deepEqual(codes(reasons), ['admission.ballot_not_secret']);
    assert.equal((await view(town, of.id)).state, 'prereviewed');

    const decisionId = await secretVote(world, '2026-07-20', '接收申小雨', { present: 10, yes: 6 });
    const lost = await done(town, '柳支书', api.holdBranchMeeting, hold(decisionId));
    assert.deepEqual([lost.move, lost.state], ['fail_meeting', 'candidate']);
    of = await view(town, of.id);
    assert.equal(taskOf(of, 'sponsors_assigned')?.state, 'done');
    assert.equal(taskOf(of, 'bc_review')?.state, 'next');
    const used = await refused(town, '柳支书', api.holdBranchMeeting, hold(decisionId), 409);
    assert.deepEqual(codes(used), ['admission.decision_used']);
  });

  it('an annulled record takes its vote out of the case', async () => {
    const { town } = world;
    const again = [
      { ...candidate[3], on: '2026-07-22' },
      { ...candidate[4], on: '2026-07-23' },
      { ...candidate[5], on: '2026-07-24' },
    ] as typeof candidate; // the three are there
    of = await walk(world, of, again);
    const decisionId = await secretVote(world, '2026-07-28', '接收申小雨', { present: 10, yes: 9 });
    await done(town, '柳支书', api.holdBranchMeeting, hold(decisionId));
    of = await view(town, of.id);
    const path = of.entries.find((entry) => entry.step === 'branch_meeting_admission' && entry.stands)?.ballot
      ?.path;
    const id = path?.slice('/meetings/'.length) ?? '';
    const { version } = await done(town, '林委员', meetingsApi.getMeeting, { id });
    await done(town, '林委员', meetingsApi.annulMeeting, { id, version, reason: '到会名单不实' });
    const [annulled] = await refused(town, '林委员', api.talkByCommittee, {
      ...keys(of),
      on: '2026-07-28',
      talker: '林委员',
      opinion: '同意',
    });
    assert.equal(annulled?.code, 'admission.record_annulled');
    await done(town, '林委员', api.takeBack, { ...keys(of), why: '会议记录无效' });
    of = await view(town, of.id);
    assert.equal(of.state, 'prereviewed');
  });
});

describe('the plan, the figures and the inquiry', () => {
  let world: World;
  let of: CaseView;
  before(async () => {
    world = await openBranch();
    of = await onProbation(world);
  });
  after(() => world.town.close());

  it('shows quota, use and structure, each number with its figure', async () => {
    const { town } = world;
    const { orgId } = await done(town, '林委员', api.getPlan, { year: 2026 });
    const plan = {
      orgId: orgId ?? '',
      year: 2026,
      version: 0,
      quota: 6,
      womenPercent: 30,
      reference: '清委〔2026〕2号',
    };
    assert.equal((await town.call('柳支书', api.setPlan, plan)).status, 403);
    await done(town, '林委员', api.setPlan, plan);
    assert.equal((await town.call('林委员', api.setPlan, plan)).status, 409);
    const shown = await done(town, '林委员', api.getPlan, { year: 2026 });
    assert.deepEqual([shown.plan?.quota, shown.used], [6, 1]);
    const women = shown.structure.find((share) => share.key === 'women');
    assert.deepEqual([women?.value, women?.percent, women?.target], [1, 100, 30]);
  });

  it('a past day gives what was true on it', async () => {
    const before2 = await done(world.town, '林委员', api.getPlan, { year: 2025 });
    assert.deepEqual([before2.used, before2.stages.find((one) => one.key === 'activists')?.value], [0, 1]);
  });

  it('an inquiry hears before it ends', async () => {
    const { town } = world;
    const opened = {
      id: of.id,
      step: 'political_review' as const,
      reason: '反映政审材料不实',
      body: '镇纪委',
    };
    assert.equal((await town.call('柳支书', api.openInquiry, opened)).status, 403);
    const { id } = await done(town, '纪书记', api.openInquiry, opened);
    const ending = { id: of.id, inquiryId: id, version: 1, on: '2026-08-10', outcome: '批评教育' };
    const [unheard] = await refused(town, '纪书记', api.concludeInquiry, ending);
    assert.equal(unheard?.code, 'admission.not_heard');
    const hearing = { id: of.id, inquiryId: id, version: 1, on: '2026-08-10', statement: '说明了审查经过' };
    await done(town, '纪书记', api.hearInquiry, hearing);
    await done(town, '纪书记', api.concludeInquiry, { ...ending, version: 2 });
    const [inquiry] = (await view(town, of.id)).inquiries;
    assert.deepEqual([inquiry?.outcome, inquiry?.statement], ['批评教育', '说明了审查经过']);
  });
});
