/** The devices on which the account is signed in, each with the button that ends it. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { authApi } from '../../../src/kernel/auth/api.ts';
import type { ReplyOf } from '../../../src/kernel/http/contract.ts';
import { useAct, useEndpoint } from '../lib/use-endpoint.ts';
import { Moment } from '../ui/day.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Facts } from '../ui/page.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { say } from '../ui/toast.tsx';

type OwnSession = ReplyOf<typeof authApi.listSessions>['sessions'][number];

export function SessionList() {
  const { t } = useTranslation();
  const sessions = useEndpoint(authApi.listSessions, {});
  return (
    <>
      <p>{t('account.sessions_lead')}</p>
      <Loaded query={sessions}>
        {(data) => (
          <ul className="cards">
            {data.sessions.map((session) => (
              <SessionCard key={session.id} session={session} />
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}

function SessionCard({ session }: { session: OwnSession }) {
  const { t } = useTranslation();
  const end = useAct(authApi.revokeSession, {
    invalidates: [authApi.listSessions],
    onDone: () => say(t('account.session_ended')),
  });
  return (
    <li className="card">
      <Facts
        rows={[
          { label: t('account.session_device'), value: session.device },
          { label: t('account.session_address'), value: session.address },
          { label: t('account.session_started'), value: <Moment at={session.startedAt} /> },
          { label: t('account.session_seen'), value: <Moment at={session.lastSeenAt} /> },
        ]}
      />
      {end.error && <Refusal problem={end.error} focus />}
      {session.current ? (
        <StateTag tone="done" label={t('account.session_current')} />
      ) : (
        <Button loading={end.isPending} onClick={() => end.mutate({ input: { id: session.id } })}>
          {t('account.session_end')}
        </Button>
      )}
    </li>
  );
}
