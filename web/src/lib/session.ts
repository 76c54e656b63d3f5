/** Who is signed in, for every screen. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { authApi } from '../../../src/kernel/auth/api.ts';
import type { ReplyOf } from '../../../src/kernel/http/contract.ts';
import { call } from './client.ts';

export type SessionReply = ReplyOf<typeof authApi.getSession>;
export type Session = NonNullable<SessionReply['session']>;

export const sessionQuery = queryOptions({
  queryKey: [authApi.getSession.path],
  queryFn: ({ signal }) => call(authApi.getSession, {}, { signal }),
  staleTime: 60_000,
});

/** The session of a screen behind sign-in; the route lets nobody else in. */
export function useSession(): Session {
  const { session } = useSuspenseQuery(sessionQuery).data;
  if (!session) throw new Error('this screen lies behind sign-in');
  return session;
}

/** Whether the screen offers what needs this permission; the server decides again. */
export function mayDo(session: Session, permission: string): boolean {
  return permission === 'signed_in' || permission === 'anyone' || session.permissions.includes(permission);
}
