/** Endpoints of roster imports. */
import { z } from 'zod';
import { endpoint, type Api } from '../../kernel/http/contract.ts';

const id = z.uuid();
const day = z.iso.date();
const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const verdicts = ['new', 'changed', 'same', 'wrong', 'duplicate'] as const;

export const importView = z.object({
  id,
  orgName: z.string(),
  fileName: z.string(),
  sheetName: z.string().nullable(),
  asAt: day,
  state: z.enum(['reading', 'ready', 'writing', 'written', 'failed', 'discarded']),
  done: z.number(),
  /** 0 while the file does not say how many lines it has. */
  total: z.number(),
  counts: z.object({
    new: z.number(),
    changed: z.number(),
    same: z.number(),
    wrong: z.number(),
    duplicate: z.number(),
    /** Among the others: read after our correction; taken, but somebody should look. */
    repaired: z.number(),
    warning: z.number(),
  }),
  /** Field of the roll → the header that gave it. */
  columns: z.record(z.string(), z.string()),
  unknownColumns: z.array(z.string()),
  otherSheets: z.array(z.string()),
  /** Why it ended without being written: text `refusal.<code>`. */
  failure: z.object({ code: z.string(), params }).nullable(),
  /** Nothing has moved for two minutes: it may be started again. */
  stalled: z.boolean(),
  /** Only who began an import confirms it. */
  mine: z.boolean(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  version: z.number(),
});

const rowView = z.object({
  line: z.number(),
  name: z.string(),
  idMasked: z.string().nullable(),
  verdict: z.enum(verdicts),
  repaired: z.boolean(),
  /** Texts `roster.problem.<code>` at `roster.field.<field>`. */
  problems: z.array(z.object({ field: z.string(), code: z.string(), severity: z.string(), params })),
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string() })),
  personId: id.nullable(),
});

const moved = z.object({ id, version: z.number() });
const step = z.object({ id, version: z.number().int() });

export const importsApi = {
  listImports: endpoint({
    method: 'GET',
    path: '/api/members/imports',
    permission: 'members.import',
    summary: 'The latest imports',
    request: z.object({}),
    reply: z.object({ imports: z.array(importView) }),
  }),
  startImport: endpoint({
    method: 'POST',
    path: '/api/members/imports',
    permission: 'members.import',
    summary: 'Upload a roster; it is read and compared in the background, nothing is written',
    request: z.object({ org: id, asAt: day }),
    reply: z.object({ id }),
    upload: true,
  }),
  getImport: endpoint({
    method: 'GET',
    path: '/api/members/imports/:id',
    permission: 'members.import',
    summary: 'Where an import stands',
    request: z.object({ id }),
    reply: importView,
  }),
  listImportRows: endpoint({
    method: 'GET',
    path: '/api/members/imports/:id/rows',
    permission: 'members.import',
    summary: 'Its lines with what is wrong, repaired or changed; 50 on a page',
    request: z.object({
      id,
      show: z.enum([...verdicts, 'repaired', 'warning']).optional(),
      page: z.coerce.number().int().min(1).max(5000).optional(),
    }),
    reply: z.object({ rows: z.array(rowView), total: z.number() }),
  }),
  confirmImport: endpoint({
    method: 'POST',
    path: '/api/members/imports/:id/confirmation',
    permission: 'members.import',
    summary: 'Write the new and changed lines, all or nothing',
    request: step,
    reply: moved,
  }),
  rerunImport: endpoint({
    method: 'POST',
    path: '/api/members/imports/:id/reading',
    permission: 'members.import',
    summary: 'Compare the file with the roll once more',
    request: step,
    reply: moved,
  }),
  discardImport: endpoint({
    method: 'POST',
    path: '/api/members/imports/:id/discarding',
    permission: 'members.import',
    summary: 'Throw the import and its lines away',
    request: step,
    reply: moved,
  }),
  downloadWrongRows: endpoint({
    method: 'GET',
    path: '/api/members/imports/:id/wrong-rows',
    permission: 'members.import',
    summary: 'The wrong and duplicate lines as a sheet to correct and upload again',
    request: z.object({ id }),
    reply: z.object({}),
    file: true,
  }),
} satisfies Api;
