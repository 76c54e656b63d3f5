/** What one has typed beside what another has saved meanwhile, and the choice between the two. */
import { Button } from 'antd';
import { createContext, use, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../lib/problem.ts';

/** The two sides of a stale version, by field; `version` is the one that stands now. */
export type TwoSidesOf = {
  version: number;
  rows: { field: string; yours: string; theirs: string }[];
};

/** The fields in which the sides differ; undefined when the refusal shows none. */
export function twoSidesOf(problem: Problem | undefined): TwoSidesOf | undefined {
  const { yours, theirs } = problem?.both ?? {};
  if (!isRecord(yours) || !isRecord(theirs) || typeof theirs['version'] !== 'number') return undefined;
  const rows = Object.keys(yours)
    .filter((field) => field !== 'version')
    .map((field) => ({ field, yours: asText(yours[field]), theirs: asText(theirs[field]) }))
    .filter((row) => row.yours !== row.theirs);
  return { version: theirs['version'], rows };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Labels of a form's fields by name, for whoever speaks of a field outside the form. */
export const FieldLabels = createContext<Map<string, string>>(new Map());

type TwoSidesProps = {
  sides: TwoSidesOf;
  /** What a choice's code means to people; the value itself unless told. */
  inWords?: ((field: string, value: string) => string) | undefined;
  /** Theirs stays, what was typed is dropped. */
  onTheirs: () => void;
  /** The own side is sent once more, over theirs. */
  onYours: () => void;
};

export function TwoSides({ sides, inWords = (_, value) => value, onTheirs, onYours }: TwoSidesProps) {
  const { t } = useTranslation();
  const labels = use(FieldLabels);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="two-sides" role="alert" ref={box} tabIndex={-1}>
      <p className="reason-message">{t('ui.sides_title')}</p>
      {sides.rows.length === 0 ? (
        <p>{t('ui.sides_same')}</p>
      ) : (
        <dl>
          {sides.rows.map((row) => (
            <div key={row.field} className="two-sides-row">
              <dt>{labels.get(row.field) ?? row.field}</dt>
              <dd>
                <small>{t('ui.sides_yours')}</small>
                {row.yours ? inWords(row.field, row.yours) : t('ui.sides_empty')}
              </dd>
              <dd>
                <small>{t('ui.sides_theirs')}</small>
                {row.theirs ? inWords(row.field, row.theirs) : t('ui.sides_empty')}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="form-acts">
        <Button onClick={onTheirs}>{t('ui.sides_take_theirs')}</Button>
        <Button onClick={onYours}>{t('ui.sides_submit_yours')}</Button>
      </div>
    </div>
  );
}
