/** From which month to which, what would be paid instead, and why. */
import { Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/form.tsx';
import { fenOf } from './words.ts';

export type ReductionValues = { fromMonth: string; toMonth: string; reducedTo: number; reason: string };

export function reductionInput({ reducedTo, ...values }: ReductionValues) {
  return { ...values, reducedFen: fenOf(reducedTo) };
}

export function ReductionFields() {
  const { t } = useTranslation();
  return (
    <>
      <Field name="fromMonth" label={t('dues.from_month')}>
        <Input type="month" />
      </Field>
      <Field name="toMonth" label={t('dues.to_month')}>
        <Input type="month" />
      </Field>
      <Field name="reducedTo" label={t('dues.reduced_to')} help={t('dues.reduced_to_help')}>
        <InputNumber min={0} precision={2} inputMode="decimal" />
      </Field>
      <Field name="reason" label={t('dues.reason')} help={t('dues.reason_private')}>
        <Input.TextArea rows={2} maxLength={300} />
      </Field>
    </>
  );
}
