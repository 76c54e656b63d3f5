/** Entered once: a vote that was counted in the town committee's meeting decides the case. */
import type { Ctx } from '../../kernel/ctx.ts';
import { attachMeeting, decisionOf, finalDecisionsUnder } from '../meetings/facade.ts';
import { superiorTownOf, type Attachment } from '../organizations/facade.ts';
import { requireCase } from './case-file.ts';
import type { CommitteeVote } from './facts.ts';
import { moveChange } from './moves.ts';
import * as store from './store.ts';

const kind = 'town_committee_meeting';

/** Votes that may decide: of a closed record of the town committee, held since the case came to it, and not used yet. */
export async function listCommitteeVotes(ctx: Ctx, { id }: { id: string }) {
  const row = requireCase(ctx, await store.find(ctx, id));
  const town = await superiorTownOf(ctx, row.orgId);
  const found = (await finalDecisionsUnder(ctx, town.path, { kinds: [kind], since: row.stateSince })).filter(
    ({ meeting }) => meeting.orgId === town.id,
  );
  const used = await store.taken(
    ctx,
    found.map((one) => one.id),
  );
  return {
    rows: found.flatMap(({ id: decisionId, counts, electorate, meeting, question, passed }) =>
      used.has(decisionId) || !counts || !electorate || !meeting.heldOn
        ? []
        : [
            {
              decisionId,
              title: meeting.title,
              question,
              heldOn: meeting.heldOn.toString(),
              passed: passed === true,
              yes: counts.yes,
              eligible: electorate.eligible,
            },
          ],
    ),
  };
}

export type Approval = { id: string; version: number; decisionId: string; reference: string };

/** Refuses a vote of another body, one that is open or lost, one held before the application, and one used already. */
export async function approveChange(
  ctx: Ctx,
  input: Approval,
  attachments: readonly Attachment[],
): Promise<void> {
  const row = requireCase(ctx, await store.lock(ctx, input.id));
  const decision = await decisionOf(ctx, input.decisionId);
  const town = await superiorTownOf(ctx, row.orgId);
  const { meeting } = decision;
  const isUsed = (await store.taken(ctx, [decision.id])).has(decision.id);
  const vote: CommitteeVote = {
    heldOn: meeting.heldOn ?? meeting.plannedOn,
    fits: meeting.kind === kind && meeting.orgId === town.id && !isUsed,
    final: decision.final,
    passed: decision.passed === true,
  };
  const { id, version, reference } = input;
  const approval = { decisionId: decision.id, question: decision.question, vote, reference };
  await moveChange(ctx, 'approve', { input: { id, version, brought: { approval } }, attachments });
  await attachMeeting(ctx, meeting.id, { type: 'organization_change', id });
}
