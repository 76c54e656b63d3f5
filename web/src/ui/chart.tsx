/** Bars that people would rather look at than read; each opens to its rows, and the same numbers stand in a table. */
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { AppLink } from './app-link.tsx';
import { Skeleton } from './loaded.tsx';

export type Bar = { key: string; label: string; value: number; to: string };

export type ChartProps = { label: string; unit: string; bars: Bar[] };

// ECharts is 160 kB: it comes only with the first chart that is looked at.
const BarCanvas = lazy(() => import('./bar-canvas.tsx').then(({ BarCanvas }) => ({ default: BarCanvas })));

export function BarChart({ label, unit, bars }: ChartProps) {
  const { t } = useTranslation();
  return (
    <figure className="chart">
      <figcaption>
        {label}
        <small>{unit}</small>
      </figcaption>
      <div aria-hidden="true">
        <Suspense fallback={<Skeleton lines={bars.length} />}>
          <BarCanvas label={label} unit={unit} bars={bars} />
        </Suspense>
      </div>
      <details>
        <summary>{t('ui.chart_table')}</summary>
        <table className="table" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{t('ui.chart_name')}</th>
              <th scope="col" className="align-end">
                {t('ui.chart_value')}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.key}>
                <th scope="row">{bar.label}</th>
                <td className="align-end">
                  <AppLink to={bar.to}>
                    {bar.value} {unit}
                  </AppLink>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
