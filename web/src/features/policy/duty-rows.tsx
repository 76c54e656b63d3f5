/** Duties as rows: what, where, by when, whose, how it stands, where it is done. */
import { useTranslation } from 'react-i18next';
import { periodInWords } from '../../../../src/kernel/duty/period-words.ts';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import type { boardApi } from '../../../../src/modules/policy/board-api.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { addressOf, daysBetween, wordOf } from './words.ts';

export type DutyRow = ReplyOf<typeof boardApi.listDuties>['rows'][number];

const tones: Record<DutyRow['state'], Tone> = {
  late: 'late',
  due: 'waiting',
  on_course: 'active',
  not_started: 'plain',
  done: 'done',
  excused: 'plain',
};

type Props = {
  rows: DutyRow[];
  asOf: string;
  label: string;
  /** On the institution's own page its name need not stand in each row. */
  isOneInstitution?: boolean;
};

export function DutyRows({ rows, asOf, label, isOneInstitution = false }: Props) {
  const { t } = useTranslation();
  return (
    <ul className="duty-rows" aria-label={label}>
      {rows.map((row) => (
        <li key={`${row.duty} ${row.org.id} ${row.period}`} className={`duty-row duty-row-${row.state}`}>
          <div className="duty-what">
            <p className="duty-title">
              <strong>{row.org.name}</strong> {wordOf(t, 'duty', row.duty)}{' '}
              <small>{periodInWords(t, row.period)}</small>
            </p>
            <p className="duty-facts">
              <StateTag tone={tones[row.state]} label={t(`duty.state.${row.state}`)} />
              {row.state === 'late' ? (
                <span className="late-text">
                  {t('board.late_by', { count: daysBetween(row.dueOn, asOf) })}
                </span>
              ) : (
                <span>
                  {t('board.due_on')} <Day date={row.dueOn} short />
                </span>
              )}
              {row.times > 1 && <span>{t('board.progress', { have: row.have, times: row.times })}</span>}
              {!isOneInstitution && (
                <AppLink to={addressOf(`/board/institutions/${row.institution.id}`, {})}>
                  {row.institution.name}
                </AppLink>
              )}
            </p>
            {row.excuse && <p className="quiet">{t('board.excused', { reason: row.excuse })}</p>}
            {row.evidence.length > 0 && (
              <p className="duty-evidence">
                {t('board.evidence')}：
                {row.evidence.map((one) => (
                  <AppLink key={one.path} to={one.path}>
                    {one.label}（<Day date={one.on} short />）
                  </AppLink>
                ))}
              </p>
            )}
          </div>
          <p className="duty-whose">
            <small>{t('board.whose')}</small>
            <span className="person-name">{row.whose.join('、') || t('board.nobody')}</span>
          </p>
          {row.state !== 'done' && row.state !== 'excused' && (
            <AppLink to={row.startPath} className="link-button">
              {t('board.start')}
            </AppLink>
          )}
        </li>
      ))}
    </ul>
  );
}
