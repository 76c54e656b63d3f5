/** Words of admission that the server, the contract and the staff app share. */

/** Where a case stands, in the order of the way. */
export const caseStates = [
  'applicant',
  'talked',
  'activist',
  'candidate',
  'committee_reviewed',
  'prereviewed',
  'meeting_passed',
  'probationary',
  'conversion_resolved',
  'extension_resolved',
  'revocation_resolved',
  'full',
  'archived',
  'ceased',
  'revoked',
] as const;
export type CaseState = (typeof caseStates)[number];

/** States in which nothing more happens; one open case per person means one in none of these. */
export const closedStates = ['archived', 'ceased', 'revoked'] as const satisfies readonly CaseState[];

/** The 25 steps of the official chart, in its order. */
export const stepIds = [
  'application_submitted',
  'application_talk',
  'activist_confirmed',
  'activist_filed',
  'mentors_assigned',
  'cultivation',
  'candidate_confirmed',
  'candidate_filed_or_consented',
  'sponsors_assigned',
  'political_review',
  'candidate_training',
  'bc_review',
  'tc_prereview',
  'application_form_filled',
  'branch_meeting_admission',
  'tc_talk',
  'tc_approval',
  'co_filing',
  'placed_in_group',
  'oath',
  'probation_observation',
  'conversion_requested',
  'branch_meeting_conversion',
  'tc_conversion_approval',
  'archived',
] as const;
export type StepId = (typeof stepIds)[number];

/** Stages of the board: one column each. */
export const stages = ['applicant', 'activist', 'candidate', 'probationary', 'closed'] as const;
export type Stage = (typeof stages)[number];

const stageByState: Record<CaseState, Stage> = {
  applicant: 'applicant',
  talked: 'applicant',
  activist: 'activist',
  candidate: 'candidate',
  committee_reviewed: 'candidate',
  prereviewed: 'candidate',
  meeting_passed: 'candidate',
  probationary: 'probationary',
  conversion_resolved: 'probationary',
  extension_resolved: 'probationary',
  revocation_resolved: 'probationary',
  full: 'closed',
  archived: 'closed',
  ceased: 'closed',
  revoked: 'closed',
};

export function stageOf(state: CaseState): Stage {
  return stageByState[state];
}

/** Which notice is on display before which step. */
export const noticeParts = ['candidate', 'admission', 'conversion'] as const;
export type NoticePart = (typeof noticeParts)[number];

/** Where the person works, for the "two new" and the yearly plan. */
export const sectors = ['village', 'firm', 'social_organization', 'office', 'other'] as const;
export type Sector = (typeof sectors)[number];

/** Groups from which the town's document asks to admit (art. 5); the person says so, for planning only. */
export const priorityTags = ['leads_in_income', 'skilled', 'young_outstanding', 'woman', 'migrant'] as const;
export type PriorityTag = (typeof priorityTags)[number];

export const recommenders = ['members', 'youth_league', 'womens_federation', 'union'] as const;
export const filingResults = ['filed', 'consented', 'objected'] as const;
export const reviewResults = ['qualified', 'not_qualified'] as const;
export const trainingResults = ['passed', 'repeat'] as const;
export const leadingBodies = ['party_branch', 'town_committee'] as const;

/** Rule sets by the date of the step. */
export const ruleSets = ['rules_1990', 'rules_2014', 'rules_2026'] as const;
export type RuleSet = (typeof ruleSets)[number];
