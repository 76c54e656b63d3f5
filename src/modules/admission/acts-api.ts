/** What each entry asks for, by move: the shapes of the forms. Shared by the contract, the server and the staff app. */
import { z } from 'zod';
import { filingResults, leadingBodies, recommenders, reviewResults, trainingResults } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const line = z.string().trim().min(1).max(120);
const text = z.string().trim().min(2).max(2000);
const optionalText = z.string().trim().max(2000).optional();
const count = z.int().min(0).max(10_000);

/** A decision: taken from a closed meeting's record, or typed from the paper minutes of a meeting before the town had the system. */
const decision = {
  decisionId: id.optional(),
  minutes: z
    .object({
      title: line,
      eligible: count,
      present: count,
      yes: count,
      no: count,
      abstain: count,
      secret: z.boolean(),
      tellers: z.array(line).max(5).default([]),
    })
    .optional(),
} as const;
/** Opinions handed in in writing before the meeting by members who could not come. */
const written = {
  writtenYes: count.optional(),
  writtenNo: count.optional(),
  writtenAbstain: count.optional(),
} as const;
const people = { people: z.array(id).min(1).max(5) } as const;
const observation = { mentorOpinion: text, branchOpinion: optionalText, study: optionalText } as const;
const why = { why: z.string().trim().min(4).max(1000) } as const;

/** Fields of each act beside the case, its version and the day. `on` is optional where a meeting gives it. */
export const actFields = {
  talk: { talker: line, topics: text, opinion: text },
  confirm_activist: { ...decision, recommender: z.enum(recommenders), recommendedBy: line },
  file_activist: { result: z.enum(['filed', 'objected']), replyNo: line },
  assign_mentors: people,
  observe: observation,
  confirm_candidate: { ...decision, heard: text },
  file_candidate: { result: z.enum(filingResults), replyNo: line },
  assign_sponsors: people,
  review_politically: { result: z.enum(reviewResults), conclusion: text, fileLocation: line },
  train: {
    result: z.enum(trainingResults),
    hours: count,
    days: count,
    organizer: line,
    certificateNo: line.optional(),
  },
  review_by_committee: { ...decision, papers: text },
  prereview: { replyNo: line, opinion: text },
  fill_form: { formNo: line },
  hold_branch_meeting: { ...decision, ...written, sponsorsPresent: z.int().min(0).max(2), resolution: text },
  talk_by_committee: { talker: line, opinion: text },
  decide_admission: { ...decision, noticeNo: line, specialReason: optionalText, grounds: optionalText },
  file_with_county: { listNo: line },
  place: { group: line },
  take_oath: { place: line, leading: z.enum(leadingBodies) },
  observe_probation: observation,
  request_conversion: { request: text },
  hold_conversion_meeting: {
    ...decision,
    ...written,
    resolution: z.enum(['convert', 'extend', 'revoke']),
    months: z.int().min(1).max(24).optional(),
    heard: text,
  },
  decide_conversion: { ...decision, noticeNo: line, grounds: optionalText },
  archive: { archiveNo: line, keptAt: line },
  return_papers: why,
  prereview_again: why,
  return_to_branch: why,
  cease: why,
} as const satisfies Record<string, z.ZodRawShape>;

export type ActKey = keyof typeof actFields;

/** Acts that rest on the decision of a body: the day is the meeting's. */
export const decidingActs = [
  'confirm_activist',
  'confirm_candidate',
  'review_by_committee',
  'hold_branch_meeting',
  'decide_admission',
  'hold_conversion_meeting',
  'decide_conversion',
] as const satisfies readonly ActKey[];
export type DecidingAct = (typeof decidingActs)[number];

export const isDeciding = (act: ActKey): act is DecidingAct =>
  (decidingActs as readonly string[]).includes(act);

/** The act with which each step is done on the screen. */
export const actOfStep = {
  application_talk: 'talk',
  activist_confirmed: 'confirm_activist',
  activist_filed: 'file_activist',
  mentors_assigned: 'assign_mentors',
  cultivation: 'observe',
  candidate_confirmed: 'confirm_candidate',
  candidate_filed_or_consented: 'file_candidate',
  sponsors_assigned: 'assign_sponsors',
  political_review: 'review_politically',
  candidate_training: 'train',
  bc_review: 'review_by_committee',
  tc_prereview: 'prereview',
  application_form_filled: 'fill_form',
  branch_meeting_admission: 'hold_branch_meeting',
  tc_talk: 'talk_by_committee',
  tc_approval: 'decide_admission',
  co_filing: 'file_with_county',
  placed_in_group: 'place',
  oath: 'take_oath',
  probation_observation: 'observe_probation',
  conversion_requested: 'request_conversion',
  branch_meeting_conversion: 'hold_conversion_meeting',
  tc_conversion_approval: 'decide_conversion',
  archived: 'archive',
} as const satisfies Record<string, ActKey>;

/** What is kept of an entry: the fields that rules look at by name, free text beside them. */
export const paperNotice = {
  part: z.enum(['candidate', 'admission', 'conversion']),
  postedOn: day,
  lastDay: day,
  places: line,
  opinions: text,
} as const;
