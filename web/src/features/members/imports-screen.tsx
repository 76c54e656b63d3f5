/** Rosters: upload one, and what became of the others. */
import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { importsApi } from '../../../../src/modules/members/imports-api.ts';
import { organizationsApi } from '../../../../src/modules/organizations/api.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Table, type Column } from '../../ui/data-list.tsx';
import { Moment } from '../../ui/day.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { ImportState } from './import-state.tsx';

export function Screen() {
  const { t } = useTranslation();
  const imports = useEndpoint(importsApi.listImports, {});
  return (
    <Page
      title={t('members.import.title')}
      lead={t('members.import.lead')}
      crumbs={[{ label: t('members.title'), to: '/members' }]}
    >
      <Upload />
      <Section title={t('members.import.earlier')}>
        <Loaded query={imports}>
          {(data) =>
            data.imports.length === 0 ? (
              <p>{t('members.import.none')}</p>
            ) : (
              <Table
                label={t('members.import.earlier')}
                rows={data.imports}
                rowKey={(row) => row.id}
                columns={columnsOf(t)}
              />
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}

function Upload() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const roots = useEndpoint(organizationsApi.listTree, {});
  const [chosen, setChosen] = useState('');
  const [asAt, setAsAt] = useState(todayInChina);
  const start = useAct(importsApi.startImport, {
    invalidates: [importsApi.listImports],
    onDone: (reply) => void navigate({ to: `/members/imports/${reply.id}` as never }), // routes come from a table
  });
  const town = roots.data?.nodes.find((node) => node.kind === 'township_party_committee');
  const org = chosen || town?.id || '';
  const choices = (roots.data?.nodes ?? []).filter((node) =>
    ['township_party_committee', 'village', 'branch', 'joint_branch'].includes(node.kind),
  );
  return (
    <Section title={t('members.import.upload')}>
      <div className="list-filters">
        <label className="list-filter">
          <span>{t('members.import.for')}</span>
          <select value={org} onChange={(event) => setChosen(event.target.value)}>
            {choices.map((node) => (
              <option key={node.id} value={node.id}>
                {node.shortName}
              </option>
            ))}
          </select>
        </label>
        <label className="list-filter">
          <span>{t('members.as_at')}</span>
          <input type="date" value={asAt} onChange={(event) => setAsAt(event.target.value)} />
        </label>
      </div>
      <p>{t('members.as_at_help')}</p>
      <FileDrop
        label={t('members.import.choose')}
        types={['.xlsx', '.csv']}
        limitMiB={20}
        busy={start.isPending}
        problem={start.error}
        onFile={(file, onProgress) => start.mutate({ input: { org, asAt }, file, onProgress })}
      />
    </Section>
  );
}

/** ISO; Swedish dates are written that way. */
function todayInChina(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
}

type Import = ReplyOf<typeof importsApi.listImports>['imports'][number];

function columnsOf(t: TFunction): [Column<Import>, ...Column<Import>[]] {
  return [
    {
      key: 'file',
      title: t('members.import.file'),
      cell: (row) => <AppLink to={`/members/imports/${row.id}`}>{row.fileName}</AppLink>,
    },
    { key: 'org', title: t('members.import.for'), cell: (row) => row.orgName },
    {
      key: 'at',
      title: t('members.import.started'),
      cell: (row) => <Moment at={row.startedAt} />,
    },
    {
      key: 'state',
      title: t('members.import.state'),
      cell: (row) => <ImportState state={row.state} />,
    },
  ];
}
