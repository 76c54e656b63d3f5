/** What a member is asked to vote on: now, at meetings to come, and what was decided. Nobody's choice, not even the own one. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { ownAppraisalsApi } from '../../../../src/modules/appraisals/own-api.ts';
import { ownMeetingsApi } from '../../../../src/modules/meetings/own-api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import './own-home.css';

type Votes = ReplyOf<typeof ownMeetingsApi.listOwnVotes>;

export function Screen() {
  const { t } = useTranslation();
  const votes = useEndpoint(ownMeetingsApi.listOwnVotes, {});
  return (
    <Page
      title={t('own_home.votes')}
      lead={t('own_home.votes_lead')}
      crumbs={[{ label: t('own_home.title'), to: '/own' }]}
      width="text"
    >
      <Loaded query={votes}>
        {({ open, coming, decided }) => (
          <>
            <Section title={t('own_home.votes_now')}>
              {open.length === 0 && <p>{t('own_home.votes_now_none')}</p>}
              <Questions rows={open} />
            </Section>
            <Section title={t('own_home.votes_coming')}>
              <Coming rows={coming} />
            </Section>
            <Section title={t('own_home.votes_decided')}>
              {decided.length === 0 && <p>{t('own_home.votes_decided_none')}</p>}
              <Questions rows={decided} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Questions({ rows }: { rows: Votes['open'] }) {
  const { t } = useTranslation();
  return (
    <ul className="own-home-list own-home-lines">
      {rows.map((row) => (
        <li key={row.id}>
          <AppLink to={`/own-meetings/${row.meetingId}`}>
            {row.question}
            {row.passed !== null && (
              <StateTag
                tone={row.passed ? 'done' : 'plain'}
                label={t(row.passed ? 'own_home.votes_passed' : 'own_home.votes_rejected')}
              />
            )}
            <small>
              <Day date={row.on} short /> {row.orgName} {row.meetingTitle} {t(`meetings.mode.${row.mode}`)}
            </small>
          </AppLink>
        </li>
      ))}
    </ul>
  );
}

function Coming({ rows }: { rows: Votes['coming'] }) {
  const { t } = useTranslation();
  const own = useEndpoint(ownAppraisalsApi.listOwnAppraisals, {});
  const ballots = own.data?.rows.filter((round) => round.state === 'open' && !round.excused) ?? [];
  if (rows.length + ballots.length === 0) return <p>{t('own_home.votes_coming_none')}</p>;
  return (
    <ul className="own-home-list own-home-lines">
      {rows.map((row) => (
        <li key={row.id}>
          <AppLink to={`/own-meetings/${row.id}`}>
            {row.title}
            <small>
              <Day date={row.on} short /> {row.orgName} {row.agenda.join('、')}
            </small>
          </AppLink>
        </li>
      ))}
      {ballots.map((round) => (
        <li key={round.id}>
          <AppLink to="/own-appraisals">
            {t('own_home.votes_appraisal', { org: round.orgName, year: round.year })}
          </AppLink>
        </li>
      ))}
    </ul>
  );
}
