/** The own account: who, display, password, second factor, devices. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { authApi } from '../../../src/kernel/auth/api.ts';
import { dayShort } from '../lib/days.ts';
import { useSession, type Session } from '../lib/session.ts';
import { readAgain } from '../lib/use-endpoint.ts';
import { Facts, Page, Section } from '../ui/page.tsx';
import { PersonName } from '../ui/person-name.tsx';
import { DisplaySwitches } from './display-switches.tsx';
import { PasswordForm } from './password-form.tsx';
import { OutsideAccount } from './outside-account.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SessionList } from './session-list.tsx';

export function AccountPage() {
  const { t } = useTranslation();
  const session = useSession();
  const client = useQueryClient();
  return (
    <Page title={t('account.title')} width="text">
      <Section title={t('account.who')}>
        <Facts
          rows={[
            { label: t('account.name'), value: <PersonName name={session.displayName} /> },
            { label: t('account.username'), value: session.username },
            { label: t('account.roles'), value: <Roles roles={session.roles} /> },
          ]}
        />
      </Section>
      <Section title={t('account.display')}>
        <div className="form-acts">
          <DisplaySwitches session={session} />
        </div>
      </Section>
      <Section title={t('password.change')}>
        <PasswordForm />
      </Section>
      <Section title={t('factor.title')}>
        <p>{session.totpEnrolled ? t('factor.on') : t('factor.off')}</p>
        <SecondFactor
          startLabel={session.totpEnrolled ? t('factor.again') : t('factor.start')}
          onDone={() => readAgain(client, [authApi.getSession])}
        />
      </Section>
      <OutsideAccount linked={session.oidcLinked} />
      <Section title={t('account.sessions')}>
        <SessionList />
      </Section>
    </Page>
  );
}

function Roles({ roles }: { roles: Session['roles'] }) {
  const { t, i18n } = useTranslation();
  if (roles.length === 0) return <>{t('account.no_roles')}</>;
  const period = (from: string, to: string | null) =>
    to
      ? t('account.until', { from: dayShort(from, i18n.language), to: dayShort(to, i18n.language) })
      : t('account.since', { from: dayShort(from, i18n.language) });
  return (
    <ul className="plain-list">
      {roles.map((held) => (
        <li key={`${held.role}${held.orgId}${held.from}`}>
          {held.orgName} · {i18n.exists(`role.${held.role}`) ? t(`role.${held.role}` as never) : held.role}
          <small>{period(held.from, held.to)}</small>
        </li>
      ))}
    </ul>
  );
}
