/** The people of a branch: they keep it from being dissolved, and move with it when it is merged. */
import type { Attachment } from '../organizations/facade.ts';
import { enterEventOf, listStandingIn, membersRemaining } from './facade.ts';

export const membersAttached: Attachment = {
  remaining: membersRemaining,
  async follow(ctx, { from, to, on, reference }) {
    for (const personId of await listStandingIn(ctx, from.id))
      await enterEventOf(ctx, personId, { event: 'moved', on: on.toString(), branchId: to.id, reference });
  },
};
