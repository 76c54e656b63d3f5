/** The fields of a value, by its form; what the rule itself decides (who is counted) is not asked. */
import { Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MessageKey } from '../../app/i18n.ts';
import { Field } from '../../ui/form.tsx';
import { bracketsOf, quorumOf, type Form } from './value-text.ts';

type Props = { form: Form; now: unknown };

export function ValueFields({ form, now }: Props) {
  const { t } = useTranslation();
  switch (form) {
    case 'quorum':
      return quorumOf(now).map((one, at) => (
        <ShareFields
          key={one.unit}
          path={['value', 'anyOf', at]}
          label={t('parameters.field.operator_of', { of: t(`ballot.count.${one.unit}` as MessageKey) })}
        />
      ));
    case 'threshold':
      return (
        <>
          <Field name={['value', 'of']} label={t('parameters.field.of')}>
            <Select
              options={named(['eligible', 'present', 'cast', 'valid'] as const, (of) =>
                t(`parameters.of.${of}`),
              )}
            />
          </Field>
          <ShareFields path={['value']} label={t('parameters.field.operator')} />
        </>
      );
    case 'share':
      return <ShareFields path={['value']} label={t('parameters.field.operator')} />;
    case 'at_most':
      return (
        <>
          <NumberField name={['value', 'num']} label={t('parameters.field.num')} />
          <NumberField name={['value', 'den']} label={t('parameters.field.den')} />
        </>
      );
    case 'period':
      return (
        <>
          <NumberField name={['value', 'days']} label={t('parameters.field.days')} />
          <Field name={['value', 'unit']} label={t('parameters.field.unit')}>
            <Select
              options={named(['calendar', 'working'] as const, (unit) => t(`parameters.unit.${unit}`))}
            />
          </Field>
        </>
      );
    case 'calendar_period':
      return <NumberField name={['value', 'days']} label={t('parameters.field.days')} />;
    case 'range':
      return (
        <>
          <NumberField name={['value', 'min']} label={t('parameters.field.min')} />
          <NumberField name={['value', 'max']} label={t('parameters.field.max')} />
        </>
      );
    case 'yes_no':
      return (
        <Field name="value" label={t('parameters.new_value')} valuePropName="checked">
          <Switch checkedChildren={t('parameters.show.yes')} unCheckedChildren={t('parameters.show.no')} />
        </Field>
      );
    case 'brackets':
      return bracketsOf(now).map(({ upToFen }, at) => (
        <NumberField
          key={upToFen ?? 'last'}
          name={['value', at]}
          label={
            upToFen === null
              ? t('parameters.field.last_rate')
              : t('parameters.field.rate', { yuan: (upToFen / 100).toLocaleString() })
          }
        />
      ));
    case 'count':
      return <NumberField name={['value']} label={t('parameters.field.count')} />;
    case 'amount':
      return <NumberField name={['value']} label={t('parameters.field.yuan')} />;
  }
}

/** From the fields to the value that the server reads: units of the rule are put back, yuan become fen. */
export function valueOf(form: Form, fields: unknown, now: unknown): unknown {
  switch (form) {
    case 'quorum': {
      const shares = (fields as { anyOf: object[] }).anyOf;
      return { anyOf: quorumOf(now).map(({ unit }, at) => ({ ...shares[at], unit })) };
    }
    case 'calendar_period':
      return { ...(fields as object), unit: 'calendar' };
    case 'amount':
      return Math.round(Number(fields) * 100);
    case 'brackets':
      return bracketsOf(now).map(({ upToFen }, at) => ({
        upToFen,
        rate: Math.round(Number((fields as unknown[])[at]) * 100), // one field for each bracket
      }));
    default:
      return fields;
  }
}

/** From a value to the fields. */
export function fieldsOf(form: Form, value: unknown): unknown {
  if (form === 'brackets') return bracketsOf(value).map(({ rate }) => rate / 100);
  return form === 'amount' ? Number(value) / 100 : value;
}

function ShareFields({ path, label }: { path: (string | number)[]; label: string }) {
  const { t } = useTranslation();
  return (
    <div className="parameters-share">
      <Field name={[...path, 'operator']} label={label}>
        <Select options={named(['atLeast', 'moreThan'] as const, (one) => t(`parameters.operator.${one}`))} />
      </Field>
      <NumberField name={[...path, 'num']} label={t('parameters.field.num')} />
      <NumberField name={[...path, 'den']} label={t('parameters.field.den')} />
    </div>
  );
}

function NumberField({ name, label }: { name: (string | number)[]; label: string }) {
  return (
    <Field name={name} label={label}>
      <InputNumber inputMode="decimal" />
    </Field>
  );
}

function named<Value extends string>(values: readonly Value[], label: (value: Value) => string) {
  return values.map((value) => ({ value, label: label(value) }));
}

/** A day field that stays a plain text of the form 2026-11-25. */
export function DayField(props: { name: string; label: string; optional?: boolean }) {
  return (
    <Field {...props}>
      <Input type="date" />
    </Field>
  );
}
