/** Endpoints of corrections of the own record: asked for by the member, decided by whoever keeps the roll. */
import { z } from 'zod';
import { attachmentApi } from '../../kernel/files/api.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';
import { correctableFields, correctionStates } from './choices.ts';

const id = z.uuid();
const day = z.iso.date();
const field = z.enum(correctableFields);
const reason = z.string().trim().min(2).max(300);
const ownPath = '/api/own/corrections';
const path = '/api/record-corrections';

export const correctionView = z.object({
  id,
  field,
  stood: z.string().nullable(),
  proposed: z.string(),
  why: z.string(),
  person: z.object({ id, name: z.string() }),
  branch: z.string(),
  submittedOn: day,
  dueOn: day,
  late: z.boolean(),
  state: z.enum(correctionStates),
  decided: z.object({ on: day, by: z.string(), because: z.string().nullable() }).nullable(),
});

export const ownCorrectionFiles = attachmentApi({
  base: `${ownPath}/:id`,
  read: 'signed_in',
  write: 'signed_in',
});
/** Whoever decides reads the files and changes none. */
export const correctionFiles = attachmentApi({
  base: `${path}/:id`,
  read: 'member_rights.decide_correction',
  write: 'member_rights.decide_correction',
});

export const correctionsApi = {
  listOwnCorrections: endpoint({
    method: 'GET',
    path: ownPath,
    permission: 'signed_in',
    summary: 'Corrections asked for in the own record, newest first',
    request: z.object({}),
    reply: z.object({ rows: z.array(correctionView) }),
  }),
  askForCorrection: endpoint({
    method: 'POST',
    path: ownPath,
    permission: 'signed_in',
    summary: 'Say what is wrong in the own record and what is right; one open for each field',
    request: z.object({ field, value: z.string().trim().min(1).max(120), why: reason }),
    reply: z.object({ id }),
  }),
  withdrawCorrection: endpoint({
    method: 'POST',
    path: `${ownPath}/:id/withdrawal`,
    permission: 'signed_in',
    summary: 'Withdraw the request',
    request: z.object({ id }),
    reply: z.object({}),
  }),
  listOwnCorrectionFiles: ownCorrectionFiles.listAttachments,
  addOwnCorrectionFile: ownCorrectionFiles.addAttachment,
  getOwnCorrectionFile: ownCorrectionFiles.getAttachment,
  removeOwnCorrectionFile: ownCorrectionFiles.removeAttachment,
  listCorrections: endpoint({
    method: 'GET',
    path,
    permission: 'member_rights.decide_correction',
    summary: 'Corrections asked for by members in scope, the next due first',
    request: z.object({
      q: z.string().trim().max(60).optional(),
      page: z.coerce.number().int().min(1).optional(),
      state: z.enum(correctionStates).optional(),
    }),
    reply: z.object({ rows: z.array(correctionView), total: z.int() }),
  }),
  getCorrection: endpoint({
    method: 'GET',
    path: `${path}/:id`,
    permission: 'member_rights.decide_correction',
    summary: 'One correction with both values',
    request: z.object({ id }),
    reply: correctionView,
  }),
  acceptCorrection: endpoint({
    method: 'POST',
    path: `${path}/:id/acceptance`,
    permission: 'member_rights.decide_correction',
    summary: 'Put the record right; the request is the source',
    request: z.object({ id }),
    reply: correctionView,
  }),
  refuseCorrection: endpoint({
    method: 'POST',
    path: `${path}/:id/refusal`,
    permission: 'member_rights.decide_correction',
    summary: 'Leave the record as it is, with the reason',
    request: z.object({ id, because: reason }),
    reply: correctionView,
  }),
  listCorrectionFiles: correctionFiles.listAttachments,
  getCorrectionFile: correctionFiles.getAttachment,
} satisfies Api;
