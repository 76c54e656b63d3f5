/** The catalogue of posts: what each branch offers, who holds how many, one more, one less. */
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf, ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { engagementsApi as api } from '../../../../src/modules/engagements/api.ts';
import { useSearchText } from '../../lib/address.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import './engagements.css';
import { engagementReads } from './words.tsx';

type Post = ReplyOf<typeof api.listPosts>['rows'][number];

export function Screen() {
  const { t } = useTranslation();
  const [{ org }] = useSearchText();
  const session = useSession();
  const posts = useEndpoint(api.listPosts, {});
  const mayRecord = mayDo(session, 'engagements.record');
  return (
    <Page
      title={t('engagements.posts')}
      lead={t('engagements.posts_lead')}
      crumbs={[{ label: t('engagements.title'), to: '/engagements' }]}
      width="text"
    >
      <Loaded query={posts}>
        {({ rows }) => {
          const shown = org ? rows.filter((post) => post.branch.id === org) : rows;
          return shown.length === 0 ? (
            <Empty
              icon="document"
              title={t('engagements.posts_none')}
              hint={t('engagements.posts_none_hint')}
            />
          ) : (
            branchesOf(shown).map(([branch, own]) => (
              <Section key={branch} title={branch}>
                {own.map((post) => (
                  <OnePost key={post.id} post={post} mayClose={mayRecord && post.holders === 0} />
                ))}
              </Section>
            ))
          );
        }}
      </Loaded>
      {mayRecord && <Add />}
    </Page>
  );
}

function branchesOf(posts: readonly Post[]): [string, Post[]][] {
  const byName = new Map<string, Post[]>();
  for (const post of posts) byName.set(post.branch.name, [...(byName.get(post.branch.name) ?? []), post]);
  return [...byName];
}

function OnePost({ post, mayClose }: { post: Post; mayClose: boolean }) {
  const { t } = useTranslation();
  const act = useAct(api.closePost, {
    invalidates: engagementReads,
    onDone: () => say(t('engagements.done')),
  });
  return (
    <article className="branch-post">
      <h3>{post.name}</h3>
      <p>{post.duties}</p>
      <p>
        <small>{t('engagements.post_holders', { count: post.holders })}</small>
      </p>
      {act.error && <Refusal problem={act.error} />}
      {mayClose && (
        <Button loading={act.isPending} onClick={() => act.mutate({ input: { id: post.id } })}>
          {t('engagements.post_close')}
        </Button>
      )}
    </article>
  );
}

function Add() {
  const { t } = useTranslation();
  const act = useAct(api.addPost, { invalidates: engagementReads });
  const list = useEndpoint(api.listEngagements, { page: 1 });
  const branches = list.data?.branches ?? [];
  const [only] = branches;
  if (!only) return null;
  return (
    <Section title={t('engagements.post_add')}>
      <ActForm<typeof api.addPost, InputOf<typeof api.addPost>>
        act={act}
        draft="engagements.post"
        initial={branches.length === 1 ? { orgId: only.id } : {}}
        toInput={(values) => values}
        submitLabel={t('engagements.post_add')}
        clearOnDone
        onDone={() => say(t('engagements.done'))}
      >
        <Field name="name" label={t('engagements.post_name')}>
          <Input maxLength={60} />
        </Field>
        <Field name="duties" label={t('engagements.duties_post')}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
        </Field>
        <Field name="orgId" label={t('engagements.branch')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={branches.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
      </ActForm>
    </Section>
  );
}
