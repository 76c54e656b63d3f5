/** Corrections that members asked for, the next due first. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { correctionStates } from '../../../../src/modules/member-rights/choices.ts';
import { correctionsApi } from '../../../../src/modules/member-rights/corrections-api.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { fieldWord } from '../members/words.ts';
import { CorrectionState, type Correction } from './correction-words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['state'] as const);
  const corrections = useEndpoint(
    correctionsApi.listCorrections,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  return (
    <Page title={t('member_rights.corrections')} lead={t('member_rights.corrections_lead')}>
      <DataList
        label={t('member_rights.corrections')}
        address={address}
        query={corrections}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('member_rights.person')}
        filters={[
          {
            name: 'state',
            label: t('member_rights.state'),
            unset: t('member_rights.correction_state.open'),
            options: correctionStates.map((value) => ({
              value,
              label: t(`member_rights.correction_state.${value}`),
            })),
          },
        ]}
        empty={{ title: t('member_rights.corrections_none'), hint: t('member_rights.corrections_none_hint') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<Correction>, ...Column<Correction>[]] {
  return [
    {
      key: 'person',
      title: t('member_rights.person'),
      cell: (row) => (
        <AppLink to={`/record-corrections/${row.id}`}>
          <PersonName name={row.person.name} />
        </AppLink>
      ),
    },
    { key: 'field', title: t('member_rights.field'), cell: (row) => fieldWord(t, row.field) },
    { key: 'branch', title: t('member_rights.branch'), cell: (row) => row.branch },
    { key: 'state', title: t('member_rights.state'), cell: (row) => <CorrectionState of={row} /> },
    { key: 'due', title: t('member_rights.due_on'), cell: (row) => <Day date={row.dueOn} short /> },
  ];
}
