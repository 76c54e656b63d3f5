/** One institution: who answers for it, how each organization stands, its figures, what it must publish. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { boardApi } from '../../../../src/modules/policy/board-api.ts';
import { levels } from '../../../../src/modules/policy/choices.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { usePathParam, useSearchText } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Figure, Figures } from '../../ui/figure.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Assignments, AssignResponsible } from './assignments.tsx';
import { DutyRows } from './duty-rows.tsx';
import { figureAddress } from './figure-links.tsx';
import { BoardStateTag, DutyCounts } from './state.tsx';
import { addressOf, articleName, wordOf } from './words.ts';
import './policy.css';

type Institution = ReplyOf<typeof boardApi.getInstitution>;
type Place = { village: string | undefined; asOf: string | undefined };

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const [{ village, asOf }] = useSearchText();
  const place = { village, asOf };
  const institution = useEndpoint(
    boardApi.getInstitution,
    { id, ...(village && { village }), ...(asOf && { asOf }) },
    { keepPrevious: true, every: asOf ? 0 : 5000 },
  );
  return (
    <Page
      title={institution.data?.name ?? t('board.institutions')}
      crumbs={[{ label: t('board.title'), to: addressOf('/board', place) }]}
      actions={
        institution.data?.path && (
          <LinkButton to={institution.data.path} label={t('board.open_work')} icon="work" primary />
        )
      }
      width="text"
    >
      <Loaded query={institution} lines={10}>
        {(data) => (
          <>
            <About institution={data} place={place} />
            <WhoAnswers institution={data} />
            {data.isSetUp && <Duties institution={data} place={place} />}
            {data.figures.length > 0 && (
              <Section title={t('board.figures')}>
                <Figures>
                  {data.figures.map((figure) => (
                    <Figure
                      key={figure.key}
                      label={wordOf(t, 'figure', figure.key)}
                      value={figure.value}
                      unit={wordOf(t, 'unit', figure.unit)}
                      to={figureAddress(figure, place)}
                      {...(asOf ? { asOf } : {})}
                    />
                  ))}
                </Figures>
              </Section>
            )}
            <ToPublish institution={data} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function About({ institution, place }: { institution: Institution; place: Place }) {
  const { t } = useTranslation();
  const { articles, otherNames, parameters, state, isSetUp, isNarrative } = institution;
  return (
    <Section>
      <Facts
        rows={[
          { label: t('board.state'), value: <BoardStateTag state={state} /> },
          {
            label: t('board.named_in'),
            value: (
              <span className="link-row">
                {articles.map((article) => (
                  <AppLink key={article.id} to={addressOf(`/board/articles/${article.id}`, place)}>
                    {articleName(t, article)}
                  </AppLink>
                ))}
              </span>
            ),
          },
          ...(otherNames.length > 0 ? [{ label: t('board.other_names'), value: otherNames.join('、') }] : []),
          ...(parameters.length > 0
            ? [
                {
                  label: t('board.numbers'),
                  value: <span lang="zh-CN">{parameters.map((one) => one.wording).join('、')}</span>,
                },
              ]
            : []),
        ]}
      />
      {!isSetUp && !isNarrative && <p className="quiet">{t('board.not_set_up_hint')}</p>}
      {isNarrative && <p className="quiet">{t('board.narrative_hint')}</p>}
    </Section>
  );
}

function WhoAnswers({ institution }: { institution: Institution }) {
  const { t } = useTranslation();
  const rows = levels.flatMap((level) => {
    const own = institution.responsible.filter((one) => one.level === level);
    if (own.length === 0) return [];
    const value = (
      <ul className="people-list">
        {own.map((one) => (
          <li key={`${one.org.id} ${one.name}`}>
            {one.accountId ? (
              <AppLink to={addressOf('/responsibilities', { account: one.accountId })}>{one.name}</AppLink>
            ) : (
              one.name
            )}{' '}
            <small>
              {one.org.name} · {one.byOffice ? t('board.by_office') : t('board.assigned')}
            </small>
          </li>
        ))}
      </ul>
    );
    return [{ label: t(`board.level.${level}`), value }];
  });
  return (
    <Section title={t('board.responsible')}>
      {rows.length > 0 ? <Facts rows={rows} /> : <p>{t('board.nobody')}</p>}
      <Assignments rows={institution.assignments} mayEnd={institution.mayAssign} />
      {institution.mayAssign && <AssignResponsible institution={institution.id} />}
    </Section>
  );
}

function Duties({ institution, place }: { institution: Institution; place: Place }) {
  const { t } = useTranslation();
  if (institution.duties.length === 0)
    return (
      <Section title={t('board.duties')}>
        <p>{t('board.duties_none')}</p>
      </Section>
    );
  return (
    <>
      <Section title={t('board.duties')}>
        <ul className="duty-kinds">
          {institution.duties.map((duty) => (
            <li key={duty.key}>
              <strong>{wordOf(t, 'duty', duty.key)}</strong>
              <small>
                {t(`board.every.${duty.every}` as MessageKey)} · {t('ui.cites', { cites: duty.cites })}
              </small>
              <DutyCounts counts={duty.counts} of={{ ...place, institution: institution.id }} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('board.standings')}>
        <DutyRows
          rows={institution.standings}
          asOf={institution.asOf}
          label={t('board.standings')}
          isOneInstitution
        />
      </Section>
    </>
  );
}

function ToPublish({ institution }: { institution: Institution }) {
  const { t } = useTranslation();
  if (institution.catalogue.length === 0) return null;
  return (
    <Section title={t('board.catalogue')}>
      <Facts
        rows={institution.catalogue.map((row) => ({
          label: wordOf(t, 'catalogue', row.key),
          value: `${t('board.catalogue_days', {
            every: t(`board.every.${row.every}` as MessageKey),
            days: row.dueDays,
          })} · ${t('ui.cites', { cites: row.cites })}`,
        }))}
      />
    </Section>
  );
}
