/** A member asks for a post of the own branch, or offers the own house. */
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { engagementsApi as api } from '../../../../src/modules/engagements/api.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { WantedFields, wantedHousehold, wantedPost, type WantedValues } from './wanted-fields.tsx';
import { engagementReads } from './words.tsx';

type Values = WantedValues & { kind: 'post' | 'household'; consent?: boolean };
type Post = ReplyOf<typeof api.listOwnEngagements>['posts'][number];

export function Screen() {
  const { t } = useTranslation();
  const own = useEndpoint(api.listOwnEngagements, {});
  return (
    <Page
      title={t('engagements.apply')}
      crumbs={[{ label: t('members.own.title'), to: '/own-record' }]}
      width="text"
    >
      <Loaded query={own}>
        {({ posts, mayApply }) =>
          mayApply ? (
            <Section>
              <Apply posts={posts} />
            </Section>
          ) : (
            <Empty icon="member" title={t('members.own.none')} hint={t('members.own.none_hint')} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Apply({ posts }: { posts: Post[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const act = useAct(api.applyForEngagement, { invalidates: engagementReads });
  const first = posts.length > 0 ? 'post' : 'household';
  const [kind, setKind] = useState<Values['kind']>(first);
  return (
    <ActForm<typeof api.applyForEngagement, Values>
      act={act}
      initial={{ kind: first, consent: false }}
      toInput={(values) => ({
        wanted: values.kind === 'post' ? wantedPost(values) : wantedHousehold(values),
        consent: values.consent ?? false,
      })}
      submitLabel={t('engagements.apply')}
      onChange={(values) => setKind(values.kind)}
      onDone={async ({ id }) => {
        say(t('engagements.offered'));
        await navigate({ to: `/engagements/${id}` as never }); // routes come from a table
      }}
    >
      {posts.length === 0 && <p>{t('engagements.no_posts')}</p>}
      <Field name="kind" label={t('engagements.kind')}>
        <Radio.Group
          options={[
            { value: 'post', label: t('engagements.apply_post'), disabled: posts.length === 0 },
            { value: 'household', label: t('engagements.apply_household') },
          ]}
        />
      </Field>
      <WantedFields kind={kind} posts={posts} />
      <Field
        name="consent"
        label={t('engagements.naming')}
        help={t('disclosure.naming.help')}
        optional
        valuePropName="checked"
      >
        <Checkbox>{t('engagements.consent')}</Checkbox>
      </Field>
    </ActForm>
  );
}
