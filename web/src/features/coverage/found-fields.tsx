/** The fields of a survey, on the screen of listing and in the survey itself. */
import { Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { uncoveredReasons } from '../../../../src/modules/coverage/choices.ts';
import { Field } from '../../ui/form.tsx';

/** `covered`: an organization covers it, so nobody asks why none does. */
export function FoundFields({ today, covered }: { today: string; covered: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Field name="staff" label={t('coverage.staff')}>
        <Input inputMode="numeric" maxLength={6} />
      </Field>
      <Field name="fullMembers" label={t('coverage.full_members')} help={t('coverage.full_members_help')}>
        <Input inputMode="numeric" maxLength={5} />
      </Field>
      <Field name="instructor" label={t('coverage.instructor')} optional>
        <Input maxLength={40} />
      </Field>
      <Field name="hasVenue" label={t('coverage.has_venue')} valuePropName="checked" optional>
        <Checkbox>{t('coverage.has_venue')}</Checkbox>
      </Field>
      {!covered && (
        <Field name="uncoveredBecause" label={t('coverage.uncovered_because')} optional>
          <Select
            allowClear
            options={uncoveredReasons.map((value) => ({ value, label: t(`coverage.because.${value}`) }))}
          />
        </Field>
      )}
      <Field name="on" label={t('coverage.on')}>
        <Input type="date" max={today} />
      </Field>
    </>
  );
}
