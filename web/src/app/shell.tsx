/** The frame behind sign-in: top bar, menu at the side or bar at the bottom, the page between them. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNarrow } from '../lib/screen.ts';
import { sessionQuery, type Session } from '../lib/session.ts';
import { AppLink } from '../ui/app-link.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { AccountMenu } from './account-menu.tsx';
import { bellFor, entriesFor, placed } from './entries.ts';
import type { Feature } from './features.ts';
import { applyPreferences } from './preferences.ts';
import { Opening } from './root.tsx';

/** The moment between the end of a session and the sign-in page shows no page that needs one. */
export function Shell() {
  const { session } = useSuspenseQuery(sessionQuery).data;
  return session ? <Frame session={session} /> : <Opening />;
}

function Frame({ session }: { session: Session }) {
  const { t } = useTranslation();
  // The account's choice holds on a device where nobody chose before.
  useEffect(() => {
    applyPreferences({ locale: session.locale, elderMode: session.elderMode });
  }, [session.locale, session.elderMode]);
  // Fetched ahead, because the dialogue must open on a poor line in the middle of an act.
  useEffect(() => {
    const soon = setTimeout(() => void import('./proof-dialogue.tsx').catch(() => undefined), 3000);
    return () => clearTimeout(soon);
  }, []);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <TopBar session={session} />
      <Menu session={session} />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

function TopBar({ session }: { session: Session }) {
  const { t } = useTranslation();
  const bell = bellFor(session);
  const place = useRouterState({ select: (state) => state.location.pathname });
  return (
    <header className="top-bar">
      <AppLink to="/" className="brand">
        <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width="28" height="28" />
        <span className="brand-name">{t('app.name')}</span>
        {session.town && <span className="brand-town">{session.town}</span>}
      </AppLink>
      {bell && (
        <AppLink to={bell.path} className="top-button">
          <Icon name="bell" />
          <span className="sr-only">{t(bell.labelKey)}</span>
          <EntryBadge feature={bell} />
        </AppLink>
      )}
      {/* A new key at each address closes the menu. */}
      <AccountMenu key={place} session={session} />
    </header>
  );
}

function Menu({ session }: { session: Session }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const { shown, more } = placed(entriesFor(session), { narrow });
  if (shown.length === 0) return null;
  return (
    <nav className={narrow ? 'bottom-bar' : 'side-menu'} aria-label={t('app.menu')}>
      <ul>
        {shown.map((feature) => (
          <MenuEntry key={feature.key} to={feature.path} label={t(feature.labelKey)} icon={feature.icon}>
            <EntryBadge feature={feature} />
          </MenuEntry>
        ))}
        {more && <MenuEntry to="/more" label={t('app.more')} icon="more" />}
      </ul>
    </nav>
  );
}

type MenuEntryProps = { to: string; label: string; icon: IconName; children?: ReactNode };

function MenuEntry({ to, label, icon, children }: MenuEntryProps) {
  const here = useRouterState({ select: (state) => isUnder(state.location.pathname, to) });
  return (
    <li>
      <AppLink to={to} className={here ? 'menu-entry menu-entry-here' : 'menu-entry'}>
        <Icon name={icon} />
        <span>{label}</span>
        {children}
      </AppLink>
    </li>
  );
}

function EntryBadge({ feature }: { feature: Feature }) {
  return <Suspense>{feature.badge && <feature.badge />}</Suspense>;
}

function isUnder(pathname: string, to: string): boolean {
  return pathname === to || pathname.startsWith(`${to}/`);
}
