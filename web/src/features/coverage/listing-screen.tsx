/** Listing a unit with what was found there. */
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { coverageApi as api } from '../../../../src/modules/coverage/api.ts';
import { treeKinds, unitKinds, type UnitKind } from '../../../../src/modules/coverage/choices.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { OrganizationChoice } from '../organizations/organization-choice.tsx';
import { FoundFields } from './found-fields.tsx';
import { foundOf, unitReads, type FoundFields as Found } from './words.ts';

type Values = Found & {
  kind: UnitKind;
  unitOrgId?: string;
  orgId?: string;
  name?: string;
  place: string;
  contact: string;
};

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const act = useAct(api.listUnit, { invalidates: unitReads });
  return (
    <Page
      title={t('coverage.list')}
      lead={t('coverage.list_lead')}
      crumbs={[{ label: t('coverage.title'), to: '/coverage' }]}
      width="text"
    >
      <Section>
        <ActForm<typeof api.listUnit, Values>
          act={act}
          draft="coverage.list"
          initial={{ on: today }}
          toInput={({ kind, unitOrgId, orgId, name, place, contact, ...found }) => ({
            kind,
            ...(unitOrgId ? { unitOrgId } : { orgId, name }),
            place,
            contact,
            ...foundOf(found),
          })}
          submitLabel={t('coverage.list')}
          onDone={async ({ id }) => {
            say(t('coverage.listed'));
            await navigate({ to: `/coverage/${id}` as never }); // routes come from a table
          }}
        >
          <Field name="kind" label={t('coverage.kind')}>
            <Select options={unitKinds.map((value) => ({ value, label: t(`coverage.kind.${value}`) }))} />
          </Field>
          <Standing />
          <Field name="place" label={t('coverage.place')} help={t('coverage.place_help')}>
            <Input maxLength={120} />
          </Field>
          <Field name="contact" label={t('coverage.contact')} help={t('coverage.contact_help')}>
            <Input maxLength={120} />
          </Field>
          <FoundFields today={today} covered={false} />
        </ActForm>
      </Section>
    </Page>
  );
}

/** A unit of the tree is chosen; any other is named with its village. */
function Standing() {
  const { t } = useTranslation();
  const kind = Form.useWatch('kind') as UnitKind | undefined; // the field above
  const chosen = Form.useWatch('unitOrgId') as string | undefined; // the field below
  const treeKind = kind && treeKinds[kind];
  return (
    <>
      {treeKind && (
        <Field
          name="unitOrgId"
          label={t('coverage.in_the_tree')}
          help={t('coverage.in_the_tree_help')}
          optional
        >
          <OrganizationChoice kinds={treeKind} />
        </Field>
      )}
      {!(treeKind && chosen) && (
        <>
          <Field name="name" label={t('coverage.name')}>
            <Input maxLength={60} />
          </Field>
          <Field name="orgId" label={t('coverage.org')}>
            <OrganizationChoice kinds="village,township_party_committee" />
          </Field>
        </>
      )}
    </>
  );
}
