/** Binds the endpoints of cases; each act answers with the case as it stands then. */
import type { Ctx } from '../../kernel/ctx.ts';
import { bind, type Bound } from '../../kernel/http/bind.ts';
import type { RequestOf } from '../../kernel/http/contract.ts';
import type { Attachment } from '../organizations/facade.ts';
import { organizationChangesApi } from './api.ts';
import { applyToDissolve, applyToMerge, applyToSetUp } from './applying.ts';
import { approveChange, listCommitteeVotes, type Approval } from './approving.ts';
import { putForward } from './disclosures.ts';
import type { MoveKey } from './choices.ts';
import { moveChange, type Brought } from './moves.ts';
import { getChange, listChanges, type ChangeView } from './queries.ts';

type Moving = { id: string; version: number; why?: string };

/** `attachments`: what the modules above still hang on an organization that is to end. */
export function organizationChangeRoutes(attachments: readonly Attachment[]): Bound[] {
  const get = getChange(attachments);
  const move =
    <Input extends Moving>(key: MoveKey, brought?: (input: Input) => Brought) =>
    async (ctx: Ctx, input: Input): Promise<ChangeView> => {
      const { id, version, why } = input;
      await moveChange(ctx, key, {
        input: { id, version, why, ...(brought && { brought: brought(input) }) },
        attachments,
      });
      return get(ctx, { id });
    };
  return bind(organizationChangesApi, {
    listChanges,
    getChange: get,
    listCommitteeVotes,
    applyToSetUp,
    applyToMerge,
    applyToDissolve,
    approveChange: async (ctx: Ctx, input: Approval) => {
      await approveChange(ctx, input, attachments);
      return get(ctx, { id: input.id });
    },
    putForward: async (ctx: Ctx, input: { id: string }) => {
      await putForward(ctx, input);
      return get(ctx, input);
    },
    sendBack: move('send_back'),
    applyAgain: move(
      'apply_again',
      ({ need, setUp }: RequestOf<typeof organizationChangesApi.applyAgain>) => ({
        application: { need, ...(setUp && { setUp }) },
      }),
    ),
    withdrawChange: move('withdraw'),
    revokeApproval: move('revoke'),
    takeEffect: move('take_effect', ({ on }: Moving & { on: string }) => ({ on })),
    enterElection: move(
      'elect',
      ({ on, secretaryId, reference }: Moving & { on: string; secretaryId: string; reference: string }) => ({
        on,
        election: { secretaryId, reference },
      }),
    ),
    fileChange: move('file', ({ on, filingNo }: Moving & { on: string; filingNo: string }) => ({
      on,
      filingNo,
    })),
  });
}
