/** Puts a text forward under a row of the catalogue. */
import { Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '@tanstack/react-router';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { opennessApi } from '../../../../src/modules/openness/api.ts';
import { audiences } from '../../../../src/modules/openness/choices.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { useSearchText } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';

type Choices = ReplyOf<typeof opennessApi.listCatalogueRows>;
type Values = {
  catalogueKey: string;
  orgId: string;
  title: string;
  text: string;
  audience: (typeof audiences)[number];
  shownDays?: number;
  cameAboutOn?: string;
};

export function Screen() {
  const { t } = useTranslation();
  const choices = useEndpoint(opennessApi.listCatalogueRows, {});
  return (
    <Page
      title={t('openness.propose')}
      lead={t('openness.lead')}
      crumbs={[{ label: t('openness.publications'), to: '/openness' }]}
      width="text"
    >
      <Loaded query={choices}>{(data) => <ProposalForm choices={data} />}</Loaded>
    </Page>
  );
}

function ProposalForm({ choices }: { choices: Choices }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [{ row = '', org = '' }] = useSearchText();
  const [chosen, setChosen] = useState(row);
  const propose = useAct(opennessApi.proposePublication, { invalidates: [opennessApi.listPublications] });
  const current = choices.rows.find((one) => one.key === chosen);
  const owing = choices.orgs.filter((one) => !current || current.orgIds.includes(one.id));
  const only = owing.length === 1 ? owing[0]?.id : undefined;
  return (
    <Section>
      <ActForm
        act={propose}
        draft="openness:new"
        submitLabel={t('openness.propose')}
        initial={{
          audience: 'society',
          ...(row && { catalogueKey: row }),
          ...((org || only) && { orgId: org || only }),
        }}
        toInput={({ shownDays, cameAboutOn, ...values }: Values) => ({
          ...values,
          ...(shownDays && { shownDays }),
          ...(cameAboutOn && { cameAboutOn }),
        })}
        onChange={(values) => setChosen(values.catalogueKey)}
        onDone={({ id }) => {
          say(t('openness.done'));
          void navigate({ to: `/openness/${id}` });
        }}
      >
        <Field name="catalogueKey" label={t('openness.column.kind')}>
          <Select
            options={choices.rows.map(({ key }) => ({
              value: key,
              label: t(`catalogue.${key}` as MessageKey),
            }))}
          />
        </Field>
        <Field name="orgId" label={t('openness.column.org')}>
          <Select options={owing.map((one) => ({ value: one.id, label: one.name }))} />
        </Field>
        <Field name="title" label={t('openness.text_title')}>
          <Input maxLength={120} />
        </Field>
        <Field name="text" label={t('openness.text')} help={t('openness.text_help')}>
          <Input.TextArea rows={8} maxLength={4000} />
        </Field>
        <Field name="audience" label={t('openness.audience')}>
          <Radio.Group
            options={audiences.map((one) => ({ value: one, label: t(`openness.audience.${one}`) }))}
          />
        </Field>
        <Field
          name="shownDays"
          label={t('openness.shown_days')}
          help={t('openness.shown_days_help')}
          optional
        >
          <InputNumber min={1} max={365} />
        </Field>
        {current?.every === 'each_time' && (
          <Field
            name="cameAboutOn"
            label={t('openness.came_about')}
            help={t('openness.came_about_help')}
            optional
          >
            <Input type="date" />
          </Field>
        )}
      </ActForm>
    </Section>
  );
}
