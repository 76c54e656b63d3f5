/** A year of dues in the demo town: classes said, quarters taken, money handed up and returned, one reduction, some months open. */
import { randomUUID } from 'node:crypto';
import { timeZone, type Actor, type Ctx } from '../kernel/ctx.ts';
import { classesWithBase, type DuesClass } from '../modules/dues/choices.ts';
import { collect } from '../modules/dues/collecting.ts';
import { getCollection } from '../modules/dues/collection.ts';
import { declareBase, declareRest } from '../modules/dues/declaring.ts';
import { listOpenRequests } from '../modules/dues/member-account.ts';
import { confirmReceived, countCash, handUp, moveTownMoney } from '../modules/dues/money.ts';
import { getOverview } from '../modules/dues/overview.ts';
import { decideReduction, enterReductionFor, studyReduction } from '../modules/dues/requests.ts';
import { findMember } from '../modules/members/facade.ts';
import { pathOf } from '../modules/organizations/facade.ts';
import type { Role } from '../modules/roles.ts';
import { branches } from './branches.ts';
import type { DemoTown } from './town.ts';

type Town = Pick<DemoTown, 'orgs' | 'accounts' | 'members'>;

/** How many members of a branch have the last quarter open. */
const late: Record<string, number> = { 柳树村支部: 3, 石桥村支部: 2, 南坪村支部: 1, 松林村支部: 4 };

/** Monthly bases of invented people, in fen, around the edges of the brackets. */
const bases = [286_000, 318_500, 421_000, 500_000, 512_300, 634_000];

/** Whole quarters before the running one, the first of them the beginning of the accounts. */
const quartersBack = 3;

/** Does by the people's own acts, each on its own day, what a year of dues is. */
export async function fillDues(ctx: Ctx, town: Town): Promise<void> {
  const running = ctx.today.with({ day: 1, month: ctx.today.month - ((ctx.today.month - 1) % 3) });
  const first = running.subtract({ months: 3 * quartersBack });
  for (const place of branches) {
    const secretary = await actorAt(ctx, town, { ...place, role: 'village_secretary' });
    const orgId = idOf(town, place.branch);
    await sayClasses(secretary(first.add({ days: 9 })), {
      ...place,
      orgId,
      ids: town.members.get(place.branch) ?? [],
    });
    for (let quarter = 0; quarter < quartersBack; quarter += 1) {
      const begin = first.add({ months: 3 * quarter });
      const leaveOpen = quarter === quartersBack - 1 ? (late[place.branch] ?? 0) : 0;
      await take(secretary(begin.add({ months: 1, days: 7 })), orgId, {
        from: begin,
        span: 'quarter',
        leaveOpen,
      });
      const end = begin.add({ months: 2, days: 19 });
      const cashFen = await cashIn(secretary(end), orgId);
      await handUp(secretary(end), { orgId, amountFen: cashFen, on: end.toString(), note: '按季上缴' });
    }
    for (let month = running; month.month < ctx.today.month; month = month.add({ months: 1 }))
      await take(secretary(month.add({ days: 7 })), orgId, {
        from: month,
        span: 'month',
        leaveOpen: late[place.branch] ?? 0,
      });
  }
  await confirmAndReturn(ctx, town, running);
  await reduceOne(ctx, town);
  const liu = await actorAt(ctx, town, { ...branches[0], role: 'village_secretary' });
  const orgId = idOf(town, branches[0].branch);
  const today = liu(ctx.today);
  await countCash(today, {
    orgId,
    countedFen: await cashIn(today, orgId),
    on: ctx.today.toString(),
    note: '',
  });
}

type At = (day: Temporal.PlainDate) => Ctx;

/** The act of somebody at noon of a day. */
async function actorAt(
  ctx: Ctx,
  town: Town,
  who: { at: string; username: string; name: string; role: Role },
): Promise<At> {
  const orgId = idOf(town, who.at);
  const orgPath = await pathOf(ctx, orgId);
  const accountId = town.accounts.get(who.username);
  if (!accountId) throw new Error(`the demo has no account ${who.username}`);
  const actor: Actor = {
    kind: 'person',
    accountId,
    personId: null,
    name: who.name,
    grants: [{ role: who.role, orgId, orgPath }],
    sessionId: 'demo',
    provenUntil: null,
  };
  return (day) => ({
    ...ctx,
    actor,
    today: day,
    now: day.toZonedDateTime({ timeZone, plainTime: '12:00' }).toInstant(),
    permission: 'dues.collect',
    scope: [orgPath],
  });
}

function idOf(town: Town, shortName: string): string {
  const id = town.orgs.get(shortName);
  if (!id) throw new Error(`the demo has no ${shortName}`);
  return id;
}

