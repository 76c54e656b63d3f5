/** Names of the numbers of the four discussions. */
import { catalogue } from '../../kernel/i18n/catalogue.ts';

export const decisionParameterMessages = catalogue(
  {
    'parameter.village_decisions.party_proposal.quorum': '四议：村党组织提议的到会人数',
    'parameter.village_decisions.party_proposal.pass': '四议：村党组织提议的通过票数',
    'parameter.village_decisions.joint_committee.quorum': '四议：“两委”会商议的到会人数',
    'parameter.village_decisions.joint_committee.pass': '四议：“两委”会商议的通过票数',
    'parameter.village_decisions.members_meeting.quorum': '四议：党员大会审议的到会人数',
    'parameter.village_decisions.members_meeting.pass': '四议：党员大会审议的通过票数',
    'parameter.village_decisions.members_meeting.notice': '四议：党员大会审议的提前通知天数',
    'parameter.village_decisions.villagers_assembly.quorum': '四议：村民会议决议的到会人数',
    'parameter.village_decisions.villagers_assembly.pass': '四议：村民会议决议的通过票数',
    'parameter.village_decisions.villagers_assembly.notice': '四议：村民会议决议的提前通知天数',
    'parameter.village_decisions.group_meeting.quorum': '四议：村民小组会议决议的到会人数',
    'parameter.village_decisions.group_meeting.pass': '四议：村民小组会议决议的通过票数',
    'parameter.village_decisions.villager_representatives_meeting.quorum': '四议：村民代表会议决议的到会人数',
    'parameter.village_decisions.villager_representatives_meeting.pass': '四议：村民代表会议决议的通过票数',
    'parameter.village_decisions.member_assembly.quorum': '四议：成员大会决议的到会人数',
    'parameter.village_decisions.member_assembly.pass': '四议：成员大会决议的通过票数',
    'parameter.village_decisions.member_assembly.notice': '四议：成员大会决议的提前通知天数',
    'parameter.village_decisions.member_representatives_meeting.quorum': '四议：成员代表大会决议的到会人数',
    'parameter.village_decisions.member_representatives_meeting.pass': '四议：成员代表大会决议的通过票数',
    'parameter.village_decisions.publication.notice': '决议公开天数',
    'parameter.village_decisions.proposal_and_deliberation.may_merge': '提议和商议可否合并开会',
    'parameter.village_decisions.villager_representatives.share': '村民代表占组成人员的比例',
    'parameter.village_decisions.villager_representatives.women_share': '妇女村民代表的比例',
    'parameter.village_decisions.villager_representatives.households_each': '每名村民代表联系的户数',
    'parameter.village_decisions.member_representatives.households_each': '每名成员代表联系的户数',
    'parameter.village_decisions.member_representatives.number': '成员代表最少人数',
  },
  {
    'parameter.village_decisions.party_proposal.quorum':
      'Proposal by the Party organization: attendance needed',
    'parameter.village_decisions.party_proposal.pass': 'Proposal by the Party organization: votes needed',
    'parameter.village_decisions.joint_committee.quorum':
      'Deliberation of the two committees: attendance needed',
    'parameter.village_decisions.joint_committee.pass': 'Deliberation of the two committees: votes needed',
    'parameter.village_decisions.members_meeting.quorum': 'Review by the members’ meeting: attendance needed',
    'parameter.village_decisions.members_meeting.pass': 'Review by the members’ meeting: votes needed',
    'parameter.village_decisions.members_meeting.notice': 'Review by the members’ meeting: days of notice',
    'parameter.village_decisions.villagers_assembly.quorum':
      'Resolution of the villagers’ assembly: attendance needed',
    'parameter.village_decisions.villagers_assembly.pass':
      'Resolution of the villagers’ assembly: votes needed',
    'parameter.village_decisions.villagers_assembly.notice':
      'Resolution of the villagers’ assembly: days of notice',
    'parameter.village_decisions.group_meeting.quorum':
      'Resolution of the villagers’ group meeting: attendance needed',
    'parameter.village_decisions.group_meeting.pass':
      'Resolution of the villagers’ group meeting: votes needed',
    'parameter.village_decisions.villager_representatives_meeting.quorum':
      'Resolution of the villager representatives: attendance needed',
    'parameter.village_decisions.villager_representatives_meeting.pass':
      'Resolution of the villager representatives: votes needed',
    'parameter.village_decisions.member_assembly.quorum':
      'Resolution of the members’ assembly: attendance needed',
    'parameter.village_decisions.member_assembly.pass': 'Resolution of the members’ assembly: votes needed',
    'parameter.village_decisions.member_assembly.notice':
      'Resolution of the members’ assembly: days of notice',
    'parameter.village_decisions.member_representatives_meeting.quorum':
      'Resolution of the members’ representatives: attendance needed',
    'parameter.village_decisions.member_representatives_meeting.pass':
      'Resolution of the members’ representatives: votes needed',
    'parameter.village_decisions.publication.notice': 'Days for which a resolution is shown',
    'parameter.village_decisions.proposal_and_deliberation.may_merge':
      'Whether proposal and deliberation may be one meeting',
    'parameter.village_decisions.villager_representatives.share':
      'Share of representatives among those who sit',
    'parameter.village_decisions.villager_representatives.women_share':
      'Share of women among the representatives',
    'parameter.village_decisions.villager_representatives.households_each':
      'Households for each villager representative',
    'parameter.village_decisions.member_representatives.households_each':
      'Households for each member representative',
    'parameter.village_decisions.member_representatives.number': 'Fewest representatives of a collective',
  },
);
