/** What the visits brought: who handles it by when, and one form for what came of it. */
import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { liaisonApi as api } from '../../../../src/modules/liaison/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { needTone, pairReads, type PairView } from './words.ts';

type Need = PairView['needs'][number];

export function Needs({ of }: { of: PairView }) {
  const { t } = useTranslation();
  if (of.needs.length === 0) return null;
  return (
    <Section title={t('liaison.needs')}>
      <ul className="plain-list">
        {of.needs.map((need) => (
          <li key={need.id}>
            <p>
              <StateTag
                tone={need.late ? 'late' : needTone[need.state]}
                label={t(need.late ? 'liaison.need_late' : `liaison.need_state.${need.state}`)}
              />{' '}
              {t(`liaison.need_kind.${need.kind}`)} · {need.wanted}
            </p>
            <p>
              <small>{t('liaison.need_by', { handler: need.handler, on: need.dueOn })}</small>
            </p>
            {need.result !== null && need.settledOn !== null && (
              <p>
                <Day date={need.settledOn} /> {need.result}
              </p>
            )}
            {need.state === 'open' && of.may.record && <Settle of={of} need={need} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Values = { state: 'done' | 'not_done'; on: string; result: string };

function Settle({ of, need }: { of: PairView; need: Need }) {
  const { t } = useTranslation();
  const act = useAct(api.settleNeed, { invalidates: pairReads });
  return (
    <details>
      <summary>{t('liaison.settle')}</summary>
      <ActForm<typeof api.settleNeed, Values>
        name={`need-${need.id}`}
        act={act}
        draft={`liaison.need.${need.id}`}
        initial={{ on: of.today, state: 'done' }}
        toInput={(values) => ({ id: of.id, needId: need.id, ...values })}
        submitLabel={t('liaison.settle')}
        onDone={() => say(t('liaison.settled'))}
      >
        <Field name="state" label={t('liaison.outcome')}>
          <Radio.Group
            options={(['done', 'not_done'] as const).map((value) => ({
              value,
              label: t(`liaison.need_state.${value}`),
            }))}
          />
        </Field>
        <Field name="result" label={t('liaison.result')} help={t('liaison.result_help')}>
          <Input maxLength={120} />
        </Field>
        <Field name="on" label={t('liaison.on')}>
          <Input type="date" max={of.today} min={need.notedOn} />
        </Field>
      </ActForm>
    </details>
  );
}