/** In the office by wage, in villages farmers with a pensioner or two. */
async function sayClasses(
  ctx: Ctx,
  place: { branch: string; orgId: string; ids: readonly string[] },
): Promise<void> {
  const fromMonth = ctx.today.toString().slice(0, 7);
  const waged = ['机关支部', '两新联合支部', '清河粮油支部'].includes(place.branch);
  const withBase = place.ids.filter((_, i) => waged || i % 11 === 9);
  for (const [i, personId] of withBase.entries()) {
    const member = await findMember(ctx, personId);
    if (member?.status !== 'active' || member.orgId !== place.orgId) continue;
    const duesClass: DuesClass = waged && i % 5 !== 4 ? classesWithBase[0] : 'retired';
    await declareBase(ctx, {
      personId,
      class: duesClass,
      baseFen: bases[i % bases.length] ?? 300_000,
      fromMonth,
      evidence: duesClass === 'wage' ? '工资条' : '养老金发放单',
    });
  }
  await declareRest(ctx, { orgId: place.orgId, class: 'farmer', fromMonth, evidence: '支部党员大会核定' });
}

async function take(
  ctx: Ctx,
  orgId: string,
  { from, span, leaveOpen }: { from: Temporal.PlainDate; span: 'month' | 'quarter'; leaveOpen: number },
): Promise<void> {
  const month = from.toString().slice(0, 7);
  const { people } = await getCollection(ctx, { org: orgId, month, span });
  await collect(ctx, {
    orgId,
    taps: people.slice(leaveOpen).flatMap((one) => {
      const months = one.months.filter((line) => line.state !== 'released').map((line) => line.month);
      const tap = { tapId: randomUUID(), personId: one.personId, months, method: 'cash' as const };
      return months.length > 0 ? [{ ...tap, paidAt: ctx.now.toString() }] : [];
    }),
  });
}

async function cashIn(ctx: Ctx, orgId: string): Promise<number> {
  const { branches: rows } = await getOverview(ctx, {});
  return rows.find((row) => row.id === orgId)?.cashFen ?? 0;
}

/** The town confirms all but the last branch's latest hand-over, passes on to the county and returns a part. */
async function confirmAndReturn(ctx: Ctx, town: Town, running: Temporal.PlainDate): Promise<void> {
  const finance = await actorAt(ctx, town, {
    at: '清河镇',
    username: 'qian',
    name: '钱丽华',
    role: 'finance_officer',
  });
  const day = running.add({ days: 6 });
  const on = Temporal.PlainDate.compare(day, ctx.today) > 0 ? ctx.today : day;
  const act = finance(on);
  const { toConfirm } = await getOverview(act, {});
  for (const one of toConfirm.slice(0, -1))
    await confirmReceived(act, { entryId: one.id, on: on.toString() });
  const { town: at } = await getOverview(act, {});
  const share = Math.floor((at?.cashFen ?? 0) / 2);
  if (share === 0) return;
  await moveTownMoney(act, {
    move: 'to_county',
    amountFen: share,
    on: on.toString(),
    note: '按季上缴县委组织部',
  });
  await moveTownMoney(act, {
    move: 'from_county',
    amountFen: 60_000,
    on: on.toString(),
    note: '县委组织部下拨',
  });
  for (const name of ['柳树村支部', '两新联合支部'])
    await moveTownMoney(act, {
      move: 'returned',
      orgId: idOf(town, name),
      amountFen: 20_000,
      on: on.toString(),
      note: '下拨，用于党员教育培训',
    });
}

/** One member pays nothing for three months; another's request waits for the branch. */
async function reduceOne(ctx: Ctx, town: Town): Promise<void> {
  const secretary = await actorAt(ctx, town, { ...branches[0], role: 'village_secretary' });
  const officer = await actorAt(ctx, town, {
    at: '清河镇',
    username: 'lin',
    name: '林静',
    role: 'organization_officer',
  });
  const day = ctx.today;
  const ids = (town.members.get('柳树村支部') ?? []).slice(8, 10);
  const months = {
    fromMonth: day.toString().slice(0, 7),
    toMonth: day.add({ months: 2 }).toString().slice(0, 7),
    reducedFen: 0,
  };
  for (const [i, personId] of ids.entries())
    await enterReductionFor(secretary(day), {
      personId,
      ...months,
      reason: i === 0 ? '长期住院，家庭困难' : '今年受灾，收入减少',
    });
  const { rows } = await listOpenRequests(secretary(day));
  const asked = rows.find((row) => row.personId === ids[0]);
  if (!asked) return;
  await studyReduction(secretary(day), {
    id: asked.id,
    version: asked.version,
    on: day.toString(),
    opinion: '情况属实，建议免交',
  });
  await decideReduction(officer(day), {
    id: asked.id,
    version: asked.version + 1,
    granted: true,
    answer: '同意免交三个月',
  });
}
