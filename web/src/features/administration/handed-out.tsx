/** A one-time password on the screen, once; it takes the focus and stays until it is noted. */
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/days.ts';
import { Facts } from '../../ui/page.tsx';

export type OneTime = { username: string; oneTimePassword: string; goodUntil: string };

export function HandedOut({ given, onNoted }: { given: OneTime; onNoted: () => void }) {
  const { t, i18n } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="section" aria-live="polite">
      <header className="section-head">
        <h2 ref={heading} tabIndex={-1}>
          {t('administration.handed_out')}
        </h2>
      </header>
      <p>{t('administration.handed_out_hint', { until: momentText(given.goodUntil, i18n.language) })}</p>
      <Facts
        rows={[
          { label: t('administration.username'), value: given.username },
          {
            label: t('administration.handed_out'),
            value: <code className="secret">{given.oneTimePassword}</code>,
          },
        ]}
      />
      <div className="form-acts">
        <Button type="primary" onClick={onNoted}>
          {t('administration.noted')}
        </Button>
      </div>
    </section>
  );
}
