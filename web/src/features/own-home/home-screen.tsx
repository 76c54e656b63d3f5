/** A member's own page: what waits for me, the ways to all that is mine, and who looked. Nothing of anybody else. */
import { useTranslation } from 'react-i18next';
import { memberRightsApi } from '../../../../src/modules/member-rights/api.ts';
import { correctionsApi } from '../../../../src/modules/member-rights/corrections-api.ts';
import { ownMeetingsApi } from '../../../../src/modules/meetings/own-api.ts';
import { membersApi } from '../../../../src/modules/members/api.ts';
import { workApi } from '../../../../src/modules/work/api.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { dayShort } from '../../lib/days.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day, Moment } from '../../ui/day.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import './own-home.css';

/** What waits shows this many; all of it stands on its own page. */
const atFirst = 4;
const readers = 3;

export function Screen() {
  const { t } = useTranslation();
  return (
    <Page title={t('own_home.title')} lead={t('own_home.lead')} width="text">
      <Waiting />
      <Mine />
      <WhoLooked />
    </Page>
  );
}

function Waiting() {
  const { t } = useTranslation();
  const work = useEndpoint(workApi.listWork, {});
  return (
    <Section title={t('own_home.waiting')}>
      <Loaded query={work} lines={2}>
        {({ mine, mineCount }) => (
          <>
            {mine.length === 0 && <p>{t('own_home.nothing_waits')}</p>}
            <ul className="own-home-list">
              {mine.slice(0, atFirst).map((item) => (
                <li key={`${item.path} ${item.text}`}>
                  <AppLink to={item.path}>
                    {item.text}
                    {item.late && <StateTag tone="late" label={t('work.late')} />}
                    {item.dueOn && (
                      <small>
                        {t('work.due')} <Day date={item.dueOn} short />
                      </small>
                    )}
                  </AppLink>
                </li>
              ))}
            </ul>
            {mineCount > atFirst && (
              <AppLink to="/work">{t('own_home.all_waiting', { count: mineCount })}</AppLink>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

type Way = { to: string; icon: IconName; label: string; now?: string };

function Mine() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const meetings = useEndpoint(ownMeetingsApi.listOwnMeetings, { page: 1 });
  const requests = useEndpoint(memberRightsApi.listOwnRequests, {});
  const corrections = useEndpoint(correctionsApi.listOwnCorrections, {});
  const votes = useEndpoint(ownMeetingsApi.listOwnVotes, {});
  const toVote = (votes.data?.open.length ?? 0) + (votes.data?.coming.length ?? 0);
  const next = meetings.data?.rows.find((row) => row.state === 'called');
  const open = requests.data?.rows.filter((row) => row.dueOn !== null).length ?? 0;
  const asked = corrections.data?.rows.filter((row) => row.state === 'open').length ?? 0;
  const ways: Way[] = [
    {
      to: '/own-meetings',
      icon: 'calendar',
      label: t('meetings.own'),
      now: next
        ? t('own_home.next_meeting', { on: dayShort(next.on, i18n.language), title: next.title })
        : t('own_home.no_meeting'),
    },
    {
      to: '/own/votes',
      icon: 'vote',
      label: t('own_home.votes'),
      ...(toVote > 0 && { now: t('own_home.votes_waiting', { count: toVote }) }),
    },
    { to: '/own/study', icon: 'document', label: t('own_home.study') },
    {
      to: '/own-record',
      icon: 'member',
      label: t('members.own.title'),
      ...(asked > 0 && { now: t('own_home.corrections_open', { count: asked }) }),
    },
    {
      to: '/own-requests',
      icon: 'document',
      label: t('member_rights.own'),
      ...(open > 0 && { now: t('own_home.requests_open', { count: open }) }),
    },
    { to: '/own-requests/new', icon: 'plus', label: t('member_rights.new') },
    { to: '/own-dues', icon: 'money', label: t('dues.own') },
    { to: '/own-appraisals', icon: 'edit', label: t('appraisals.own') },
    ...(mayDo(session, 'disclosure.board')
      ? [{ to: '/notice-board', icon: 'board' as const, label: t('openness.board_menu') }]
      : []),
  ];
  return (
    <Section title={t('own_home.mine')}>
      <ul className="own-home-list">
        {ways.map(({ to, icon, label, now }) => (
          <li key={to}>
            <AppLink to={to}>
              <Icon name={icon} />
              {label}
              {now && <small>{now}</small>}
            </AppLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function WhoLooked() {
  const { t } = useTranslation();
  const own = useEndpoint(membersApi.getOwnRecord, {});
  return (
    <Section title={t('members.own.readings')}>
      <Loaded query={own} lines={2}>
        {({ readings }) =>
          readings.length === 0 ? (
            <p>{t('members.own.no_readings')}</p>
          ) : (
            <>
              <ul className="plain-list">
                {readings.slice(0, readers).map(({ at, by, how }, i) => (
                  <li key={`${at}${i}`}>
                    <Moment at={at} /> {by}　
                    {t(`audit.members.${how}` as MessageKey) /* every way of reading has its word */}
                  </li>
                ))}
              </ul>
              {readings.length > readers && <AppLink to="/own-record">{t('own_home.all_readings')}</AppLink>}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
