/** Endpoints of accounts, rights and the audit log. */
import { z } from 'zod';
import { username } from '../../kernel/auth/api.ts';
import { endpoint, type Api } from '../../kernel/http/contract.ts';

const id = z.uuid();
const day = z.iso.date();
const moment = z.iso.datetime();
const page = z.coerce.number().int().min(1).max(10_000).optional();
const words = z.string().trim().max(60).optional();
const reason = z.string().trim().min(2).max(200);

/** Rows on a page of every list here. */
export const pageSize = 20;

export const accountRow = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  state: z.enum(['open', 'locked', 'disabled']),
  /** Still the password that was handed out. */
  oneTime: z.boolean(),
  secondFactor: z.boolean(),
  lastSignedInAt: moment.nullable(),
  roles: z.array(z.object({ role: z.string(), orgName: z.string() })),
  version: z.number(),
});

const handedOut = z.object({ username: z.string(), oneTimePassword: z.string(), goodUntil: moment });
const ofAccount = z.object({ id, version: z.number().int() });

export const grantRow = z.object({
  id,
  accountId: id,
  displayName: z.string(),
  username: z.string(),
  role: z.string(),
  orgId: id,
  orgName: z.string(),
  from: day,
  to: day.nullable(),
  state: z.enum(['to_come', 'current', 'ended']),
  grantedBy: z.string().nullable(),
  reason: z.string().nullable(),
});

const eventFilter = z.object({
  from: day.optional(),
  to: day.optional(),
  actorId: id.optional(),
  event: z.string().max(80).optional(),
  orgId: id.optional(),
  subjectType: z.string().max(60).optional(),
  subjectId: id.optional(),
});

export const auditRow = z.object({
  id,
  at: moment,
  actorName: z.string(),
  actorKind: z.string(),
  event: z.string(),
  permission: z.string(),
  orgName: z.string().nullable(),
  subjectType: z.string().nullable(),
  subjectId: id.nullable(),
  /** Names of what changed; values only where the event is one of administration. */
  fields: z.array(z.string()),
  values: z.object({ before: z.unknown(), after: z.unknown() }).nullable(),
  reason: z.string().nullable(),
  sealNo: z.number().nullable(),
});

