/** The numbers of the four discussions with the shapes of their values, for the parameters' page and the town's own values. */
import { z } from 'zod';
import type { ParameterBook } from '../../kernel/parameters.ts';
import { type DecisionRules, decisionRules } from './rulebooks.ts';

const share = z
  .object({
    operator: z.enum(['atLeast', 'moreThan']),
    num: z.int().min(1),
    den: z.int().min(1).max(100),
  })
  .refine(({ operator, num, den }) => (operator === 'moreThan' ? num < den : num <= den), {
    params: { code: 'parameters.not_a_share' },
  });
const threshold = share.safeExtend({ of: z.enum(['eligible', 'present', 'cast', 'valid']) });
const quorum = z.object({ anyOf: z.array(share.safeExtend({ unit: z.string() })).min(1) });
const period = z.object({ days: z.int().min(1).max(365), unit: z.enum(['calendar', 'working']) });
const range = z
  .object({ min: z.int().min(1), max: z.int().min(1) })
  .refine(({ min, max }) => min <= max, { params: { code: 'parameters.not_a_range' } });

export const decisionParameters: ParameterBook<DecisionRules> = {
  key: 'village_decisions',
  rules: decisionRules,
  shapes: {
    'party_proposal.quorum': quorum,
    'party_proposal.pass': threshold,
    'joint_committee.quorum': quorum,
    'joint_committee.pass': threshold,
    'members_meeting.quorum': quorum,
    'members_meeting.pass': threshold,
    'members_meeting.notice': period,
    'villagers_assembly.quorum': quorum,
    'villagers_assembly.pass': threshold,
    'villagers_assembly.notice': period,
    'villager_representatives_meeting.quorum': quorum,
    'villager_representatives_meeting.pass': threshold,
    'member_assembly.quorum': quorum,
    'member_assembly.pass': threshold,
    'member_assembly.notice': period,
    'member_representatives_meeting.quorum': quorum,
    'member_representatives_meeting.pass': threshold,
    'publication.notice': period,
    'proposal_and_deliberation.may_merge': z.boolean(),
    'villager_representatives.share': share,
    'villager_representatives.women_share': share,
    'villager_representatives.households_each': range,
    'member_representatives.households_each': range,
    'member_representatives.number': z.int().min(1),
  },
};
