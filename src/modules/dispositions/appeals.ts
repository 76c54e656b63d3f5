/** Appeals: lodged at any time after a decision, answered by a higher organization, and what an upheld one undoes. */
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { requireNotFuture } from './actions.ts';
import * as appeals from './appeal-store.ts';
import { lockCase, readFile } from './case-file.ts';
import type { AppealLevel, AppealOutcome } from './choices.ts';
import { listDecisions } from './decision-store.ts';
import { makeMove } from './moves.ts';
import { dispositionParameters } from './rulebook.ts';
import { appealDueOn, isAfter, reasonNotToAppeal } from './rules.ts';
import * as store from './store.ts';
import { tellNext, tellPerson } from './telling.ts';

export type Lodging = { level: AppealLevel; on: string; content: string; isOwn: boolean };

/** An appeal that came on paper. */
export async function lodgeAppeal(ctx: Ctx, input: Omit<Lodging, 'isOwn'> & { id: string }): Promise<void> {
  const row = await lockCase(ctx, input.id);
  await keepAppeal(ctx, row, { ...input, isOwn: false });
}

/** The same for one's own; the caller has made sure whose case it is. It goes to the office, never through the branch. */
export async function keepAppeal(ctx: Ctx, row: store.CaseRow, input: Lodging): Promise<void> {
  const decisions = await listDecisions(ctx, row.id);
  const against = reasonNotToAppeal({
    level: input.level,
    decided: decisions.length > 0,
    approved: decisions.some(({ move }) => move === 'approve'),
    state: row.state,
  });
  if (against) throw new Refusal(against.code, against);
  const lodgedOn = requireNotFuture(ctx, input.on, 'on');
  const first = decisions[0]?.heldOn;
  if (first && isAfter(first, lodgedOn))
    throw new Refusal('dispositions.day_before_stage', {
      params: { since: first.toString() },
      possibleFrom: first.toString(),
      field: 'on',
    });
  const dueOn = appealDueOn(lodgedOn, await localValues(ctx, dispositionParameters, row.orgPath));
  const { level, content, isOwn } = input;
  if (!(await appeals.addAppeal(ctx, row, { level, lodgedOn, content, isOwn, dueOn })))
    throw new Refusal('dispositions.appeal_open', { status: 409, remedy: 'dispositions.answer_first' });
  await store.touch(ctx, row);
  await record(ctx, {
    event: 'dispositions.appealed',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'member_disposition', id: row.id },
    after: { level, on: input.on, isOwn, dueOn: dueOn.toString() },
  });
  await tellNext(ctx, row, ['organization_officer', 'discipline_inspector']);
}

export type Answering = {
  id: string;
  appealId: string;
  version: number;
  outcome: AppealOutcome;
  on: string;
  answer: string;
  reference: string;
};

/** Enters the answer of the organization that was asked; where it upholds the appeal, the case and the standing are undone. */
export async function answerAppeal(ctx: Ctx, input: Answering): Promise<void> {
  const row = await lockCase(ctx, input.id);
  const file = await readFile(ctx, row);
  const appeal = file.appeals.find(({ id }) => id === input.appealId);
  if (!appeal) throw new Refusal('not_found', { status: 404 });
  if (appeal.outcome) throw new Refusal('dispositions.appeal_answered', { status: 409 });
  const on = requireNotFuture(ctx, input.on, 'on');
  if (isAfter(appeal.lodgedOn, on))
    throw new Refusal('dispositions.day_before_stage', {
      params: { since: appeal.lodgedOn.toString() },
      possibleFrom: appeal.lodgedOn.toString(),
      field: 'on',
    });
  if (row.version !== input.version) throw new Refusal('stale', { status: 409 });
  const { outcome, answer, reference } = input;
  await appeals.answerAppeal(ctx, appeal.id, { outcome, on, answer, reference });
  await record(ctx, {
    event: 'dispositions.appeal_answered',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'member_disposition', id: row.id },
    after: { appeal: appeal.id, outcome, on: input.on, reference },
  });
  if (outcome === 'dismissed') {
    await store.touch(ctx, row);
    await tellPerson(ctx, row);
    return;
  }
  const brought = { on, isUpheld: true };
  await makeMove(ctx, file, 'revoke', { version: input.version, brought, reference });
}
