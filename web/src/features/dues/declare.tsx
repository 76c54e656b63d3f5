/** Saying by what a member pays, with the amount and its reasons before anything is written. */
import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { duesApi, type AccountView, type CollectionView } from '../../../../src/modules/dues/api.ts';
import { duesClasses, hasBase, type DuesClass } from '../../../../src/modules/dues/choices.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { Why } from './why.tsx';
import { fenOf, useMoney } from './words.ts';

type Values = { class: DuesClass; base?: number; fromMonth: string; evidence: string };

const reads = [duesApi.getAccount, duesApi.getCollection, duesApi.getOverview];

export function DeclareBase({ account }: { account: AccountView }) {
  const { t } = useTranslation();
  const declare = useAct(duesApi.declareBase, { invalidates: reads });
  const [latest] = account.bases;
  const initial: Partial<Values> = {
    class: latest?.class ?? 'farmer',
    fromMonth: latest ? account.today.slice(0, 7) : `${account.year}-01`,
  };
  const [typed, setTyped] = useState<Partial<Values>>(initial);
  return (
    <details className="section" open={latest === undefined}>
      <summary>{t(latest ? 'dues.declare_again' : 'dues.declare')}</summary>
      <ActForm
        act={declare}
        name="dues-base"
        submitLabel={t('dues.declare_submit')}
        initial={initial}
        onChange={(values: Values) => setTyped(values)}
        toInput={(values: Values) => ({
          personId: account.personId,
          class: values.class,
          fromMonth: values.fromMonth,
          evidence: values.evidence,
          ...(hasBase(values.class) && typeof values.base === 'number' && { baseFen: fenOf(values.base) }),
        })}
        onDone={() => say(t('dues.declared'))}
      >
        <Field name="class" label={t('dues.class')}>
          <Select options={duesClasses.map((value) => ({ value, label: t(`dues.class.${value}`) }))} />
        </Field>
        {typed.class && hasBase(typed.class) && (
          <Field name="base" label={t('dues.base')} help={t(`dues.base_help.${baseHelp(typed.class)}`)}>
            <InputNumber min={0} precision={2} inputMode="decimal" />
          </Field>
        )}
        <Field name="fromMonth" label={t('dues.from_month')} help={t('dues.from_month_help')}>
          <Input type="month" />
        </Field>
        <Field name="evidence" label={t('dues.evidence')} help={t('dues.evidence_help')}>
          <Input maxLength={200} />
        </Field>
        <Preview personId={account.personId} typed={typed} />
      </ActForm>
    </details>
  );
}

function baseHelp(duesClass: DuesClass): 'wage' | 'retired' | 'self_employed' | 'yearly_pay' {
  return duesClass === 'retired' || duesClass === 'self_employed' || duesClass === 'yearly_pay'
    ? duesClass
    : 'wage';
}

function Preview({ personId, typed }: { personId: string; typed: Partial<Values> }) {
  const { t } = useTranslation();
  const money = useMoney();
  const asked = typed.class && typed.fromMonth && /^\d{4}-\d{2}$/u.test(typed.fromMonth);
  const preview = useEndpoint(
    duesApi.previewStandard,
    {
      personId,
      class: typed.class ?? 'farmer',
      fromMonth: typed.fromMonth ?? '2026-01',
      ...(typeof typed.base === 'number' && { baseFen: fenOf(typed.base) }),
    },
    { enabled: Boolean(asked), keepPrevious: true },
  );
  const standard = preview.data?.standard;
  if (!asked || !standard) return null;
  return (
    <div className="dues-preview" aria-live="polite">
      <p>{t('dues.would_be', { sum: money(standard.fen) })}</p>
      <Why steps={standard.steps} />
    </div>
  );
}

/** Everybody whose class has not been said, with one flat class at once; those with a base one by one. */
export function DeclareRest({ view }: { view: CollectionView }) {
  const { t } = useTranslation();
  const declare = useAct(duesApi.declareRest, { invalidates: reads });
  const flat = duesClasses.filter((one) => !hasBase(one));
  return (
    <Section title={t('dues.undeclared', { count: view.undeclared.length })}>
      <p>{view.undeclared.map((one) => one.name).join('、')}</p>
      {view.may.declare && (
        <ActForm
          act={declare}
          name="dues-rest"
          submitLabel={t('dues.declare_rest')}
          initial={{ class: 'farmer', fromMonth: view.month }}
          toInput={(values: Omit<Values, 'base'>) => ({ orgId: view.org.id, ...values })}
          onDone={(reply) => say(t('dues.declared_rest', { count: reply.declared }))}
        >
          <Field name="class" label={t('dues.class')} help={t('dues.declare_rest_help')}>
            <Select options={flat.map((value) => ({ value, label: t(`dues.class.${value}`) }))} />
          </Field>
          <Field name="fromMonth" label={t('dues.from_month')}>
            <Input type="month" />
          </Field>
          <Field name="evidence" label={t('dues.evidence')} help={t('dues.evidence_help')}>
            <Input maxLength={200} />
          </Field>
        </ActForm>
      )}
    </Section>
  );
}
