/** The board: what is late and whose it is, then the articles of the document in their own order. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { boardApi } from '../../../../src/modules/policy/board-api.ts';
import type { BoardState } from '../../../../src/modules/policy/choices.ts';
import { useSearchText } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { BarChart } from '../../ui/chart.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Figure, Figures } from '../../ui/figure.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { ArticleCard } from './article-card.tsx';
import { BoardFilters } from './board-filters.tsx';
import { DutyRows } from './duty-rows.tsx';
import { addressOf } from './words.ts';
import './policy.css';

type Board = ReplyOf<typeof boardApi.getBoard>;
/** A finished duty shows at once: the board looks again every five seconds while it is on the screen. */
const lookAgainMs = 5000;
const lateShown = 5;

export function Screen() {
  const { t } = useTranslation();
  const [{ village, chapter, state, asOf }] = useSearchText();
  const place = { ...(village && { village }), ...(asOf && { asOf }) };
  const board = useEndpoint(
    boardApi.getBoard,
    {
      ...place,
      ...(chapter && { chapter: Number(chapter) }),
      ...(state && { state: state as BoardState }), // the options of the filter are the server's own
    },
    { keepPrevious: true, every: asOf ? 0 : lookAgainMs },
  );
  const figures = useEndpoint(boardApi.getBoardFigures, place, { keepPrevious: true });
  return (
    <Page
      title={t('board.title')}
      lead={board.data?.document && <DocumentLine document={board.data.document} />}
      actions={<LinkButton to="/policy" label={t('board.documents')} icon="document" />}
    >
      <Loaded query={board} lines={12}>
        {(data) => (
          <>
            <BoardFilters villages={data.villages} chapters={data.chapters} />
            {data.document ? (
              <>
                <Late board={data} place={{ village, asOf }} />
                <Articles board={data} figures={figures.data?.figures ?? []} place={{ village, asOf }} />
              </>
            ) : (
              <Empty
                icon="document"
                title={t('board.no_document')}
                hint={t('board.no_document_hint')}
                action={<LinkButton to="/policy" label={t('board.documents')} primary />}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function DocumentLine({ document }: { document: NonNullable<Board['document']> }) {
  const { t } = useTranslation();
  const { id, title, number, inForceFrom: from } = document;
  const words = number
    ? t('board.lead', { title, number, from })
    : t('board.lead_unnumbered', { title, from });
  return <AppLink to={`/policy/${id}`}>{words}</AppLink>;
}

type Place = { village: string | undefined; asOf: string | undefined };

function Late({ board, place }: { board: Board; place: Place }) {
  const { t } = useTranslation();
  const { totals, lateDuties, villages } = board;
  const to = (state: string) => addressOf('/board/duties', { ...place, state });
  const late = villages.filter((village) => village.duties.late > 0);
  return (
    <>
      <Section title={t('board.late_title')}>
        {totals.late === 0 && <p>{t('board.late_none')}</p>}
        <DutyRows rows={lateDuties.slice(0, lateShown)} asOf={board.asOf} label={t('board.late_title')} />
        {totals.late > lateShown && (
          <AppLink to={to('late')}>{t('board.late_more', { total: totals.late })}</AppLink>
        )}
      </Section>
      <Figures>
        {(['late', 'due', 'on_course', 'done'] as const).map((state) => (
          <Figure
            key={state}
            label={t(`board.duties_${state}`)}
            value={totals[state]}
            unit={t('board.unit_duties')}
            to={to(state)}
            tone={state === 'late' && totals.late > 0 ? 'late' : 'plain'}
          />
        ))}
        <Figure
          label={t('responsibility.gaps')}
          value={board.gaps}
          unit={t('board.unit_institutions')}
          to={addressOf('/responsibilities/gaps', place)}
        />
      </Figures>
      {!place.village && late.length > 1 && (
        <Section>
          <BarChart
            label={t('board.by_village')}
            unit={t('board.unit_duties')}
            bars={late.map(({ id, name, duties }) => ({
              key: id,
              label: name,
              value: duties.late,
              to: addressOf('/board/duties', { ...place, village: id, state: 'late' }),
            }))}
          />
        </Section>
      )}
    </>
  );
}

type FigureValues = ReplyOf<typeof boardApi.getBoardFigures>['figures'];

function Articles({ board, figures, place }: { board: Board; figures: FigureValues; place: Place }) {
  const { t } = useTranslation();
  if (board.articles.length === 0) return <Empty icon="search" title={t('board.nothing')} />;
  const chapters = board.chapters.filter(({ number }) =>
    board.articles.some((article) => article.chapter.number === number),
  );
  return chapters.map((chapter) => (
    <section key={chapter.number} className="board-chapter">
      <h2>{chapter.title || t('board.articles')}</h2>
      {board.articles
        .filter((article) => article.chapter.number === chapter.number)
        .map((article) => (
          <ArticleCard key={article.id} article={article} figures={figures} place={place} />
        ))}
    </section>
  ));
}
