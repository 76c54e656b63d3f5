/** The menu behind the own name: account, language, large print, sign-out. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { authApi } from '../../../src/kernel/auth/api.ts';
import { clearAllDrafts } from '../lib/draft.ts';
import type { Session } from '../lib/session.ts';
import { useAct } from '../lib/use-endpoint.ts';
import { AppLink } from '../ui/app-link.tsx';
import { Icon } from '../ui/icon.tsx';
import { PersonName } from '../ui/person-name.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { DisplaySwitches } from './display-switches.tsx';

export function AccountMenu({ session }: { session: Session }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const panel = useId();
  const button = useRef<HTMLButtonElement>(null);

  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    setOpen(false);
    button.current?.focus();
  };
  const onLeave = (event: FocusEvent<HTMLDivElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    // The handlers only close the panel when Escape or the focus leaves it; each act inside is a button of its own.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="account-menu" onKeyDown={onKey} onBlur={onLeave}>
      <button
        ref={button}
        type="button"
        className="top-button"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        <Icon name="member" />
        <PersonName name={session.displayName} />
      </button>
      {/* Focusable, so that a click on its edge does not count as leaving it. */}
      <div id={panel} className="account-panel" hidden={!open} tabIndex={-1}>
        <AppLink to="/account" className="menu-button">
          <Icon name="settings" />
          {t('app.account')}
        </AppLink>
        <DisplaySwitches session={session} />
        <SignOutButton />
      </div>
    </div>
  );
}

function SignOutButton() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useAct(authApi.signOut, {
    onDone: () => {
      clearAllDrafts();
      client.clear();
      void navigate({ to: '/sign-in' });
    },
  });
  return (
    <>
      <button type="button" className="menu-button" onClick={() => leave.mutate({ input: {} })}>
        <Icon name="back" />
        {t('app.sign_out')}
      </button>
      {leave.error && <Refusal problem={leave.error} focus />}
    </>
  );
}
