/** The facts and events of one record, for those who keep it and for the person. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import type { membersApi } from '../../../../src/modules/members/api.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { eventWord, fieldWord, valueWord } from './words.ts';

type RecordView = NonNullable<ReplyOf<typeof membersApi.getOwnRecord>['member']>;

/** Events that say where; in which branch somebody joined the roll does not tell. */
const placed = new Set(['registered', 'moved', 'transferred_in', 'transferred_out']);

/** `withdraw`: what stands below the event that may be taken back. */
export function Record({
  member,
  own = false,
  withdraw,
}: {
  member: RecordView;
  own?: boolean;
  withdraw?: ReactNode;
}) {
  const { t } = useTranslation();
  const fact = (label: string, value: string | number | null) => (value === null ? [] : [{ label, value }]);
  const branch = own ? (
    member.branch.name
  ) : (
    <AppLink to={`/organizations/${member.branch.id}`}>{member.branch.name}</AppLink>
  );
  return (
    <>
      <Section title={t('members.facts')}>
        <Facts
          rows={[
            {
              label: t('members.status'),
              value: (
                <StateTag
                  tone={member.status === 'active' ? 'done' : 'stopped'}
                  label={t(`members.status.${member.status}`)}
                />
              ),
            },
            { label: t('members.kind'), value: t(`members.kind.${member.kind}`) },
            { label: t('members.branch'), value: branch },
            ...fact(t('members.id_no'), member.idMasked),
            ...fact(t('members.mobile'), member.mobileMasked),
            ...fact(t('members.age'), member.age),
            ...fact(t('members.party_years'), member.partyYears),
            ...Object.entries(member.fields)
              .filter(([field]) => field !== 'name' && field !== 'member_kind')
              .map(([field, value]) => ({ label: fieldWord(t, field), value: valueWord(t, field, value) })),
          ]}
        />
      </Section>
      <Section title={t('members.events')}>
        <Timeline
          label={t('members.events')}
          events={member.events.map((event) => ({
            key: event.id,
            at: event.on.length === 7 ? `${event.on}-01` : event.on,
            title: placed.has(event.event)
              ? `${eventWord(t, event.event)} · ${event.branch}`
              : eventWord(t, event.event),
            detail: (
              <>
                {[event.on.length === 7 ? t('members.month_only') : '', event.reason, event.reference]
                  .filter(Boolean)
                  .join(' · ')}
                {event.mayWithdraw && withdraw}
              </>
            ),
          }))}
        />
      </Section>
    </>
  );
}
