/** Proposes the town's own value, or says why it cannot be proposed here. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { parametersApi } from '../../../../src/modules/parameters/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { parameterReads } from './reads.ts';
import { DayField, fieldsOf, ValueFields, valueOf } from './value-fields.tsx';

export type Parameter = ReplyOf<typeof parametersApi.getParameter>;

type Values = { value: unknown; from: string; source: string; reason: string };

export function Propose({ of }: { of: Parameter }) {
  const { t } = useTranslation();
  const propose = useAct(parametersApi.proposeParameter, { invalidates: parameterReads });
  const now = of.now?.value;
  return (
    <Section title={t('parameters.propose')}>
      <ActForm<typeof parametersApi.proposeParameter, Values>
        act={propose}
        draft={`parameter ${of.key}`}
        initial={{ value: fieldsOf(of.form, now), from: of.today }}
        toInput={({ value, from, source, reason }) => ({
          key: of.key,
          value: valueOf(of.form, value, now),
          from,
          source,
          reason,
        })}
        submitLabel={t('parameters.propose')}
        onDone={() => say(t('parameters.proposed'))}
      >
        <ValueFields form={of.form} now={now} />
        <DayField name="from" label={t('parameters.change_from')} />
        <Field name="source" label={t('parameters.source')} help={t('parameters.source_help')}>
          <Input />
        </Field>
        <Field name="reason" label={t('parameters.reason')}>
          <Input />
        </Field>
      </ActForm>
    </Section>
  );
}

/** Why nobody may, or not now. */
export function WhyNot({ of }: { of: Parameter }) {
  const { t } = useTranslation();
  return (
    <Section title={t('parameters.why_not')}>
      <Reasons reasons={of.because} />
    </Section>
  );
}
