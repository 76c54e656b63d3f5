/** What proves a step: consult records, the plan as sent, signature sheets, pictures where somebody took one. Never forced. */
import { attach, openAttachment, removeAttachment, type Owner } from '../../kernel/files/attachments.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Exchange } from '../../kernel/http/bind.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { evidenceKinds, evidenceSteps } from './choices.ts';
import { lockCase } from './moves.ts';
import * as store from './store.ts';

type Given = {
  id: string;
  step: (typeof evidenceSteps)[number];
  kind: (typeof evidenceKinds)[number];
};

export async function addEvidence(ctx: Ctx, { id, step, kind }: Given, exchange: Exchange): Promise<void> {
  const row = await openForEvidence(ctx, id);
  const file = await attach(ctx, ownerOf(row), exchange.upload);
  await ctx.tx
    .insertInto('village_decision_evidence')
    .values({ file_id: file.id, case_id: row.id, org_path: row.orgPath, step, kind })
    .execute();
}

/** Takes a file off the case; the row stays with the reason. */
export async function removeEvidence(
  ctx: Ctx,
  { id, fileId, reason }: { id: string; fileId: string; reason: string },
): Promise<void> {
  await removeAttachment(ctx, ownerOf(await openForEvidence(ctx, id)), fileId, reason);
}

export async function openEvidence(ctx: Ctx, { id, fileId }: { id: string; fileId: string }) {
  const row = await store.find(ctx, id);
  if (!row) throw new Refusal('not_found', { status: 404 });
  return openAttachment(ctx, ownerOf(row), fileId);
}

/** A case that is filed or withdrawn takes no more. */
async function openForEvidence(ctx: Ctx, id: string): Promise<store.CaseRow> {
  const row = await lockCase(ctx, id);
  if (row.state === 'archived' || row.state === 'withdrawn') {
    const stateKey = `procedure.four_discussions_two_disclosures.state.${row.state}`;
    throw new Refusal('village_decisions.not_at_this_stage', { status: 409, params: { stateKey } });
  }
  return row;
}

function ownerOf(row: store.CaseRow): Owner {
  return {
    ownerType: 'village_decision_case',
    ownerId: row.id,
    org: { id: row.orgId, path: row.orgPath },
  };
}
