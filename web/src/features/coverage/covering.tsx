/** How a unit is covered: the forms it had, and the decision on another. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { coverageApi as api } from '../../../../src/modules/coverage/api.ts';
import { forms, type Form } from '../../../../src/modules/coverage/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { OrganizationChoice } from '../organizations/organization-choice.tsx';
import { unitReads, type UnitView } from './words.ts';

const coveringKinds = 'branch,joint_branch,general_branch,village_party_committee,township_party_committee';

export function Covering({ of }: { of: UnitView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('coverage.how_covered')}>
      {of.history.length === 0 && <p>{t('coverage.none_covers')}</p>}
      <ul className="coverage-history">
        {of.history.map((form) => (
          <li key={form.since}>
            {t(`coverage.form.${form.form}`)} · {form.by.name} · <Day date={form.since} short />–
            {form.until ? <Day date={form.until} short /> : t('coverage.now')} · {form.basis}
            {form.ending && form.ending !== form.basis && <small> {form.ending}</small>}
          </li>
        ))}
      </ul>
      {of.may.decide && <Decide of={of} />}
      {of.may.decide && of.form !== null && <Uncover of={of} />}
    </Section>
  );
}

function Decide({ of }: { of: UnitView }) {
  const { t } = useTranslation();
  const act = useAct(api.coverUnit, { invalidates: unitReads, onDone: () => say(t('coverage.covered')) });
  const fitting = of.fitting.map((form) => t(`coverage.form.${form}`)).join('、');
  return (
    <details>
      <summary>{t(of.form === null ? 'coverage.cover' : 'coverage.cover_instead')}</summary>
      <p>{t('coverage.cover_lead', { fitting })}</p>
      <ActForm<typeof api.coverUnit, { form: Form; byOrgId: string; since: string; basis: string }>
        name="cover"
        act={act}
        draft={`coverage.cover.${of.id}`}
        initial={{ since: of.today }}
        toInput={(values) => ({ id: of.id, version: of.version, ...values })}
        submitLabel={t('coverage.cover')}
      >
        <Field name="form" label={t('coverage.form')}>
          <Select options={forms.map((value) => ({ value, label: t(`coverage.form.${value}`) }))} />
        </Field>
        <Field name="byOrgId" label={t('coverage.by')}>
          <OrganizationChoice kinds={coveringKinds} />
        </Field>
        <Field name="basis" label={t('coverage.basis')} help={t('coverage.basis_help')}>
          <Input maxLength={120} />
        </Field>
        <Field name="since" label={t('coverage.since')}>
          <Input type="date" max={of.today} />
        </Field>
      </ActForm>
    </details>
  );
}

function Uncover({ of }: { of: UnitView }) {
  const { t } = useTranslation();
  const act = useAct(api.uncoverUnit, { invalidates: unitReads, onDone: () => say(t('coverage.uncovered')) });
  return (
    <details>
      <summary>{t('coverage.uncover')}</summary>
      <ActForm<typeof api.uncoverUnit, { on: string; why: string }>
        name="uncover"
        act={act}
        danger
        initial={{ on: of.today }}
        toInput={(values) => ({ id: of.id, version: of.version, ...values })}
        submitLabel={t('coverage.uncover')}
      >
        <Field name="why" label={t('coverage.why')}>
          <Input maxLength={120} />
        </Field>
        <Field name="on" label={t('coverage.on')}>
          <Input type="date" max={of.today} />
        </Field>
      </ActForm>
    </details>
  );
}
