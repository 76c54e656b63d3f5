/** Names of the numbers of meetings. */
import { catalogue } from '../../kernel/i18n/catalogue.ts';

export const meetingParameterMessages = catalogue(
  {
    'parameter.meetings.branch_members_meeting.quorum': '支部党员大会：到会人数',
    'parameter.meetings.branch_members_meeting.pass': '支部党员大会：通过票数',
    'parameter.meetings.branch_members_meeting.notice': '支部党员大会：提前通知天数',
    'parameter.meetings.branch_committee_meeting.quorum': '支部委员会会议：到会人数',
    'parameter.meetings.branch_committee_meeting.pass': '支部委员会会议：通过票数',
    'parameter.meetings.party_class.notice': '党课：提前通知天数',
    'parameter.meetings.organization_life_meeting.notice': '组织生活会：提前通知天数',
    'parameter.meetings.joint_committee_deliberation.quorum': '村“两委”会议：到会人数',
    'parameter.meetings.joint_committee_deliberation.pass': '村“两委”会议：通过票数',
    'parameter.meetings.villagers_assembly.quorum': '村民会议：到会人数',
    'parameter.meetings.villagers_assembly.pass': '村民会议：通过票数',
    'parameter.meetings.villagers_assembly.notice': '村民会议：提前通知天数',
    'parameter.meetings.villager_representatives_meeting.quorum': '村民代表会议：到会人数',
    'parameter.meetings.villager_representatives_meeting.pass': '村民代表会议：通过票数',
    'parameter.meetings.collective_members_assembly.quorum': '集体成员大会：到会人数',
    'parameter.meetings.collective_members_assembly.pass': '集体成员大会：通过票数',
    'parameter.meetings.collective_members_assembly.notice': '集体成员大会：提前通知天数',
    'parameter.meetings.collective_representatives_meeting.quorum': '集体成员代表大会：到会人数',
    'parameter.meetings.collective_representatives_meeting.pass': '集体成员代表大会：通过票数',
    'parameter.meetings.town_committee_meeting.quorum': '镇党委会议：到会人数',
    'parameter.meetings.town_committee_meeting.pass': '镇党委会议：通过票数',
  },
  {
    'parameter.meetings.branch_members_meeting.quorum': 'Branch members’ meeting: attendance needed',
    'parameter.meetings.branch_members_meeting.pass': 'Branch members’ meeting: votes needed',
    'parameter.meetings.branch_members_meeting.notice': 'Branch members’ meeting: days of notice',
    'parameter.meetings.branch_committee_meeting.quorum': 'Branch committee meeting: attendance needed',
    'parameter.meetings.branch_committee_meeting.pass': 'Branch committee meeting: votes needed',
    'parameter.meetings.party_class.notice': 'Party class: days of notice',
    'parameter.meetings.organization_life_meeting.notice': 'Organization life meeting: days of notice',
    'parameter.meetings.joint_committee_deliberation.quorum':
      'Meeting of the two village committees: attendance needed',
    'parameter.meetings.joint_committee_deliberation.pass':
      'Meeting of the two village committees: votes needed',
    'parameter.meetings.villagers_assembly.quorum': 'Villagers’ assembly: attendance needed',
    'parameter.meetings.villagers_assembly.pass': 'Villagers’ assembly: votes needed',
    'parameter.meetings.villagers_assembly.notice': 'Villagers’ assembly: days of notice',
    'parameter.meetings.villager_representatives_meeting.quorum':
      'Villager representatives’ meeting: attendance needed',
    'parameter.meetings.villager_representatives_meeting.pass':
      'Villager representatives’ meeting: votes needed',
    'parameter.meetings.collective_members_assembly.quorum':
      'Assembly of the collective’s members: attendance needed',
    'parameter.meetings.collective_members_assembly.pass':
      'Assembly of the collective’s members: votes needed',
    'parameter.meetings.collective_members_assembly.notice':
      'Assembly of the collective’s members: days of notice',
    'parameter.meetings.collective_representatives_meeting.quorum':
      'Collective representatives’ meeting: attendance needed',
    'parameter.meetings.collective_representatives_meeting.pass':
      'Collective representatives’ meeting: votes needed',
    'parameter.meetings.town_committee_meeting.quorum': 'Town committee meeting: attendance needed',
    'parameter.meetings.town_committee_meeting.pass': 'Town committee meeting: votes needed',
  },
);
