/** Meetings the reader is called to: what is to come on top, then what is past. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { ownMeetingsApi } from '../../../../src/modules/meetings/own-api.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { stateTone } from './words.ts';
import './meetings.css';

type Line = ReplyOf<typeof ownMeetingsApi.listOwnMeetings>['rows'][number];

const pageSize = 20;

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress();
  const meetings = useEndpoint(
    ownMeetingsApi.listOwnMeetings,
    { page: address.page },
    { keepPrevious: true },
  );
  return (
    <Page title={t('meetings.own')} lead={t('meetings.own_lead')} width="text">
      <Loaded query={meetings}>
        {({ rows, total, isMember }) =>
          rows.length === 0 ? (
            <Empty
              icon="meeting"
              title={t('meetings.own_none')}
              {...(!isMember && { hint: t('meetings.own_no_member') })}
            />
          ) : (
            <Section>
              <ul className="meeting-lines">
                {rows.map((row) => (
                  <OwnLine key={row.id} line={row} />
                ))}
              </ul>
              <Pager
                page={address.page}
                pages={Math.ceil(total / pageSize)}
                onTurn={(page) => address.turnTo(page)}
              />
            </Section>
          )
        }
      </Loaded>
    </Page>
  );
}

function OwnLine({ line }: { line: Line }) {
  const { t } = useTranslation();
  const open = line.state === 'called';
  return (
    <li>
      <AppLink to={`/own-meetings/${line.id}`}>{line.title}</AppLink>
      <p className="meeting-line-facts">
        <StateTag tone={stateTone[line.state]} label={t(`procedure.meeting.state.${line.state}`)} />
        <span>
          <Day date={line.on} /> {line.startsAt}
        </span>
        <span>{line.place}</span>
        {open && !line.answer && <strong>{t('meetings.own_not_answered')}</strong>}
        {open && line.answer && (
          <span>{line.answer.coming ? t('meetings.own_come') : t('meetings.own_leave')}</span>
        )}
        {line.state === 'closed' && <span>{t(`meetings.status.${line.status}`)}</span>}
      </p>
    </li>
  );
}
