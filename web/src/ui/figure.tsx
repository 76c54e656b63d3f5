/** A number that is always a link to the rows it counts. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AppLink } from './app-link.tsx';
import { Day } from './day.tsx';

type FigureProps = {
  label: string;
  value: number | string;
  unit: string;
  /** The rows behind the number. */
  to: string;
  /** ISO day; left out when the number is of now. */
  asOf?: string;
  tone?: 'plain' | 'late';
};

export function Figure({ label, value, unit, to, asOf, tone = 'plain' }: FigureProps) {
  const { t, i18n } = useTranslation();
  const shown = typeof value === 'number' ? value.toLocaleString(i18n.language) : value;
  return (
    <AppLink to={to} className={`figure figure-${tone}`}>
      <span className="figure-label">{label}</span>
      <span className="figure-value">
        {shown}
        <small>{unit}</small>
      </span>
      {asOf && (
        <span className="figure-as-of">
          {t('ui.as_of')} <Day date={asOf} short />
        </span>
      )}
    </AppLink>
  );
}

/** Figures side by side; they wrap on a phone. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className="figures">{children}</div>;
}
