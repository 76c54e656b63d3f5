/** Cases of the demo town: a branch set up and filed, one waiting too long for its answer, a temporary one, a merger, an end. */
import type { Ctx } from '../kernel/ctx.ts';
import { membersAttached } from '../modules/members/attached.ts';
import { findMember } from '../modules/members/facade.ts';
import { applyToDissolve, applyToMerge, applyToSetUp } from '../modules/organization-changes/applying.ts';
import { approveChange } from '../modules/organization-changes/approving.ts';
import type { DecidedKind, MoveKey } from '../modules/organization-changes/choices.ts';
import { moveChange, type Brought } from '../modules/organization-changes/moves.ts';
import * as store from '../modules/organization-changes/store.ts';
import { foundOrganization, joinUnit } from '../modules/organizations/facade.ts';
import { dayOf, decide, idOf, onDay } from './deciding.ts';
import type { DemoTown } from './town.ts';

type Town = Pick<DemoTown, 'orgs' | 'accounts' | 'members'>;

const officer = '林静';
const attachments = [membersAttached];

export async function fillOrganizationChanges(ctx: Ctx, town: Town): Promise<void> {
  await setUpAndFiled(ctx, town);
  await waitingTooLong(ctx, town);
  await temporary(ctx, town);
  await merged(ctx, town);
  await ended(ctx, town);
  for (const unit of ['清河竹器', '柳树茶叶社'])
    await joinUnit(ctx, {
      id: idOf(town, '两新联合支部'),
      unitId: idOf(town, unit),
      on: '2013-07-01',
      reference: '清委〔2013〕15号',
    });
}

async function setUpAndFiled(ctx: Ctx, town: Town): Promise<void> {
  const founders = await lastFullMembers(ctx, town, '白杨村支部');
  const { id } = await applyToSetUp(onDay(ctx, 75, '白玉林'), {
    ...newBranch('branch', '白杨果业支部', '中共清河镇白杨村果业支部委员会'),
    parentId: idOf(town, '白杨村'),
    need: '果业合作社党员集中，村支部活动半径大，走访后三人都同意单独成立支部。',
    founderIds: founders,
    secretaryId: founders[0],
    appliedOn: dayOf(ctx, 75),
  });
  await approved(ctx, town, { id, daysAgo: 60, reference: 14, matter: '成立白杨果业支部' });
  await move(ctx, id, { key: 'take_effect', daysAgo: 40 });
  await move(ctx, id, {
    key: 'elect',
    daysAgo: 25,
    election: { secretaryId: founders[0] ?? '', reference: '清委〔2026〕17号' },
  });
  await move(ctx, id, { key: 'file', daysAgo: 18, filingNo: '青组备〔2026〕21号' });
}

async function waitingTooLong(ctx: Ctx, town: Town): Promise<void> {
  await applyToSetUp(onDay(ctx, 45, '聂长贵'), {
    ...newBranch('branch', '南坪养蜂支部', '中共清河镇南坪村养蜂合作社支部委员会'),
    parentId: idOf(town, '南坪村'),
    need: '养蜂合作社有党员三名，常年在山上放蜂，参加村支部活动不便。',
    founderIds: await lastFullMembers(ctx, town, '南坪村支部'),
    appliedOn: dayOf(ctx, 45),
  });
}

async function temporary(ctx: Ctx, town: Town): Promise<void> {
  const { id } = await applyToSetUp(onDay(ctx, 30, officer), {
    ...newBranch('temporary_branch', '公路改造临时支部', '中共清河镇公路改造工程临时支部'),
    parentId: idOf(town, '清河镇'),
    need: '公路改造工期八个月，抽调各村党员六名在工地。',
    founderIds: [],
    endsOn: dayOf(ctx, -220),
    appliedOn: dayOf(ctx, 30),
  });
  await approved(ctx, town, { id, daysAgo: 22, reference: 36, matter: '成立公路改造临时支部' });
  await move(ctx, id, { key: 'take_effect', daysAgo: 20 });
}

async function merged(ctx: Ctx, town: Town): Promise<void> {
  const { id } = await applyToMerge(onDay(ctx, 100, officer), {
    sourceIds: [idOf(town, '竹器厂支部')],
    into: { orgId: idOf(town, '两新联合支部') },
    need: '竹器厂改制后职工减少，党员只有三名，活动难开展。',
    appliedOn: dayOf(ctx, 100),
  });
  await approved(ctx, town, { id, daysAgo: 90, reference: 25, matter: '竹器厂支部并入两新联合支部' });
  await move(ctx, id, { key: 'take_effect', daysAgo: 85 });
  await move(ctx, id, { key: 'file', daysAgo: 80, filingNo: '青组备〔2026〕30号' });
}

async function ended(ctx: Ctx, town: Town): Promise<void> {
  const founding = ctx.today.subtract({ days: 330 }).toString();
  const { id: orgId } = await foundOrganization(ctx, {
    kind: 'temporary_branch',
    parentId: idOf(town, '清河镇'),
    name: '中共清河镇防汛临时支部',
    shortName: '防汛临时支部',
    on: founding,
    reason: '防汛抢险和灾后重建',
    reference: '清委〔2025〕41号',
  });
  const { id } = await applyToDissolve(onDay(ctx, 70, officer), {
    orgId,
    need: '灾后重建完成，工作结束。',
    appliedOn: dayOf(ctx, 70),
  });
  await approved(ctx, town, { id, daysAgo: 62, reference: 28, matter: '撤销防汛临时支部' });
  await move(ctx, id, { key: 'take_effect', daysAgo: 60 });
  await move(ctx, id, { key: 'file', daysAgo: 55, filingNo: '青组备〔2026〕33号' });
}

function newBranch(kind: DecidedKind, shortName: string, name: string) {
  return { kind, shortName, name, unitIds: [] };
}

/** Three full members at the end of a branch's list, so that the people of other stories stay where they are. */
async function lastFullMembers(ctx: Ctx, town: Town, branch: string): Promise<string[]> {
  const found: string[] = [];
  for (const id of (town.members.get(branch) ?? []).toReversed()) {
    const person = await findMember(ctx, id);
    if (person?.kind === 'full' && person.status === 'active' && found.length < 3) found.push(id);
  }
  return found;
}

type Approval = { id: string; daysAgo: number; reference: number; matter: string };

async function approved(ctx: Ctx, town: Town, { id, daysAgo, reference, matter }: Approval): Promise<void> {
  const then = onDay(ctx, daysAgo, officer);
  const decisionId = await decide(ctx, town, {
    daysAgo,
    by: officer,
    kind: 'town_committee_meeting',
    org: '清河镇',
    title: `镇党委会议（${matter}）`,
    agenda: `研究${matter}`,
    minutes: '听取调查情况，逐一发言后表决。',
    question: `同意${matter}`,
    tellers: ['lin', 'zhou'],
  });
  await approveChange(
    then,
    {
      id,
      version: await versionOf(ctx, id),
      decisionId,
      reference: `清委〔${then.today.year}〕${reference}号`,
    },
    attachments,
  );
}

type Step = { key: MoveKey; daysAgo: number } & Omit<Brought, 'on' | 'approval'>;

async function move(ctx: Ctx, id: string, { key, daysAgo, ...brought }: Step): Promise<void> {
  await moveChange(onDay(ctx, daysAgo, officer), key, {
    input: { id, version: await versionOf(ctx, id), brought: { on: dayOf(ctx, daysAgo), ...brought } },
    attachments,
  });
}

async function versionOf(ctx: Ctx, id: string): Promise<number> {
  return (await store.find(ctx, id))?.version ?? 0;
}
