/** Words of the yearly appraisal that the server, the contract and the staff app share. */

/** 优秀、合格、基本合格、不合格: a name for each, never a number. */
export const grades = ['excellent', 'qualified', 'basic', 'unqualified'] as const;
export type Grade = (typeof grades)[number];

/** What one ballot says of one member; `unmarked` where it says nothing, such as of oneself. */
export const marks = [...grades, 'unmarked'] as const;
export type Mark = (typeof marks)[number];

export const roundStates = [
  'open',
  'counting',
  'counted',
  'proposed',
  'approved',
  'told',
  'closed',
  'withdrawn',
] as const;
export type RoundState = (typeof roundStates)[number];

export const moveKeys = [
  'meet',
  'count',
  'recount',
  'propose',
  'return',
  'approve',
  'tell',
  'close',
  'withdraw',
] as const;
export type MoveKey = (typeof moveKeys)[number];

/** Why somebody is not appraised this year: illness, taking part elsewhere, no longer in the branch. */
export const excuses = ['illness', 'away', 'left', 'other'] as const;
export type Excuse = (typeof excuses)[number];

/** How the mutual part is voted. `secret_online` has its place here and is refused until there is one. */
export const modes = ['paper', 'secret_online'] as const;
export type BallotMode = (typeof modes)[number];

/** 组织生活、党性分析、党费、承诺、服务、模范: stars by name, each for itself. `records` tells who keeps its evidence. */
export const dimensions = [
  { key: 'organization_life', records: 'meetings' },
  { key: 'self_review', records: 'self' },
  { key: 'dues', records: 'dues' },
  { key: 'pledge', records: 'pledges' },
  { key: 'service', records: 'engagements' },
  { key: 'example', records: 'branch' },
] as const;
export type RecordKeeper = (typeof dimensions)[number]['records'];

/** What a record of a star says, in a word. */
export const recordWords = [
  'present',
  'absent',
  'written',
  'not_written',
  'paid',
  'arrears',
  'released',
  'elsewhere',
  'done',
  'partly',
  'not_done',
  'not_evaluated',
  'kept',
  'partly_kept',
  'not_kept',
  'not_reviewed',
] as const;
export type RecordWord = (typeof recordWords)[number];

/** Dimensions whose star asks for a share of the records that count; a self-assessment is one. */
export const sharedDimensions = ['organization_life', 'dues', 'pledge', 'service'] as const;
export type Dimension = (typeof dimensions)[number]['key'];
export const dimensionKeys = dimensions.map((one) => one.key) as [Dimension, ...Dimension[]]; // keys of a constant

/** What the branch is prompted to consider; a body decides whatever follows. */
export const prompts = ['talk', 'disposition'] as const;
export type Prompt = (typeof prompts)[number];

/** Meetings at which a branch appraises, and those at which it puts grades together (a small branch has no committee). */
export const occasionKinds = ['organization_life_meeting', 'branch_members_meeting'] as const;
export const gradingKinds = ['branch_committee_meeting', 'branch_members_meeting'] as const;
