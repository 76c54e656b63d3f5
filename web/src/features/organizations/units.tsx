/** The units of a joint branch: those covered, those that left, and the two acts. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf, ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { organizationsApi as api } from '../../../../src/modules/organizations/api.ts';
import { unitKinds } from '../../../../src/modules/organizations/choices.ts';
import { dayShort } from '../../lib/days.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { OrganizationChoice } from './organization-choice.tsx';

type View = ReplyOf<typeof api.getUnits>;
type Values = Omit<InputOf<typeof api.joinUnit>, 'id'>;

export function Units({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useEndpoint(api.getUnits, { id });
  if (!found.data?.isJoint) return null;
  return (
    <Section title={t('organizations.units')}>
      <Loaded query={found} lines={2}>
        {(of) => (
          <>
            {of.units.length === 0 && <p>{t('organizations.units_none')}</p>}
            <ul>
              {of.units.map((unit) => (
                <li key={`${unit.id}${unit.since}`}>
                  <Covered unit={unit} />
                </li>
              ))}
            </ul>
            <Reasons reasons={of.warnings} />
            {of.mayManage && <Join id={id} today={of.today} />}
            {of.mayManage && of.units.some((unit) => unit.until === null) && <Leave id={id} of={of} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Covered({ unit }: { unit: View['units'][number] }) {
  const { t, i18n } = useTranslation();
  const { name, until } = unit;
  const since = dayShort(unit.since, i18n.language);
  return (
    <AppLink to={`/organizations/${unit.id}`}>
      {until
        ? t('organizations.units_until', { name, since, until: dayShort(until, i18n.language) })
        : t('organizations.units_since', { name, since })}
    </AppLink>
  );
}

function Join({ id, today }: { id: string; today: string }) {
  const { t } = useTranslation();
  const act = useAct(api.joinUnit, { invalidates: [api.getUnits] });
  return (
    <details>
      <summary>{t('organizations.unit_join')}</summary>
      <ActForm<typeof api.joinUnit, Values>
        name="join"
        act={act}
        toInput={(values) => ({ id, ...values })}
        submitLabel={t('organizations.unit_join')}
        clearOnDone
        onDone={() => say(t('organizations.unit_saved'))}
      >
        <Field name="unitId" label={t('organizations.unit')}>
          <OrganizationChoice kinds={unitKinds.join(',')} />
        </Field>
        <DayAndPaper today={today} />
      </ActForm>
    </details>
  );
}

function Leave({ id, of }: { id: string; of: View }) {
  const { t } = useTranslation();
  const act = useAct(api.leaveUnit, { invalidates: [api.getUnits] });
  return (
    <details>
      <summary>{t('organizations.unit_leave')}</summary>
      <ActForm<typeof api.leaveUnit, Values>
        name="leave"
        act={act}
        toInput={(values) => ({ id, ...values })}
        submitLabel={t('organizations.unit_leave')}
        clearOnDone
        onDone={() => say(t('organizations.unit_saved'))}
      >
        <Field name="unitId" label={t('organizations.unit')}>
          <Select
            options={of.units
              .filter((unit) => unit.until === null)
              .map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        </Field>
        <DayAndPaper today={of.today} />
      </ActForm>
    </details>
  );
}

function DayAndPaper({ today }: { today: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Field name="on" label={t('organizations.unit_on')}>
        <Input type="date" max={today} />
      </Field>
      <Field name="reference" label={t('organizations.reference')}>
        <Input maxLength={200} />
      </Field>
    </>
  );
}
