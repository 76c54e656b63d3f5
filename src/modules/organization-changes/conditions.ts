/** The conditions of a case's moves: each says what is missing, by which rule, who can help and from when. */
import type { Condition } from '../../kernel/procedure/procedure.ts';
import type { Reason } from '../../kernel/refusal.ts';
import type { SizeRules } from '../organizations/facade.ts';
import type { ChangeFacts } from './facts.ts';

type Change = Condition<ChangeFacts>;

/** Before a vote is brought, nothing is said: the form asks for it. */
export const decidedByCommittee: Change = {
  key: 'decided_by_committee',
  check: ({ brought: { vote }, stateSince }): Reason | undefined => {
    if (!vote) return undefined;
    if (!vote.fits || !vote.final)
      return { code: 'organization_changes.vote_does_not_fit', field: 'decisionId' };
    if (!vote.passed) return { code: 'organization_changes.vote_lost', field: 'decisionId' };
    if (Temporal.PlainDate.compare(vote.heldOn, stateSince) >= 0) return undefined;
    return {
      code: 'organization_changes.voted_before',
      params: { since: stateSince.toString() },
      field: 'decisionId',
    };
  },
};

export const enoughFullMembers: Change = {
  key: 'enough_full_members',
  check: ({ newKind, full, branchFrom }) => reasonAgainstSize(branchFrom, newKind, full),
};

/** Why so few cannot have a branch of their own; nothing for other kinds and where nobody moves. */
export function reasonAgainstSize(
  { value: limit, source }: SizeRules['branch.from'],
  kind: string | undefined,
  full: number | undefined,
): Reason | undefined {
  if (kind !== 'branch' || full === undefined || full >= limit) return undefined;
  return {
    code: 'organization_changes.too_few',
    params: { full, limit },
    cites: source,
    remedy: 'organization_changes.too_few',
    field: 'founderIds',
  };
}

export const nothingRemains: Change = { key: 'nothing_remains', check: ({ remains }) => remains };

/** The day of the step lies between the last step and today. */
export const dayInOrder: Change = {
  key: 'day_in_order',
  check: ({ brought: { on }, today, stateSince }): Reason | undefined => {
    if (!on) return undefined;
    if (Temporal.PlainDate.compare(on, today) > 0)
      return { code: 'day.to_come', params: { today: today.toString() }, field: 'on' };
    if (Temporal.PlainDate.compare(on, stateSince) >= 0) return undefined;
    return {
      code: 'day.too_early',
      params: { since: stateSince.toString() },
      field: 'on',
      possibleFrom: stateSince.toString(),
    };
  },
};
