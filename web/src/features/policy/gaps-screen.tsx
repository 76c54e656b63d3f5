/** Institutions for which nobody answers, those that run first; each opens where somebody is named. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { boardApi } from '../../../../src/modules/policy/board-api.ts';
import { useSearchText } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Table, type Column } from '../../ui/data-list.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { addressOf, articleName } from './words.ts';
import './policy.css';

type Gap = ReplyOf<typeof boardApi.listGaps>['rows'][number];
type Place = { village: string | undefined; asOf: string | undefined };

export function Screen() {
  const { t } = useTranslation();
  const [{ village, asOf }] = useSearchText();
  const gaps = useEndpoint(boardApi.listGaps, { ...(village && { village }), ...(asOf && { asOf }) });
  return (
    <Page
      title={t('responsibility.gaps')}
      lead={gaps.data && t('responsibility.gaps_lead', { total: gaps.data.rows.length })}
      crumbs={[
        { label: t('board.title'), to: addressOf('/board', { village, asOf }) },
        { label: t('responsibility.title'), to: '/responsibilities' },
      ]}
    >
      <Loaded query={gaps} lines={10}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="check" title={t('responsibility.gaps_none')} />
          ) : (
            <Table
              label={t('responsibility.gaps')}
              rowKey={(row) => row.institution.id}
              rows={rows.toSorted((a, b) => Number(b.isSetUp) - Number(a.isSetUp))}
              columns={columnsOf(t, { village, asOf })}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

function columnsOf(t: TFunction, place: Place): [Column<Gap>, ...Column<Gap>[]] {
  return [
    {
      key: 'institution',
      title: t('responsibility.institution'),
      cell: (row) => (
        <AppLink to={addressOf(`/board/institutions/${row.institution.id}`, place)}>
          {row.institution.name}
        </AppLink>
      ),
    },
    {
      key: 'article',
      title: t('board.named_in'),
      cell: (row) => (
        <AppLink to={addressOf(`/board/articles/${row.article.id}`, place)}>
          {articleName(t, row.article)}
        </AppLink>
      ),
    },
    {
      key: 'missing',
      title: t('responsibility.gaps_missing'),
      cell: (row) =>
        [
          ...row.missing.map((level) => t(`board.level.${level}`)),
          ...row.villages.map((name) => t('responsibility.gaps_village', { name })),
        ].join('、'),
    },
    {
      key: 'set_up',
      title: t('board.state'),
      cell: (row) => (row.isSetUp ? t('responsibility.gaps_runs') : t('board.state.not_set_up')),
    },
  ];
}
