/** Shapes of what the endpoints of admission answer. */
import { z } from 'zod';
import { caseStates, noticeParts, priorityTags, ruleSets, sectors, stages, stepIds } from './choices.ts';
import { actFields } from './acts-api.ts';

const id = z.uuid();
const day = z.iso.date();
export const certainty = z.enum(['certain', 'likely', 'check']);
export const actKey = z.enum(
  Object.keys(actFields) as [keyof typeof actFields, ...(keyof typeof actFields)[]],
); // keys of a constant

/** A reason as data; the reader's side puts it into words (`refusal.<code>` and so on). */
export const reasonData = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  cites: z.string().optional(),
  remedy: z.string().optional(),
  possibleFrom: day.optional(),
  field: z.string().optional(),
  who: z.string().optional(),
});

const comparison = z.object({
  have: z.number(),
  needed: z.number(),
  base: z.number(),
  met: z.boolean(),
  operator: z.enum(['atLeast', 'moreThan']),
  num: z.number(),
  den: z.number(),
  cites: z.string(),
});

export const ballotView = z.object({
  title: z.string(),
  eligible: z.number(),
  present: z.number(),
  yes: z.number(),
  no: z.number(),
  abstain: z.number(),
  written: z.object({ yes: z.number(), no: z.number(), abstain: z.number() }).nullable(),
  secret: z.boolean(),
  tellers: z.array(z.string()),
  /** Where the meeting's record opens; null for paper minutes. */
  path: z.string().nullable(),
  quorum: comparison.nullable(),
  votes: comparison.nullable(),
});

export const entryView = z.object({
  no: z.number(),
  move: z.string(),
  step: z.enum(stepIds).nullable(),
  to: z.enum(caseStates),
  on: day,
  recordedOn: day,
  /** Days between what happened and its entry; 0 when entered on its day. */
  lateDays: z.number(),
  by: z.string(),
  why: z.string().nullable(),
  /** False when a return or a correction undid it. */
  stands: z.boolean(),
  ruleSet: z.enum(ruleSets),
  warnings: z.array(reasonData),
  people: z.array(z.object({ id, name: z.string() })),
  ballot: ballotView.nullable(),
  result: z.string().nullable(),
  numbers: z.record(z.string(), z.number()),
  formNo: z.string().nullable(),
  specialReason: z.string().nullable(),
  text: z.record(z.string(), z.string()),
});

export const taskView = z.object({
  step: z.enum(stepIds),
  state: z.enum(['done', 'next', 'waiting', 'blocked']),
  act: actKey.nullable(),
  /** Nothing stands against it but what its form asks for. */
  startable: z.boolean(),
  permission: z.string(),
  doneOn: day.nullable(),
  dueOn: day.nullable(),
  times: z.number(),
  because: z.array(reasonData),
});

const wayBack = z.object({ act: actKey, permission: z.string() });

export const noticeView = z.object({
  part: z.enum(noticeParts),
  publicationId: id.nullable(),
  code: z.string().nullable(),
  state: z.string().nullable(),
  postedOn: day.nullable(),
  shownUntil: day.nullable(),
  endedOn: day.nullable(),
  places: z.string().nullable(),
  opinions: z.string().nullable(),
  objections: z.number(),
  openObjections: z.number(),
});

export const inquiryView = z.object({
  id,
  version: z.number(),
  step: z.enum(stepIds).nullable(),
  reason: z.string(),
  body: z.string(),
  openedOn: day,
  opener: z.string(),
  statement: z.string().nullable(),
  heardOn: day.nullable(),
  outcome: z.string().nullable(),
  concludedOn: day.nullable(),
});

export const caseView = z.object({
  id,
  version: z.number(),
  name: z.string(),
  branch: z.object({ id, name: z.string() }),
  sex: z.enum(['male', 'female']),
  birthDate: day,
  age: z.number(),
  idMasked: z.string(),
  mobileMasked: z.string().nullable(),
  ethnicity: z.string().nullable(),
  education: z.string().nullable(),
  occupation: z.string().nullable(),
  sector: z.enum(sectors),
  tags: z.array(z.enum(priorityTags)),
  appliedOn: day,
  state: z.enum(caseStates),
  stateSince: day,
  personId: id.nullable(),
  formNo: z.string().nullable(),
  ruleSet: z.object({ value: z.enum(ruleSets), source: z.string(), certainty }),
  probation: z.object({ start: day, lastDay: day, fullFrom: day, extended: z.boolean() }).nullable(),
  /** Who accompanies the person now, and who introduced. */
  mentors: z.array(z.object({ id, name: z.string() })),
  sponsors: z.array(z.object({ id, name: z.string() })),
  tasks: z.array(taskView),
  wayBack: z.array(wayBack),
  notices: z.array(noticeView),
  /** A notice that can be put forward or recorded now, with what the rules of the day ask. */
  noticeNow: z
    .object({
      part: z.enum(noticeParts),
      days: z.number(),
      unit: z.enum(['calendar', 'working']),
      cites: z.string(),
    })
    .nullable(),
  entries: z.array(entryView),
  inquiries: z.array(inquiryView),
  may: z.object({
    takeBack: z.boolean(),
    putForward: z.boolean(),
    inquire: z.boolean(),
  }),
  today: day,
});

export const caseLine = z.object({
  id,
  name: z.string(),
  branch: z.string(),
  stage: z.enum(stages),
  state: z.enum(caseStates),
  stateSince: day,
  /** Days in the present state. */
  waitingDays: z.number(),
  appliedOn: day,
  next: z
    .object({
      step: z.enum(stepIds),
      state: z.enum(['next', 'waiting', 'blocked']),
      permission: z.string(),
      dueOn: day.nullable(),
      late: z.boolean(),
      possibleFrom: day.nullable(),
    })
    .nullable(),
});

export const doneView = z.object({
  id,
  version: z.number(),
  state: z.enum(caseStates),
  move: z.string(),
});
