/** One article in its own words, the institutions that it names, and how they stand. */
import { useTranslation } from 'react-i18next';
import { boardApi } from '../../../../src/modules/policy/board-api.ts';
import { usePathParam, useSearchText } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { ArticleNumbers } from '../parameters/number-use.tsx';
import { MarkedText } from './marked-text.tsx';
import { ResponsibleLine } from './responsible.tsx';
import { BoardStateTag, DutyCounts } from './state.tsx';
import { addressOf, articleName } from './words.ts';
import './policy.css';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const [{ village, asOf }] = useSearchText();
  const place = { village, asOf };
  const article = useEndpoint(
    boardApi.getArticle,
    { id, ...(village && { village }), ...(asOf && { asOf }) },
    { keepPrevious: true, every: asOf ? 0 : 5000 },
  );
  const toInstitution = (institution: string) => addressOf(`/board/institutions/${institution}`, place);
  const toArticle = (other: string) => addressOf(`/board/articles/${other}`, place);
  return (
    <Page
      title={article.data ? articleName(t, article.data.article) : t('board.articles')}
      lead={article.data?.chapter.title}
      crumbs={[{ label: t('board.title'), to: addressOf('/board', place) }]}
      width="text"
    >
      <Loaded query={article} lines={10}>
        {(data) => (
          <>
            <Section title={t('board.text')} actions={<BoardStateTag state={data.state} />}>
              <MarkedText text={data.article.text} mentions={data.article.mentions} linkTo={toInstitution} />
              {data.state === 'narrative' && <p className="quiet">{t('board.narrative_hint')}</p>}
            </Section>
            <Section title={t('board.institutions')}>
              <ul className="board-institutions">
                {data.institutions.map((one) => (
                  <li key={one.id}>
                    <p>
                      <AppLink to={toInstitution(one.id)} className="institution-name">
                        {one.name}
                      </AppLink>
                      <BoardStateTag state={one.state} />
                    </p>
                    {one.responsible.length > 0 && (
                      <ResponsibleLine people={one.responsible} to={toInstitution(one.id)} />
                    )}
                    <DutyCounts counts={one.duties} of={{ ...place, institution: one.id }} />
                  </li>
                ))}
              </ul>
            </Section>
            <ArticleNumbers documentId={data.document.id} numbers={data.article.parameters} />
            <nav className="article-steps">
              {data.before && (
                <LinkButton
                  to={toArticle(data.before.id)}
                  label={t('board.previous_article', { number: data.before.number })}
                  icon="back"
                />
              )}
              {data.after && (
                <LinkButton
                  to={toArticle(data.after.id)}
                  label={t('board.next_article', { number: data.after.number })}
                  icon="forward"
                />
              )}
            </nav>
          </>
        )}
      </Loaded>
    </Page>
  );
}