export const administrationApi = {
  listAccounts: endpoint({
    method: 'GET',
    path: '/api/accounts',
    permission: 'accounts.manage',
    summary: 'Accounts that belong to the administrator’s organizations',
    request: z.object({ q: words, state: z.enum(['open', 'locked', 'disabled']).optional(), page }),
    reply: z.object({ rows: z.array(accountRow), total: z.number() }),
  }),
  createAccount: endpoint({
    method: 'POST',
    path: '/api/accounts',
    permission: 'accounts.manage',
    summary: 'A new account with a one-time password, shown once; it holds no role yet',
    request: z.object({
      username,
      displayName: z.string().trim().min(1).max(60),
      email: z.email().max(200).optional(),
    }),
    reply: handedOut,
    secret: true,
    stepUp: true,
  }),
  resetPassword: endpoint({
    method: 'POST',
    path: '/api/accounts/:id/password-reset',
    permission: 'accounts.manage',
    summary: 'A new one-time password, shown once; the account’s sessions end',
    request: ofAccount.extend({ reason }),
    reply: handedOut,
    secret: true,
    stepUp: true,
  }),
  unlockAccount: endpoint({
    method: 'POST',
    path: '/api/accounts/:id/unlock',
    permission: 'accounts.manage',
    summary: 'Open an account that wrong tries locked',
    request: ofAccount,
    reply: z.object({}),
  }),
  disableAccount: endpoint({
    method: 'POST',
    path: '/api/accounts/:id/disable',
    permission: 'accounts.manage',
    summary: 'Close an account; its sessions end, its history stays',
    request: ofAccount.extend({ reason }),
    reply: z.object({}),
  }),
  enableAccount: endpoint({
    method: 'POST',
    path: '/api/accounts/:id/enable',
    permission: 'accounts.manage',
    summary: 'Open an account that was closed',
    request: ofAccount.extend({ reason }),
    reply: z.object({}),
  }),
  getMatrix: endpoint({
    method: 'GET',
    path: '/api/rights/matrix',
    permission: 'rights.manage',
    summary: 'Which role may do what, the whole table that the server decides by',
    request: z.object({}),
    reply: z.object({
      roles: z.array(
        z.object({
          key: z.string(),
          at: z.array(z.string()),
          secondFactor: z.boolean(),
          excludes: z.array(z.string()),
        }),
      ),
      permissions: z.array(z.object({ key: z.string(), roles: z.array(z.string()) })),
    }),
  }),
  listGrants: endpoint({
    method: 'GET',
    path: '/api/rights/grants',
    permission: 'rights.manage',
    summary: 'Roles held at organizations, with their periods',
    request: z.object({
      q: words,
      role: z.string().max(60).optional(),
      state: z.enum(['to_come', 'current', 'ended']).optional(),
      page,
    }),
    reply: z.object({ rows: z.array(grantRow), total: z.number() }),
  }),
  findHolders: endpoint({
    method: 'GET',
    path: '/api/rights/accounts',
    permission: 'rights.manage',
    summary: 'Accounts to which a role can be granted, by name',
    request: z.object({ q: words }),
    reply: z.object({
      accounts: z.array(
        z.object({ id, displayName: z.string(), username: z.string(), secondFactor: z.boolean() }),
      ),
    }),
  }),
  findPlaces: endpoint({
    method: 'GET',
    path: '/api/rights/organizations',
    permission: 'rights.manage',
    summary: 'Organizations at which a role may be held',
    request: z.object({ role: z.string().max(60), q: words }),
    reply: z.object({ organizations: z.array(z.object({ id, name: z.string(), kind: z.string() })) }),
  }),
  grantRole: endpoint({
    method: 'POST',
    path: '/api/rights/grants',
    permission: 'rights.manage',
    summary: 'Give somebody a role at an organization for a period',
    request: z.object({
      accountId: id,
      role: z.string().max(60),
      orgId: id,
      from: day,
      to: day.optional(),
      reason,
    }),
    reply: z.object({ id }),
    stepUp: true,
  }),
  endGrant: endpoint({
    method: 'POST',
    path: '/api/rights/grants/:id/end',
    permission: 'rights.manage',
    summary: 'End a role; today at the earliest, so that the past stays as it was',
    request: z.object({ id, lastDay: day, reason }),
    reply: z.object({}),
    stepUp: true,
  }),
  resetSecondFactor: endpoint({
    method: 'POST',
    path: '/api/rights/accounts/:id/second-factor-reset',
    permission: 'rights.manage',
    summary: 'Forget a lost second factor; the account’s sessions end and it must enrol anew',
    request: z.object({ id, reason }),
    reply: z.object({}),
    stepUp: true,
  }),
  getSignInRule: endpoint({
    method: 'GET',
    path: '/api/rights/sign-in-rule',
    permission: 'rights.manage',
    summary: 'After how many days a password must be changed; null when never',
    request: z.object({}),
    reply: z.object({ passwordDays: z.number().nullable(), source: z.string().nullable() }),
  }),
  setSignInRule: endpoint({
    method: 'POST',
    path: '/api/rights/sign-in-rule',
    permission: 'rights.manage',
    summary: 'Set after how many days a password must be changed',
    request: z.object({
      passwordDays: z.number().int().min(30).max(730).nullable(),
      source: z.string().trim().min(2).max(200),
      reason,
    }),
    reply: z.object({}),
    stepUp: true,
  }),
  listAuditEvents: endpoint({
    method: 'GET',
    path: '/api/audit/events',
    permission: 'audit.read',
    summary: 'What happened, newest first; `next` asks for the page after it',
    request: eventFilter.extend({ after: z.string().max(120).optional() }),
    reply: z.object({ rows: z.array(auditRow), next: z.string().nullable() }),
  }),
  exportAuditEvents: endpoint({
    method: 'GET',
    path: '/api/audit/events.xlsx',
    permission: 'audit.read',
    summary: 'The same events as a sheet; the export is itself recorded',
    request: eventFilter,
    reply: z.unknown(),
    file: true,
    stepUp: true,
  }),
  getSeal: endpoint({
    method: 'GET',
    path: '/api/audit/seal',
    permission: 'audit.read',
    summary: 'The newest seal of the log, to be printed and kept',
    request: z.object({}),
    reply: z.object({
      seal: z.object({ no: z.number(), at: moment, root: z.string() }).nullable(),
      unsealed: z.number(),
    }),
  }),
} satisfies Api;
