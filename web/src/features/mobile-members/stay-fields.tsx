/** The fields that a stay has in both directions: since when, where, what for. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { occupations } from '../../../../src/modules/mobile-members/choices.ts';
import { Field } from '../../ui/form.tsx';

export function StayFields({ today }: { today: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Field name="since" label={t('mobile_members.since')}>
        <Input type="date" max={today} />
      </Field>
      <Field name="place" label={t('mobile_members.place')} help={t('mobile_members.place_help')}>
        <Input maxLength={120} />
      </Field>
      <Field name="occupation" label={t('mobile_members.occupation')}>
        <Select
          options={occupations.map((value) => ({ value, label: t(`mobile_members.occupation.${value}`) }))}
        />
      </Field>
    </>
  );
}
