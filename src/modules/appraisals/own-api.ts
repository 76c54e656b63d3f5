/** Endpoints of a member about the own appraisal. */
import { z } from 'zod';
import { reasonView } from '../../kernel/http/answers.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { excuses, grades, roundStates } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const may = z.object({ now: z.boolean(), because: z.array(reasonView) });
export const selfText = z.string().trim().min(10).max(4000);
export const objectionText = z.string().trim().min(5).max(1000);

const ownRound = z.object({
  id,
  year: z.int(),
  orgName: z.string(),
  state: z.enum(roundStates),
  graded: z.boolean(),
  excused: z.enum(excuses).nullable(),
  self: z.object({ text: z.string(), writtenOn: day, recordedOn: day, onPaper: z.boolean() }).nullable(),
  mayWrite: may,
  /** Null until the branch has told the results. */
  result: z
    .object({
      grade: z.enum(grades),
      reason: z.string().nullable(),
      toldOn: day,
      objectionsUntil: day,
    })
    .nullable(),
  mayObject: may,
  objections: z.array(
    z.object({
      id,
      text: z.string(),
      madeOn: day,
      before: z.enum(grades),
      answer: z.string().nullable(),
      answeredOn: day.nullable(),
      after: z.enum(grades).nullable(),
    }),
  ),
});

const reply = z.object({ rows: z.array(ownRound), isMember: z.boolean() });

export const ownAppraisalsApi = {
  listOwnAppraisals: endpoint({
    method: 'GET',
    path: '/api/own/appraisals',
    permission: 'signed_in',
    summary: 'The own appraisals, the newest first: self-assessment, result, objections',
    request: z.object({}),
    reply,
  }),
  writeOwnSelf: endpoint({
    method: 'POST',
    path: '/api/own/appraisals/:id/self',
    permission: 'signed_in',
    summary: 'Write the own self-assessment while the round is open',
    request: z.object({ id, text: selfText }),
    reply,
  }),
  objectToOwnGrade: endpoint({
    method: 'POST',
    path: '/api/own/appraisals/:id/objections',
    permission: 'signed_in',
    summary: 'Object to the own grade within the window',
    request: z.object({ id, text: objectionText }),
    reply,
  }),
} satisfies Api;
