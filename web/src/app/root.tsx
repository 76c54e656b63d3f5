/** What every page has: the word about the network, the proof dialogue, the place for short words. */
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useOnline } from '../lib/screen.ts';
import { proofIsAsked, watchProof } from '../lib/step-up.ts';
import { Icon } from '../ui/icon.tsx';
import { Skeleton } from '../ui/loaded.tsx';
import { Toasts } from '../ui/toast.tsx';

const ProofDialogue = lazy(() =>
  import('./proof-dialogue.tsx').then(({ ProofDialogue }) => ({ default: ProofDialogue })),
);

export function Root() {
  const asked = useSyncExternalStore(watchProof, proofIsAsked);
  return (
    <>
      <OfflineBanner />
      <Outlet />
      {asked && (
        <Suspense>
          <ProofDialogue />
        </Suspense>
      )}
      <Toasts />
    </>
  );
}

/** While a screen's code is on its way. */
export function Opening() {
  return (
    <div className="page">
      <Skeleton lines={6} />
    </div>
  );
}

function OfflineBanner() {
  const { t } = useTranslation();
  const online = useOnline();
  return (
    <output>
      {!online && (
        <span className="offline-banner">
          <Icon name="offline" />
          {t('app.offline')}
        </span>
      )}
    </output>
  );
}
