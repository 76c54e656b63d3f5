/** Endpoints of sign-in, the own account and the own sessions. */
import { z } from 'zod';
import { endpoint, type Api } from '../http/contract.ts';

const id = z.uuid();
const day = z.iso.date();

/** Letters of any script, digits, dot, dash, underscore. */
export const username = z
  .string()
  .trim()
  .min(2)
  .max(64)
  .refine((name) => /^[\p{L}\p{N}._-]+$/u.test(name), { params: { code: 'accounts.username_form' } });

/** A role held at an organization for a period; `to` is the last day, null while open. */
export const heldRole = z.object({
  role: z.string(),
  orgId: id,
  orgName: z.string(),
  from: day,
  to: day.nullable(),
});

/** Who is signed in; `permissions` are those held anywhere, for what the screen offers (the server decides again). */
export const sessionView = z.object({
  accountId: id,
  personId: id.nullable(),
  username: z.string(),
  displayName: z.string(),
  locale: z.enum(['zh-CN', 'en']),
  elderMode: z.boolean(),
  roles: z.array(heldRole),
  /** The town that the person works for, else the root above; null without any role. */
  town: z.string().nullable(),
  permissions: z.array(z.string()),
  totpEnrolled: z.boolean(),
  /** An account of an outside provider is linked. */
  oidcLinked: z.boolean(),
  today: day,
});

/** What is still to do before the session counts: nothing, a code, a new password, or enrolling the second factor that the role demands. */
export const signInStep = z.enum([
  'signed_in',
  'code_required',
  'password_change_required',
  'second_factor_required',
]);

export const ownSession = z.object({
  id: z.string(),
  current: z.boolean(),
  startedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  address: z.string(),
  device: z.string(),
});

export const authApi = {
  signIn: endpoint({
    method: 'POST',
    path: '/api/session',
    permission: 'anyone',
    summary: 'Sign in with name and password, and the code of the second factor where one is set',
    request: z.object({
      username: z.string().min(1).max(64),
      password: z.string().min(1).max(256),
      code: z.string().max(12).optional(),
    }),
    reply: z.object({ step: signInStep }),
  }),
  getSession: endpoint({
    method: 'GET',
    path: '/api/session',
    permission: 'anyone',
    summary: 'Who is signed in; null when nobody is',
    request: z.object({}),
    reply: z.object({
      step: signInStep.nullable(),
      session: sessionView.nullable(),
      setUp: z.boolean(),
      oidc: z.array(z.object({ key: z.string(), name: z.string() })),
    }),
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/api/session',
    permission: 'anyone',
    summary: 'End the own session',
    request: z.object({}),
    reply: z.object({}),
  }),
  enterCode: endpoint({
    method: 'POST',
    path: '/api/session/code',
    permission: 'signed_in',
    summary: 'Finish a sign-in that awaits the code of the second factor',
    request: z.object({ code: z.string().min(1).max(12) }),
    reply: z.object({ step: signInStep }),
  }),
  proveAgain: endpoint({
    method: 'POST',
    path: '/api/session/proof',
    permission: 'signed_in',
    summary: 'Prove the password again before a sensitive act; valid for ten minutes',
    request: z.object({ password: z.string().min(1).max(256), code: z.string().max(12).optional() }),
    reply: z.object({ until: z.iso.datetime() }),
  }),
  changePassword: endpoint({
    method: 'POST',
    path: '/api/account/password',
    permission: 'signed_in',
    summary: 'Change the own password; other sessions end',
    request: z.object({ current: z.string().min(1).max(256), next: z.string().min(1).max(256) }),
    reply: z.object({}),
  }),
  setPreferences: endpoint({
    method: 'POST',
    path: '/api/account/preferences',
    permission: 'signed_in',
    summary: 'Language and large print of the own screens',
    request: z.object({ locale: z.enum(['zh-CN', 'en']).optional(), elderMode: z.boolean().optional() }),
    reply: z.object({}),
  }),
  startTotp: endpoint({
    method: 'POST',
    path: '/api/account/totp',
    permission: 'signed_in',
    summary: 'Begin enrolling the second factor: the secret and its QR code, shown once',
    request: z.object({}),
    reply: z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() }),
    secret: true,
  }),
  confirmTotp: endpoint({
    method: 'POST',
    path: '/api/account/totp/confirmation',
    permission: 'signed_in',
    summary: 'Finish enrolling by one valid code; gives recovery codes, shown once',
    request: z.object({ code: z.string().max(12) }),
    reply: z.object({ recoveryCodes: z.array(z.string()) }),
    secret: true,
  }),
  listSessions: endpoint({
    method: 'GET',
    path: '/api/account/sessions',
    permission: 'signed_in',
    summary: 'The own open sessions',
    request: z.object({}),
    reply: z.object({ sessions: z.array(ownSession) }),
  }),
  revokeSession: endpoint({
    method: 'DELETE',
    path: '/api/account/sessions/:id',
    permission: 'signed_in',
    summary: 'End one of the own sessions',
    request: z.object({ id: z.string() }),
    reply: z.object({}),
  }),
  unlinkOidc: endpoint({
    method: 'DELETE',
    path: '/api/account/oidc',
    permission: 'signed_in',
    summary: 'Undo the link to the account of an outside provider',
    request: z.object({}),
    reply: z.object({}),
  }),
  setUpTown: endpoint({
    method: 'POST',
    path: '/api/set-up',
    permission: 'anyone',
    summary:
      'An empty town: its name, its system administrator and its security administrator, against the code on the console',
    request: z.object({
      code: z.string().max(40),
      townName: z.string().trim().min(2).max(60),
      username,
      displayName: z.string().trim().min(1).max(60),
      password: z.string().min(1).max(256),
      securityUsername: username,
      securityDisplayName: z.string().trim().min(1).max(60),
    }),
    reply: z.object({
      step: signInStep,
      security: z.object({ username: z.string(), oneTimePassword: z.string() }),
    }),
  }),
} satisfies Api;
