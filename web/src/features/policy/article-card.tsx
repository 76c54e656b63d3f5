/** One article of the board: its state, and a line for each institution that runs; the others are named in one line. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import type { boardApi } from '../../../../src/modules/policy/board-api.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { FigureLinks, type FigureValue } from './figure-links.tsx';
import { ResponsibleLine } from './responsible.tsx';
import { BoardStateTag, DutyCounts } from './state.tsx';
import { addressOf, articleName } from './words.ts';

type Article = ReplyOf<typeof boardApi.getBoard>['articles'][number];
type Props = {
  article: Article;
  figures: FigureValue[];
  place: { village: string | undefined; asOf: string | undefined };
};

export function ArticleCard({ article, figures, place }: Props) {
  const { t } = useTranslation();
  const running = article.institutions.filter(({ state }) => state !== 'not_set_up' && state !== 'narrative');
  const others = article.institutions.filter((one) => !running.includes(one));
  return (
    <article className="board-article">
      <header>
        <h3>
          <AppLink to={addressOf(`/board/articles/${article.id}`, place)}>
            {articleName(t, { ...article, title: article.title || article.opening })}
          </AppLink>
        </h3>
        <BoardStateTag state={article.state} />
      </header>
      {article.state === 'narrative' && <p className="quiet">{t('board.narrative_hint')}</p>}
      {article.state === 'out_of_scope' && <p className="quiet">{t('board.out_of_scope_hint')}</p>}
      {running.length > 0 && (
        <ul className="board-institutions">
          {running.map((one) => {
            const to = addressOf(`/board/institutions/${one.id}`, place);
            return (
              <li key={one.id}>
                <p>
                  <AppLink to={to} className="institution-name">
                    {one.name}
                  </AppLink>
                  <BoardStateTag state={one.state} />
                </p>
                <ResponsibleLine people={one.responsible} to={to} />
                <DutyCounts counts={one.duties} of={{ ...place, institution: one.id }} />
                <FigureLinks
                  figures={figures.filter(({ institution }) => institution === one.id)}
                  place={place}
                />
              </li>
            );
          })}
        </ul>
      )}
      {others.length > 0 && (
        <p className="board-others">
          {article.nature === 'measurable' && <small>{t('board.state.not_set_up')}：</small>}
          {others.map((one) => (
            <AppLink key={one.id} to={addressOf(`/board/institutions/${one.id}`, place)}>
              {one.name}
              {one.state === 'narrative' &&
                article.nature === 'measurable' &&
                `（${t('board.nature.narrative')}）`}
            </AppLink>
          ))}
        </p>
      )}
    </article>
  );
}
