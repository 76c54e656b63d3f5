/** The numbers that were read in an article: adopt, correct or drop each, and say whose it is. */
import { Button, InputNumber } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { policyApi } from '../../../../src/modules/policy/api.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { NumberUse } from '../parameters/number-use.tsx';
import { documentReads, type PolicyDocument, type ArticleRead } from './document-reads.ts';

type ArticleNumber = ArticleRead['parameters'][number];
type Props = { document: PolicyDocument; article: ArticleRead };
type Decision = { state: 'confirmed' | 'dropped'; institution: string | null; value?: number };

export function ArticleNumbers({ document, article }: Props) {
  const { t } = useTranslation();
  const act = useAct(policyApi.decideParameter, { invalidates: documentReads });
  if (article.parameters.length === 0) return null;
  const decide = (one: ArticleNumber, decision: Decision) =>
    act.mutate({
      input: {
        id: document.id,
        version: document.version,
        articleId: article.id,
        parameterId: one.id,
        ...decision,
      },
    });
  return (
    <>
      <ul className="choices" aria-label={t('policy.parameters')}>
        {article.parameters.map((one) => (
          <li key={one.id}>
            <span className={one.state === 'dropped' ? 'struck' : undefined}>
              {t(`policy.kind.${one.kind}` as MessageKey)} <span lang="zh-CN">{one.wording}</span>
            </span>
            <small>
              {t('policy.read_as', { value: inWords(t, one) })}
              {one.state !== 'proposed' && ` · ${t(`policy.parameter.${one.state}`)}`}
            </small>
            {one.state === 'confirmed' && <NumberUse documentId={document.id} numberId={one.id} />}
            {document.mayCorrect && (
              <Decide
                key={document.version}
                one={one}
                article={article}
                busy={act.isPending}
                onDecide={(decision) => decide(one, decision)}
              />
            )}
          </li>
        ))}
      </ul>
      {act.error && <Refusal problem={act.error} />}
    </>
  );
}

type DecideProps = {
  one: ArticleNumber;
  article: ArticleRead;
  busy: boolean;
  onDecide: (decision: Decision) => void;
};

function Decide({ one, article, busy, onDecide }: DecideProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<number>();
  const kept = article.institutions.filter(({ origin }) => origin !== 'rejected');
  // A number of an article with one institution is that institution's.
  const institution = one.institution ?? (kept.length === 1 ? (kept[0]?.id ?? null) : null);
  const { factor, unit } = shownUnit(t, one.unit);
  if (typed !== undefined)
    return (
      <>
        <InputNumber
          aria-label={t('policy.parameter_value_of', { wording: one.wording })}
          min={0}
          value={typed}
          onChange={(value) => setTyped(value ?? 0)}
          suffix={unit}
        />
        <Button
          loading={busy}
          onClick={() => onDecide({ state: 'confirmed', institution, value: typed * factor })}
        >
          {t('policy.parameter_save')}
        </Button>
      </>
    );
  return (
    <>
      {(['confirmed', 'dropped'] as const)
        .filter((state) => state !== one.state)
        .map((state) => (
          <button
            key={state}
            type="button"
            className="plain-button"
            disabled={busy}
            onClick={() => onDecide({ state, institution })}
          >
            {state === 'confirmed' ? t('policy.adopt') : t('policy.drop')}
          </button>
        ))}
      <button
        type="button"
        className="plain-button"
        disabled={busy}
        onClick={() => setTyped(one.value / factor)}
      >
        {t('policy.parameter_correct')}
      </button>
      {one.state === 'confirmed' && (
        <select
          aria-label={t('policy.parameter_institution')}
          value={one.institution ?? ''}
          onChange={(event) => onDecide({ state: 'confirmed', institution: event.target.value || null })}
        >
          <option value="">{t('policy.parameter_institution')}</option>
          {kept.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

/** Amounts are kept in fen and shares as ratios; people read yuan and per cent. */
function shownUnit(t: TFunction, unit: string): { factor: number; unit: string } {
  if (unit === 'fen') return { factor: 100, unit: t('policy.unit.yuan') };
  if (unit === 'ratio') return { factor: 0.01, unit: '%' };
  const known = ['year', 'month', 'week', 'day', 'working_day', 'hour'].includes(unit);
  return { factor: 1, unit: known ? t(`policy.unit.${unit}` as MessageKey) : unit };
}

function inWords(t: TFunction, one: ArticleNumber): string {
  const { factor, unit } = shownUnit(t, one.unit);
  const number = Number((one.value / factor).toPrecision(6)).toLocaleString();
  if (one.kind === 'start_year') return String(one.value);
  return one.kind === 'frequency'
    ? t('policy.once_each', { number, unit })
    : t('policy.number_with_unit', { number, unit });
}
