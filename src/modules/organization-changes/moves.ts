/** Moving a case: the procedure decides, what the move implies is done in the same act. */
import { record } from '../../kernel/audit/record.ts';
import { isInScope, type Ctx } from '../../kernel/ctx.ts';
import { accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import { requireMove } from '../../kernel/procedure/procedure.ts';
import { refuseAll, Refusal } from '../../kernel/refusal.ts';
import { beginTerm, pathOf, type Attachment } from '../organizations/facade.ts';
import { findMember, listMembersById } from '../members/facade.ts';
import { factsOf, holdsAt, movesFounders, readFile, requireCase, type ChangeFile } from './case-file.ts';
import type { MoveKey } from './choices.ts';
import { reasonsAgainstFounders } from './founders.ts';
import { carryOut } from './effects.ts';
import type { CommitteeVote } from './facts.ts';
import { procedureOf } from './procedure.ts';
import { dueAfter } from './rules.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;
type SetUpAgain = { name: string; shortName: string; founderIds: string[] };

/** Days are ISO. `approval`: the committee's vote with the number of its answer; `election`: who was elected, by which paper. */
export type Brought = {
  on?: string | undefined;
  application?: { need: string; setUp?: SetUpAgain };
  approval?: { decisionId: string; question: string; vote: CommitteeVote; reference: string };
  election?: { secretaryId: string; reference: string };
  filingNo?: string | undefined;
};

export type MoveInput = { id: string; version: number; why?: string | undefined; brought?: Brought };

/** One move of the procedure with what it implies. 409 when somebody was faster. */
export async function moveChange(
  ctx: Ctx,
  key: MoveKey,
  { input, attachments }: { input: MoveInput; attachments: readonly Attachment[] },
): Promise<void> {
  const row = requireCase(ctx, await store.lock(ctx, input.id));
  const file = await readFile(ctx, row, attachments);
  const brought = input.brought ?? {};
  const given = brought.on ? Temporal.PlainDate.from(brought.on) : undefined;
  const vote = brought.approval?.vote;
  const facts = factsOf(file, ctx.today, { ...(given && { on: given }), ...(vote && { vote }) });
  const move = requireMove(procedureOf(row.newKind), key, row.state, facts, {
    holds: holdsAt(ctx, row.orgPath),
    ...(input.why !== undefined && { why: input.why }),
  });
  if (row.version !== input.version) throw new Refusal('stale', { status: 409 });

  const on = vote?.heldOn ?? given ?? ctx.today;
  const implied = await implyOf(ctx, file, { key, on, brought, attachments });
  const dueOn = dueAfter(move.to, on, { newKind: row.newKind, local: file.local }) ?? null;
  const to = move.to as store.ChangeRow['state']; // the table's own states
  if (!(await store.move(ctx, row, { state: to, on, dueOn, ...implied })))
    throw new Refusal('stale', { status: 409 });
  const why = input.why?.trim() || null;
  await store.addStep(ctx, row, { move: key, toState: to, on, dueOn, why });
  await record(ctx, {
    event: 'organization_changes.moved',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'organization_change', id: row.id },
    before: { state: row.state },
    after: { move: key, state: to, on: on.toString() },
    ...(why && { reason: why }),
  });
  await tell(ctx, row, key);
}

type Making = { key: MoveKey; on: Day; brought: Brought; attachments: readonly Attachment[] };

/** Does what the move means outside the case, and gives what the case keeps of it. */
async function implyOf(
  ctx: Ctx,
  file: ChangeFile,
  { key, on, brought, attachments }: Making,
): Promise<Omit<store.Moved, 'state' | 'on' | 'dueOn'>> {
  const { row } = file;
  switch (key) {
    case 'approve': {
      if (!brought.approval) return {};
      const { decisionId, question, reference, vote } = brought.approval;
      return { approval: { decisionId, question, reference, heldOn: vote.heldOn } };
    }
    case 'apply_again':
      return brought.application ? putRight(ctx, file, brought.application) : {};
    case 'take_effect': {
      const reference = row.approvalReference ?? '';
      return { effectiveOn: on, resultId: await carryOut(ctx, file, { on, reference, attachments }) };
    }
    case 'elect': {
      const { election } = brought;
      if (!election || !row.resultId) throw new Error(`case ${row.id} elects nobody`);
      await requireElectable(ctx, election.secretaryId, row.resultId);
      await beginTerm(ctx, { id: row.resultId, on: on.toString(), reference: election.reference });
      return { secretaryId: election.secretaryId };
    }
    case 'file':
      return brought.filingNo ? { filed: { on, no: brought.filingNo } } : {};
    case 'send_back':
    case 'withdraw':
    case 'revoke':
      return {};
  }
}

/** What a returned application says now; who founds a branch is judged again. */
async function putRight(
  ctx: Ctx,
  file: ChangeFile,
  { need, setUp }: NonNullable<Brought['application']>,
): Promise<Partial<store.Moved>> {
  const { row, sizes } = file;
  if (!setUp || row.type !== 'set_up') return { need };
  const founders = movesFounders(row.newKind) ? await listMembersById(ctx, setUp.founderIds) : [];
  const reasons = reasonsAgainstFounders(founders, { kind: row.newKind ?? undefined, sizes });
  if (reasons.length > 0) refuseAll(reasons);
  await store.setFounders(
    ctx,
    row,
    founders.map((one) => one.id),
  );
  return { need, named: { name: setUp.name, shortName: setUp.shortName } };
}

/** Who is elected stands in the organization or below it. */
async function requireElectable(ctx: Ctx, personId: string, orgId: string): Promise<void> {
  const elected = await findMember(ctx, personId);
  const path = await pathOf(ctx, orgId);
  if (elected?.status !== 'active' || !isInScope([path], elected.orgPath))
    throw new Refusal('organization_changes.stands_elsewhere', { field: 'secretaryId' });
}

/** Who applied hears what was decided and done; the office hears when it has to look again. */
async function tell(ctx: Ctx, row: store.ChangeRow, key: MoveKey): Promise<void> {
  if (key === 'withdraw' || key === 'file') return;
  const roles = key === 'apply_again' ? ['organization_officer'] : ['village_secretary'];
  await notify(ctx, await accountsWithRole(ctx, roles, row.orgPath), {
    key: `organization_changes.${key}`,
    params: { name: row.subjectName },
    path: `/organization-changes/${row.id}`,
    subject: { type: 'organization_change', id: row.id, orgPath: row.orgPath },
  });
}
