/** Values from which a case is written: shared by the contract, the rules and the screens. */

export const matterKeys = [
  'helper_subsidies',
  'collective_income_use',
  'public_works_funding',
  'land_contract_scheme',
  'collective_project',
  'homestead_scheme',
  'land_compensation',
  'collective_property_disposal',
  'other_villager_interests',
  'village_plan',
  'yearly_plan',
  'self_government_charter',
  'relief_list',
  'special_funds_use',
  'helper_appointments',
  'land_lease',
  'collective_asset_purchase',
  'collective_charter',
  'collective_rules',
  'collective_membership',
  'collective_officers',
  'collective_work_report',
  'collective_pay',
  'collective_plan_and_budget',
  'share_quantification',
  'construction_land_scheme',
  'collective_merger_or_split',
] as const;

export const motionSources = ['members_or_villagers', 'village_cadres', 'upper_level'] as const;

/** The four steps that are voted on. */
export const votedSteps = ['proposal', 'deliberation', 'review', 'resolution'] as const;
export type VotedStep = (typeof votedSteps)[number];

export const decisionBodies = [
  'villagers_assembly',
  'villager_representatives_meeting',
  'member_assembly',
  'member_representatives_meeting',
  'group_meeting',
] as const;

export const votingMeetings = [
  'party_proposal',
  'joint_committee',
  'members_meeting',
  ...decisionBodies,
] as const;

/** Who is counted at a meeting. */
export const countedUnits = [
  'committee',
  'members',
  'villagers',
  'households',
  'representatives',
  'collective_members',
] as const;

/** How votes came to the record; `meeting_record` are those of module meetings. */
export const enteredMethods = ['show_of_hands', 'paper'] as const;

/** In the order of the main path, then the way out. */
export const caseStates = [
  'motion',
  'proposed',
  'deliberated',
  'reviewed',
  'resolved',
  'published',
  'implementing',
  'implemented',
  'result_published',
  'archived',
  'withdrawn',
] as const;

/** The two disclosures. */
export const disclosureParts = ['resolution', 'result'] as const;
export type DisclosurePart = (typeof disclosureParts)[number];

/** Steps to which evidence is attached; message keys `village_decisions.evidence_step.<key>`. */
export const evidenceSteps = [
  'motion',
  'proposal',
  'deliberation',
  'review',
  'resolution',
  'publication',
  'implementation',
  'result',
] as const;

/** Message keys `village_decisions.evidence_kind.<key>`. */
export const evidenceKinds = [
  'consult_record',
  'plan_sent',
  'signatures',
  'minutes',
  'photo',
  'other',
] as const;
