/** What was read, or its skeleton, or why it could not be read with a way to try again. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../lib/problem.ts';
import { Icon } from './icon.tsx';
import { Refusal } from './refusal.tsx';

type LoadedProps<Data> = {
  query: UseQueryResult<Data, Problem>;
  /** Lines of the skeleton. */
  lines?: number;
  children: (data: Data) => ReactNode;
};

export function Loaded<Data>({ query, lines = 4, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <ReadProblem problem={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}

/** Grey lines while something loads; told to screen readers in words. */
export function Skeleton({ lines }: { lines: number }) {
  const { t } = useTranslation();
  return (
    <output className="skeleton" aria-label={t('ui.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} style={{ width: `${95 - ((line * 17) % 40)}%` }} />
      ))}
    </output>
  );
}

/** A read that failed, with the button to try again. */
export function ReadProblem({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Refusal
      problem={problem}
      action={
        <button type="button" className="plain-button" onClick={onRetry}>
          <Icon name="waiting" size="1em" />
          {t('ui.retry')}
        </button>
      }
    />
  );
}
