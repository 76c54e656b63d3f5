/** The branch offers a member a post, to serve as household, or a pair. */
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { engagementsApi as api } from '../../../../src/modules/engagements/api.ts';
import { kinds, type Kind } from '../../../../src/modules/engagements/choices.ts';
import { useSearchText } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { MemberChoice } from '../members/member-choice.tsx';
import {
  WantedFields,
  wantedHousehold,
  wantedPair,
  wantedPost,
  type WantedValues,
} from './wanted-fields.tsx';
import { engagementReads } from './words.tsx';

type Values = WantedValues & { personId: string; onPaper?: boolean; consent?: boolean };

export function Screen() {
  const { t } = useTranslation();
  const [{ kind: asked }] = useSearchText();
  const navigate = useNavigate();
  const posts = useEndpoint(api.listPosts, {});
  const act = useAct(api.offerEngagement, { invalidates: engagementReads });
  const [kind, setKind] = useState<Kind>(kinds.find((one) => one === asked) ?? 'post');
  const [onPaper, setOnPaper] = useState(false);
  return (
    <Page
      title={t('engagements.offer')}
      lead={t('engagements.offer_lead')}
      crumbs={[{ label: t('engagements.title'), to: '/engagements' }]}
      width="text"
    >
      <Loaded query={posts}>
        {({ rows }) => (
          <Section>
            <ActForm<typeof api.offerEngagement, Values>
              act={act}
              initial={{ kind, onPaper: false, consent: false }}
              toInput={(values) => ({
                personId: values.personId,
                wanted: wantedOf(values),
                onPaper: values.onPaper ?? false,
                consent: values.consent ?? false,
              })}
              submitLabel={t('engagements.offer')}
              onChange={(values) => {
                setKind(values.kind);
                setOnPaper(values.onPaper ?? false);
              }}
              onDone={async ({ id }) => {
                say(t('engagements.offered'));
                await navigate({ to: `/engagements/${id}` as never }); // routes come from a table
              }}
            >
              <Field name="kind" label={t('engagements.kind')}>
                <Radio.Group
                  options={kinds.map((value) => ({ value, label: t(`engagements.kind.${value}`) }))}
                />
              </Field>
              <Field name="personId" label={t('engagements.offer_to')} help={t('engagements.offer_to_help')}>
                <MemberChoice />
              </Field>
              <WantedFields
                kind={kind}
                posts={rows.map((post) => ({ ...post, branchName: post.branch.name }))}
              />
              <Field
                name="onPaper"
                label={t('engagements.own_word')}
                help={t('engagements.on_paper_help')}
                optional
                valuePropName="checked"
              >
                <Checkbox>{t('engagements.on_paper')}</Checkbox>
              </Field>
              {onPaper && kind !== 'pair' && (
                <Field
                  name="consent"
                  label={t('engagements.naming')}
                  help={t('disclosure.naming.help')}
                  optional
                  valuePropName="checked"
                >
                  <Checkbox>{t('engagements.consent_paper')}</Checkbox>
                </Field>
              )}
            </ActForm>
          </Section>
        )}
      </Loaded>
    </Page>
  );
}

function wantedOf(values: Values) {
  switch (values.kind) {
    case 'post':
      return wantedPost(values);
    case 'household':
      return wantedHousehold(values);
    case 'pair':
      return wantedPair(values);
  }
}
