/** One record: facts, whole numbers against a reason, events, corrections. */
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { membersApi } from '../../../../src/modules/members/api.ts';
import type { EnteredEvent } from '../../../../src/modules/members/choices.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { usePathParam } from '../../lib/address.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';
import { OrganizationChoice } from '../organizations/organization-choice.tsx';
import { MemberFields, withoutEmpty, type MemberValues } from './member-fields.tsx';
import { Record } from './record.tsx';
import { eventWord, fieldWord } from './words.ts';

type Member = ReplyOf<typeof membersApi.getMember>;

const reads = [membersApi.getMember, membersApi.listChanges, membersApi.listMembers];

export function Screen() {
  const { t } = useTranslation();
  const session = useSession();
  const id = usePathParam('id');
  const member = useEndpoint(membersApi.getMember, { id });
  return (
    <Page
      title={member.data?.name ?? t('members.title')}
      lead={t('members.opening_is_recorded')}
      crumbs={[{ label: t('members.title'), to: '/members' }]}
      actions={
        member.data?.status === 'active' &&
        mayDo(session, 'transfers.apply') && (
          <LinkButton to={`/transfers/apply?person=${id}`} label={t('transfers.apply')} icon="forward" />
        )
      }
      width="text"
    >
      <Loaded query={member}>
        {(data) => (
          <>
            <Record member={data} withdraw={<Withdraw member={data} />} />
            {data.may.unmask && <Unmask member={data} />}
            {data.possibleEvents.length > 0 && <EnterEvent key={`event${data.version}`} member={data} />}
            {data.may.edit && <Correct key={`correct${data.version}`} member={data} />}
            <Changes id={id} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Unmask({ member }: { member: Member }) {
  const { t } = useTranslation();
  const unmask = useAct(membersApi.unmaskMember);
  const [shown, setShown] = useState<ReplyOf<typeof membersApi.unmaskMember>>();
  return (
    <details className="section">
      <summary>{t('members.unmask')}</summary>
      <p>{t('members.unmask_lead')}</p>
      <ActForm
        act={unmask}
        submitLabel={t('members.unmask')}
        clearOnDone
        toInput={(values: { reason: string }) => ({ id: member.id, reason: values.reason })}
        onDone={(reply) => setShown(reply)}
      >
        <Field name="reason" label={t('members.reason')}>
          <Input.TextArea rows={2} maxLength={300} />
        </Field>
      </ActForm>
      {shown && (
        <output>
          <p>
            {t('members.id_no')}：{shown.idNo ?? t('members.not_known')}
          </p>
          <p>
            {t('members.mobile')}：{shown.mobile ?? t('members.not_known')}
          </p>
        </output>
      )}
    </details>
  );
}

/** Takes the latest event back, with the reason that the audit keeps. */
function Withdraw({ member }: { member: Member }) {
  const { t } = useTranslation();
  const eventId = member.events.find((event) => event.mayWithdraw)?.id ?? '';
  const withdraw = useAct(membersApi.withdrawEvent, { invalidates: reads });
  return (
    <details>
      <summary>{t('members.withdraw_event')}</summary>
      <ActForm
        act={withdraw}
        danger
        submitLabel={t('members.withdraw_event')}
        toInput={({ reason }: { reason: string }) => ({
          id: member.id,
          eventId,
          version: member.version,
          reason,
        })}
        onDone={() => say(t('members.event_withdrawn'))}
      >
        <Field name="reason" label={t('members.reason')}>
          <Input.TextArea rows={2} maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}

type EventValues = {
  event: EnteredEvent;
  on: string;
  branchId?: string;
  reference?: string;
  reason?: string;
};

function EnterEvent({ member }: { member: Member }) {
  const { t } = useTranslation();
  const enter = useAct(membersApi.enterEvent, { invalidates: reads });
  const [event, setEvent] = useState<EnteredEvent>();
  return (
    <details className="section">
      <summary>{t('members.enter_event')}</summary>
      <p>{t('members.enter_event_lead')}</p>
      <ActForm
        act={enter}
        submitLabel={t('members.enter_event')}
        toInput={(values: EventValues) => ({
          ...withoutEmpty(values),
          id: member.id,
          version: member.version,
        })}
        onChange={(values) => setEvent(values.event)}
        onDone={() => say(t('members.event_entered'))}
      >
        <Field name="event" label={t('members.event')}>
          <Select options={member.possibleEvents.map((one) => ({ value: one, label: eventWord(t, one) }))} />
        </Field>
        <Field name="on" label={t('members.on')}>
          <Input type="date" />
        </Field>
        {(event === 'moved' || event === 'transferred_in') && (
          <Field name="branchId" label={t('members.branch')}>
            <OrganizationChoice kinds="branch,joint_branch" />
          </Field>
        )}
        <Field name="reference" label={t('members.reference')} optional>
          <Input maxLength={200} />
        </Field>
        <Field name="reason" label={t('members.reason')} optional>
          <Input.TextArea rows={2} maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}

/** Fields of the form and the roster's names of what they hold. */
const formFields = {
  birthDate: 'birth_date',
  joinedOn: 'joined_on',
  convertedOn: 'converted_on',
  ethnicity: 'ethnicity',
  nativePlace: 'native_place',
  education: 'education',
  degree: 'degree',
  occupation: 'occupation',
  workUnit: 'work_unit',
  partyPost: 'party_post',
  residence: 'residence',
  school: 'school',
  address: 'address',
  note: 'note',
} as const;

function Correct({ member }: { member: Member }) {
  const { t } = useTranslation();
  const correct = useAct(membersApi.correctMember, { invalidates: reads });
  const known = Object.fromEntries(
    Object.entries(formFields).map(([name, field]) => [name, member.fields[field]]),
  ) as Partial<MemberValues>; // texts of the record
  const sex = member.fields['sex'] === 'female' ? 'female' : 'male';
  return (
    <details className="section">
      <summary>{t('members.correct')}</summary>
      <ActForm
        act={correct}
        submitLabel={t('members.correct')}
        initial={{ ...known, name: member.name, sex }}
        toInput={(values: MemberValues & { reason?: string }) => ({
          ...withoutEmpty(values),
          id: member.id,
          version: member.version,
        })}
        onDone={() => say(t('members.corrected'))}
      >
        <MemberFields known />
        <Field name="reason" label={t('members.reason')} optional>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}

function Changes({ id }: { id: string }) {
  const { t } = useTranslation();
  const changes = useEndpoint(membersApi.listChanges, { id });
  return (
    <Section title={t('members.changes')}>
      <Loaded query={changes}>
        {(data) =>
          data.changes.length === 0 ? (
            <p>{t('members.no_changes')}</p>
          ) : (
            <Timeline
              label={t('members.changes')}
              events={data.changes.map((change, i) => ({
                key: `${change.at}${i}`,
                at: change.at,
                who: change.by,
                title: t(`audit.${change.event}` as MessageKey), // every event has its word
                detail: (
                  <>
                    {change.event === 'members.corrected' && (
                      <ul>
                        {change.fields.map((one) => (
                          <li key={one.field}>
                            {t('members.changed_from_to', {
                              field: fieldWord(t, one.field),
                              before: one.before ?? t('members.not_known'),
                              after: one.after ?? t('members.not_known'),
                            })}
                          </li>
                        ))}
                      </ul>
                    )}
                    {change.reason}
                  </>
                ),
              }))}
            />
          )
        }
      </Loaded>
    </Section>
  );
}
