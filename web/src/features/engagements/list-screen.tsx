/** Who has taken on what: posts, households and pairs by branch and title. */
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { engagementsApi as api } from '../../../../src/modules/engagements/api.ts';
import { engagementStates, kinds } from '../../../../src/modules/engagements/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { EngagementState, engagementReads, termWords, type Summary } from './words.tsx';

export function Screen() {
  const { t, i18n } = useTranslation();
  const address = useListAddress(['kind', 'org', 'state'] as const);
  const engagements = useEndpoint(
    api.listEngagements,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  const { data } = engagements;
  const branch =
    data?.branches.find(({ id }) => id === address.filters.org) ??
    (data?.branches.length === 1 ? data.branches[0] : undefined);
  return (
    <Page
      title={t('engagements.title')}
      lead={t('engagements.lead')}
      actions={
        <>
          {data?.may.record && (
            <LinkButton
              to={`/engagements/offer?kind=${address.filters.kind ?? 'post'}`}
              label={t('engagements.offer')}
              icon="plus"
              primary
            />
          )}
          <LinkButton to="/engagements/posts" label={t('engagements.posts')} icon="document" />
        </>
      }
    >
      {data?.may.putForward && branch && branch.posts > 0 && (
        <PutForward branch={branch} kind="post" count={branch.posts} />
      )}
      {data?.may.putForward && branch && branch.households > 0 && (
        <PutForward branch={branch} kind="household" count={branch.households} />
      )}
      <DataList
        label={t('engagements.title')}
        address={address}
        query={engagements}
        rowKey={(row) => row.id}
        columns={columnsOf(t, i18n.language)}
        searchLabel={t('engagements.search')}
        filters={[
          {
            name: 'kind',
            label: t('engagements.kind'),
            options: kinds.map((value) => ({ value, label: t(`engagements.kind.${value}`) })),
          },
          {
            name: 'org',
            label: t('engagements.branch'),
            options: (data?.branches ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: 'state',
            label: t('engagements.state'),
            unset: t('engagements.state_current'),
            options: [
              { value: 'unreviewed', label: t('engagements.state_unreviewed') },
              { value: 'unshown', label: t('engagements.state_unshown') },
              ...engagementStates.map((value) => ({
                value,
                label: t(`procedure.engagement.state.${value}`),
              })),
            ],
          },
        ]}
        empty={{ title: t('engagements.none'), hint: t('engagements.none_hint') }}
      />
    </Page>
  );
}

type PutForwardProps = { branch: { id: string; name: string }; kind: 'post' | 'household'; count: number };

function PutForward({ branch, kind, count }: PutForwardProps) {
  const { t } = useTranslation();
  const act = useAct(api.putEngagementsForward, {
    invalidates: engagementReads,
    onDone: () => say(t('engagements.put_forward_done')),
  });
  return (
    <Section>
      <p>{t(`engagements.put_forward_${kind}`, { branch: branch.name, count })}</p>
      {act.error && <Refusal problem={act.error} />}
      <Button
        type="primary"
        loading={act.isPending}
        onClick={() => act.mutate({ input: { orgId: branch.id, kind } })}
      >
        {t('engagements.put_forward')}
      </Button>
    </Section>
  );
}

function columnsOf(t: TFunction, language: string): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'what',
      title: t('engagements.what'),
      cell: (row) => <AppLink to={`/engagements/${row.id}`}>{row.title}</AppLink>,
    },
    { key: 'member', title: t('engagements.member'), cell: (row) => <PersonName name={row.person.name} /> },
    { key: 'branch', title: t('engagements.branch'), cell: (row) => row.branch.name, wideOnly: true },
    { key: 'kind', title: t('engagements.kind'), cell: (row) => t(`engagements.kind.${row.kind}`) },
    {
      key: 'term',
      title: t('engagements.term'),
      cell: (row) => termWords(t, language, row),
      wideOnly: true,
    },
    {
      key: 'last',
      title: t('engagements.last_record'),
      cell: (row) => (row.lastRecordOn ? <Day date={row.lastRecordOn} short /> : t('engagements.never')),
    },
    { key: 'state', title: t('engagements.state'), cell: (row) => <EngagementState of={row} /> },
  ];
}
