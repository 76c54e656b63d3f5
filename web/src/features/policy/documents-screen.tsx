/** The town's policy documents: take one in, see which is in force and which were. */
import type { TFunction } from 'i18next';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DocumentState } from '../../../../src/modules/policy/choices.ts';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { policyApi } from '../../../../src/modules/policy/api.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Table, type Column } from '../../ui/data-list.tsx';
import { Moment } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { periodOf } from './assignments.tsx';
import './policy.css';

const tones: Record<DocumentState, Tone> = {
  read: 'waiting',
  coming: 'active',
  in_force: 'done',
  replaced: 'plain',
  discarded: 'stopped',
};

export function DocumentTag({ state }: { state: DocumentState }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state]} label={t(`policy.state.${state}`)} />;
}

export function Screen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const documents = useEndpoint(policyApi.listDocuments, {});
  const read = useAct(policyApi.readDocument, {
    invalidates: [policyApi.listDocuments],
    onDone: ({ id }) => void navigate({ to: `/policy/${id}` }),
  });
  return (
    <Page
      title={t('policy.documents')}
      lead={t('policy.documents_lead')}
      crumbs={[{ label: t('board.title'), to: '/board' }]}
    >
      <Loaded query={documents}>
        {(data) => (
          <>
            {data.mayManage && (
              <Section title={t('policy.take_in')}>
                <FileDrop
                  label={t('policy.file')}
                  types={['.txt', '.docx']}
                  limitMiB={10}
                  busy={read.isPending}
                  problem={read.error}
                  onFile={(file, onProgress) => read.mutate({ input: {}, file, onProgress })}
                />
              </Section>
            )}
            {data.documents.length === 0 ? (
              <Empty icon="document" title={t('policy.none')} hint={t('policy.none_hint')} />
            ) : (
              <Table
                label={t('policy.documents')}
                rowKey={(row) => row.id}
                rows={data.documents}
                columns={columnsOf(t)}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

type Row = ReplyOf<typeof policyApi.listDocuments>['documents'][number];

function columnsOf(t: TFunction): [Column<Row>, ...Column<Row>[]] {
  return [
    {
      key: 'title',
      title: t('policy.column.title'),
      cell: (row) => (
        <AppLink to={`/policy/${row.id}`}>
          {row.title}
          {row.number && `（${row.number}）`}
        </AppLink>
      ),
    },
    {
      key: 'state',
      title: t('policy.column.state'),
      cell: (row) => <DocumentTag state={row.state} />,
    },
    {
      key: 'in_force',
      title: t('policy.column.in_force'),
      cell: (row) => row.inForceFrom && periodOf(t, { from: row.inForceFrom, to: row.inForceTo }),
    },
    {
      key: 'uploaded',
      title: t('policy.column.uploaded'),
      cell: (row) => (
        <>
          {row.uploadedBy} <Moment at={row.uploadedAt} />
        </>
      ),
    },
  ];
}
