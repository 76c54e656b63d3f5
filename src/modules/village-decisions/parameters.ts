/** The numbers of the four discussions with the forms of their values, for the parameters' page and the town's own values. */
import type { ParameterBook } from '../../kernel/parameters.ts';
import { type DecisionRules, decisionRules } from './rulebooks.ts';

export const decisionParameters: ParameterBook<DecisionRules> = {
  key: 'village_decisions',
  rules: decisionRules,
  institutionOf: () => 'four_discussions_two_disclosures',
  forms: {
    'party_proposal.quorum': 'quorum',
    'party_proposal.pass': 'threshold',
    'joint_committee.quorum': 'quorum',
    'joint_committee.pass': 'threshold',
    'members_meeting.quorum': 'quorum',
    'members_meeting.pass': 'threshold',
    'members_meeting.notice': 'period',
    'villagers_assembly.quorum': 'quorum',
    'villagers_assembly.pass': 'threshold',
    'villagers_assembly.notice': 'period',
    'villager_representatives_meeting.quorum': 'quorum',
    'villager_representatives_meeting.pass': 'threshold',
    'group_meeting.quorum': 'quorum',
    'group_meeting.pass': 'threshold',
    'member_assembly.quorum': 'quorum',
    'member_assembly.pass': 'threshold',
    'member_assembly.notice': 'period',
    'member_representatives_meeting.quorum': 'quorum',
    'member_representatives_meeting.pass': 'threshold',
    'publication.notice': 'period',
    'proposal_and_deliberation.may_merge': 'yes_no',
    'emergency.may_act_first': 'yes_no',
    'emergency.supplement': 'period',
    'villager_representatives.share': 'share',
    'villager_representatives.women_share': 'share',
    'villager_representatives.households_each': 'range',
    'member_representatives.households_each': 'range',
    'member_representatives.number': 'count',
  },
};
