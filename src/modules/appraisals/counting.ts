/** Counting the papers: two people apart, nobody sees the other's sheet, and where they differ both are told and count again. */
import { record } from '../../kernel/audit/record.ts';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { notify } from '../../kernel/notice/notify.ts';
import { requireMove } from '../../kernel/procedure/procedure.ts';
import { Refusal, refuseAll } from '../../kernel/refusal.ts';
import { nameOf } from '../organizations/facade.ts';
import { stateKey, subjectType, writeMove } from './actions.ts';
import { factsOf, getRound, holdsAt, readFile } from './case-file.ts';
import { appraisalProcedure } from './procedure.ts';
import { differencesBetween, faultsOnTally, type Difference, type Tally } from './rules.ts';
import * as store from './store.ts';

/** Keeps a teller's sheet. The second one closes the count where it agrees, and begins it anew where it does not. */
export async function handInSheet(
  ctx: Ctx,
  input: { id: string; round: number; tally: Tally },
): Promise<void> {
  const teller = accountOf(ctx);
  if (!teller) throw new Refusal('not_found', { status: 404 });
  const round = await getRound(ctx, input.id, 'update');
  if (round.state !== 'counting' || round.round !== input.round)
    throw new Refusal('appraisals.count_closed', { status: 409, params: { stateKey: stateKey(round) } });
  const file = await readFile(ctx, round);
  if (file.sheets.some((sheet) => sheet.teller === teller))
    throw new Refusal('ballot.same_teller', { status: 409, remedy: 'ballot.another_teller' });
  const faults = faultsOnTally(input.tally, { present: round.present ?? 0, members: file.graded });
  if (faults.length > 0) refuseAll(faults);
  await store.insertSheet(ctx, round, teller, input.tally);
  await record(ctx, {
    event: 'appraisals.sheet_handed_in',
    org: { id: round.orgId, path: round.orgPath },
    subject: { type: subjectType, id: round.id },
    after: { round: round.round, place: file.sheets.length + 1 },
  });
  const [first] = file.sheets;
  if (!first) return;
  if (differencesBetween(first.tally, input.tally).length > 0)
    return countAgain(ctx, round, [first.teller, teller]);
  const whole = await readFile(ctx, round);
  const move = requireMove(appraisalProcedure, 'count', round.state, await factsOf(ctx, whole), {
    holds: holdsAt(ctx, round.orgPath),
  });
  await store.writeVotes(ctx, round.id, input.tally);
  const { issued, returned, invalid } = input.tally;
  await writeMove(ctx, whole, {
    key: 'count',
    to: move.to,
    why: null,
    change: { issued, returned, invalid },
  });
}

/** Both sheets stay; both tellers hear that they differ and count once more. */
async function countAgain(ctx: Ctx, round: store.RoundRow, tellers: string[]): Promise<void> {
  await store.change(ctx, round, { round: round.round + 1 });
  await record(ctx, {
    event: 'appraisals.counts_differ',
    org: { id: round.orgId, path: round.orgPath },
    subject: { type: subjectType, id: round.id },
    after: { round: round.round + 1 },
  });
  await notify(ctx, tellers, {
    key: 'appraisals.counts_differ',
    openParams: { year: round.year },
    path: `/appraisal-counts/${round.id}`,
    urgent: true,
    subject: { type: subjectType, id: round.id, orgPath: round.orgPath },
  });
}

/** Where papers wait for tellers. */
export async function listCounts(ctx: Ctx) {
  const { rows } = await store.list(ctx, { state: 'counting' }, { offset: 0, limit: 50 });
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  return {
    rows: rows.map(({ id, orgId, year }) => ({
      id,
      org: { id: orgId, name: names.get(orgId)?.shortName ?? '' },
      year,
    })),
  };
}

/** The teller's own screen: whom the ballots name, the own sheet, and where the last two sheets differed. */
export async function viewCount(ctx: Ctx, { id }: { id: string }) {
  const round = await getRound(ctx, id);
  const file = await readFile(ctx, round);
  const names = await nameOf(ctx, [round.orgId], ctx.today);
  const own = file.sheets.find((sheet) => sheet.teller === accountOf(ctx));
  const before = await differencesBefore(ctx, round);
  const mine = before.tellers.includes(accountOf(ctx) ?? '');
  const nameOfMember = new Map(file.members.map((member) => [member.id, member.name]));
  const because =
    round.state !== 'counting'
      ? [{ code: 'appraisals.count_closed', params: { stateKey: stateKey(round) } }]
      : own
        ? [{ code: 'ballot.same_teller', remedy: 'ballot.another_teller' }]
        : [];
  return {
    id: round.id,
    orgName: names.get(round.orgId)?.shortName ?? '',
    year: round.year,
    round: round.round,
    present: round.present ?? 0,
    members: file.graded.map((member) => ({ id: member.id, name: member.name })),
    handedIn: file.sheets.length,
    own: own?.tally ?? null,
    // Only those who counted are told where they differ, without whose number is whose.
    differences: mine
      ? before.differences.map(({ of, memberId }) => ({
          of,
          name: memberId ? (nameOfMember.get(memberId) ?? '') : null,
        }))
      : [],
    because: because.map((reason) => reasonViewOf(reason, ctx.services.translate[ctx.locale])),
  };
}

async function differencesBefore(
  ctx: Ctx,
  round: store.RoundRow,
): Promise<{ tellers: string[]; differences: Difference[] }> {
  if (round.round === 1 || round.state !== 'counting') return { tellers: [], differences: [] };
  const [first, second] = await store.listSheets(ctx, round.id, round.round - 1);
  if (!first || !second) return { tellers: [], differences: [] };
  return {
    tellers: [first.teller, second.teller],
    differences: differencesBetween(first.tally, second.tally),
  };
}
