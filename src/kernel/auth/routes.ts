/** Binds the endpoints of sign-in and the own account. */
import { record } from '../audit/record.ts';
import { bind, type Bound } from '../http/bind.ts';
import { Refusal } from '../refusal.ts';
import {
  changePassword,
  listOwnSessions,
  requireAccount,
  revokeSession,
  sessionNow,
  setPreferences,
} from './account.ts';
import { authApi } from './api.ts';
import { unlinkOidc } from './oidc-link.ts';
import { isEmptyTown, setUpTown } from './set-up.ts';
import { enterCode, proveAgain, signIn, signOut } from './sign-in.ts';
import { confirmTotp, requireMayEnrol, startTotp } from './totp.ts';

/** `oidc`: the providers that the sign-in page offers. */
export function authRoutes(oidc: { key: string; name: string }[]): Bound[] {
  return bind(authApi, {
    signIn: async (ctx, input, exchange) => {
      const result = await signIn(ctx, input, exchange);
      if (result instanceof Refusal) return result;
      if (result === 'code_required') return { step: result };
      exchange.setSession(result.token);
      return { step: result.step };
    },
    getSession: async (ctx) => {
      const now = await sessionNow(ctx);
      return { ...now, setUp: now.session === null && (await isEmptyTown(ctx.tx)), oidc };
    },
    signOut: async (ctx, _, exchange) => {
      await signOut(ctx);
      exchange.setSession(null);
      return {};
    },
    enterCode: async (ctx, { code }, exchange) => {
      const step = await enterCode(ctx, code, exchange);
      return step instanceof Refusal ? step : { step };
    },
    proveAgain: async (ctx, input) => {
      const until = await proveAgain(ctx, input);
      return until instanceof Refusal ? until : { until: until.toString() };
    },
    changePassword: async (ctx, input) => (await changePassword(ctx, input)) ?? {},
    setPreferences: async (ctx, input) => {
      await setPreferences(ctx, input);
      return {};
    },
    startTotp: async (ctx) => {
      const names = await requireMayEnrol(ctx);
      return startTotp(ctx, requireAccount(ctx), names);
    },
    confirmTotp: async (ctx, { code }) => {
      const id = requireAccount(ctx);
      const recoveryCodes = await confirmTotp(ctx, id, code);
      await record(ctx, { event: 'auth.totp_enrolled', subject: { type: 'account', id } });
      return { recoveryCodes };
    },
    listSessions: async (ctx) => ({ sessions: await listOwnSessions(ctx) }),
    revokeSession: async (ctx, { id }) => {
      await revokeSession(ctx, id);
      return {};
    },
    unlinkOidc: async (ctx) => {
      await unlinkOidc(ctx);
      return {};
    },
    setUpTown: async (ctx, input, exchange) => {
      const result = await setUpTown(ctx, input, exchange);
      if (result instanceof Refusal) return result;
      exchange.setSession(result.token);
      return { step: result.step, security: result.security };
    },
  });
}
