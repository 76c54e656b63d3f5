/** S01: an application comes in. */
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../src/kernel/http/contract.ts';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';
import { priorityTags, sectors } from '../../../../src/modules/admission/choices.ts';
import { codeTables } from '../../../../src/modules/members/code-tables.ts';
import { useWords } from '../../lib/reasons.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { filled } from './words.ts';
import './admission.css';

type Values = InputOf<typeof api.registerApplication>;

export function Screen() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const found = useEndpoint(api.listCases, {});
  const act = useAct(api.registerApplication, { invalidates: [api.listCases] });
  const label = (name: string) => words(`admission.field.${name}`);
  return (
    <Page
      title={t('admission.apply')}
      lead={t('admission.apply_lead')}
      crumbs={[{ label: t('admission.title'), to: '/admission' }]}
      width="text"
    >
      <Loaded query={found}>
        {({ branches }) => (
          <Section>
            <ActForm
              act={act}
              submitLabel={t('admission.apply')}
              initial={{
                sector: 'village',
                tags: [],
                ...(branches.length === 1 && { branchId: branches[0]?.id ?? '' }),
              }}
              toInput={
                (values: Values) =>
                  ({ ...filled(values), signed: values.signed ?? false, tags: values.tags ?? [] }) as Values // optional texts left out
              }
              onDone={async ({ id }) => {
                say(t('admission.applied'));
                await navigate({ to: `/admission/${id}` as never }); // routes come from a table
              }}
            >
              <Field name="branchId" label={label('branch')} help={t('admission.branch_help')}>
                <Select options={branches.map(({ id, name }) => ({ value: id, label: name }))} />
              </Field>
              <Field name="name" label={label('name')}>
                <Input maxLength={30} autoComplete="off" />
              </Field>
              <Field name="idNo" label={label('idNo')} help={t('admission.id_help')}>
                <Input maxLength={18} autoComplete="off" />
              </Field>
              <Field name="mobile" label={label('mobile')} optional>
                <Input maxLength={20} inputMode="tel" autoComplete="off" />
              </Field>
              <Field name="education" label={label('education')} optional>
                <Select
                  allowClear
                  options={codeTables.education.rows.map(({ label: name }) => ({ value: name, label: name }))}
                />
              </Field>
              <Field name="occupation" label={label('occupation')} optional>
                <Input maxLength={60} />
              </Field>
              <Field name="sector" label={label('sector')}>
                <Radio.Group
                  options={sectors.map((value) => ({ value, label: words(`admission.sector.${value}`) }))}
                />
              </Field>
              <Field name="tags" label={label('tags')} help={t('admission.tags_help')} optional>
                <Checkbox.Group
                  options={priorityTags.map((value) => ({ value, label: words(`admission.tag.${value}`) }))}
                />
              </Field>
              <Field name="on" label={label('appliedOn')} help={t('admission.on_help')}>
                <Input type="date" />
              </Field>
              <Field name="receivedBy" label={label('receivedBy')}>
                <Input maxLength={120} />
              </Field>
              <Field name="signed" label={label('signed')} valuePropName="checked" optional>
                <Checkbox>{t('admission.signed_by_self')}</Checkbox>
              </Field>
            </ActForm>
          </Section>
        )}
      </Loaded>
    </Page>
  );
}
