/** The frame of the pages before sign-in: the mark, a sheet, the switches of the display. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { DisplaySwitches } from './display-switches.tsx';

export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="door">
      <header className="door-head">
        <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width="44" height="44" />
        <p>
          <strong>{t('app.name')}</strong>
          <span>{t('app.purpose')}</span>
        </p>
      </header>
      <main className="door-sheet">
        <Page key={title} title={title} lead={lead} width="text">
          {children}
        </Page>
      </main>
      <footer className="door-foot">
        <DisplaySwitches session={null} />
      </footer>
    </div>
  );
}
