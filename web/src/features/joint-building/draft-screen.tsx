/** Drafting an agreement: who builds together, what they do, from when to when, with what money. */
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { jointBuildingApi as api } from '../../../../src/modules/joint-building/api.ts';
import {
  allianceKinds,
  sides,
  type AllianceKind,
  type Side,
} from '../../../../src/modules/joint-building/choices.ts';
import { useSearchText } from '../../lib/address.ts';
import { findDraft } from '../../lib/draft.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { fenOf } from '../dues/words.ts';
import { PartnerChoice } from './partner-choice.tsx';
import { reads } from './words.ts';

type Values = {
  kind: AllianceKind;
  title: string;
  leadId: string;
  partnerIds?: string[];
  hasOutside?: boolean;
  outside?: { name: string; side: Side; contact: string };
  since: string;
  until: string;
  tasks: string;
  /** In yuan as typed; the server's name, so that its faults find the field. */
  fundFen?: number | null;
  fundSource?: string;
};

const draft = 'joint-building.draft';

/** Named from the start: a fault of a field left alone stands at the field all the same. */
const untouched = { partnerIds: [], fundFen: null, fundSource: '' };

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const [{ village }] = useSearchText();
  const navigate = useNavigate();
  const act = useAct(api.draftAlliance, { invalidates: reads });
  const [hasOutside, setHasOutside] = useState(() => findDraft(draft)?.values['hasOutside'] === true);
  return (
    <Page
      title={t('joint_building.draft')}
      lead={t('joint_building.draft_lead')}
      crumbs={[{ label: t('joint_building.title'), to: '/joint-building' }]}
      width="text"
    >
      <Section>
        <ActForm<typeof api.draftAlliance, Values>
          act={act}
          draft={draft}
          initial={{ ...untouched, since: today, ...(village && { leadId: village }) }}
          toInput={inputOf}
          submitLabel={t('joint_building.draft')}
          onChange={(values) => setHasOutside(values.hasOutside === true)}
          onDone={async ({ id }) => {
            say(t('joint_building.drafted'));
            await navigate({ to: `/joint-building/${id}` as never }); // routes come from a table
          }}
        >
          <Field name="kind" label={t('joint_building.kind')}>
            <Radio.Group
              options={allianceKinds.map((value) => ({ value, label: t(`joint_building.kind.${value}`) }))}
            />
          </Field>
          <Field name="title" label={t('joint_building.name')} help={t('joint_building.name_help')}>
            <Input maxLength={120} />
          </Field>
          <Field name="leadId" label={t('joint_building.leading')}>
            <PartnerChoice villages />
          </Field>
          <Field name="partnerIds" label={t('joint_building.others')} optional>
            <PartnerChoice several />
          </Field>
          <Field name="hasOutside" label={t('joint_building.partners')} valuePropName="checked" optional>
            <Checkbox>{t('joint_building.has_outside')}</Checkbox>
          </Field>
          {hasOutside && <Outside />}
          <Field name="since" label={t('joint_building.since')}>
            <Input type="date" />
          </Field>
          <Field name="until" label={t('joint_building.until')}>
            <Input type="date" />
          </Field>
          <Field name="tasks" label={t('joint_building.tasks')} help={t('joint_building.tasks_help')}>
            <Input.TextArea maxLength={600} rows={4} />
          </Field>
          <Field name="fundFen" label={t('joint_building.fund')} optional>
            <InputNumber min={0.01} precision={2} inputMode="decimal" />
          </Field>
          <Field name="fundSource" label={t('joint_building.fund_source')} optional>
            <Input maxLength={60} />
          </Field>
        </ActForm>
      </Section>
    </Page>
  );
}

function Outside() {
  const { t } = useTranslation();
  return (
    <>
      <Field name={['outside', 'name']} label={t('joint_building.outside_name')}>
        <Input maxLength={60} />
      </Field>
      <Field name={['outside', 'side']} label={t('joint_building.outside_side')}>
        <Select options={sides.map((value) => ({ value, label: t(`joint_building.side.${value}`) }))} />
      </Field>
      <Field
        name={['outside', 'contact']}
        label={t('joint_building.contact')}
        help={t('joint_building.contact_help')}
      >
        <Input maxLength={60} />
      </Field>
    </>
  );
}

function inputOf({ hasOutside, outside, partnerIds = [], fundFen: yuan, fundSource, ...values }: Values) {
  return {
    ...values,
    partnerIds,
    ...(hasOutside && outside && { outside }),
    ...(typeof yuan === 'number' && { fundFen: fenOf(yuan) }),
    ...(fundSource && { fundSource }),
  };
}
