/** One stay: what it asks for, one line to record a contact, the contacts, the way to end it. */
import { Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../src/kernel/http/contract.ts';
import { mobileMembersApi as api } from '../../../../src/modules/mobile-members/api.ts';
import { contactWays, type Ending } from '../../../../src/modules/mobile-members/choices.ts';
import { usePathParam } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';
import { promptTone, stayReads, type StayView } from './words.ts';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getStay, { id });
  return (
    <Page
      title={found.data?.person.name ?? t('mobile_members.title')}
      crumbs={[{ label: t('mobile_members.title'), to: '/mobile-members' }]}
      width="text"
    >
      <Loaded query={found}>
        {(of) => (
          <>
            <Asked of={of} />
            {of.may.keep && !of.endedOn && of.direction === 'out' && <RecordContact of={of} />}
            <Known of={of} />
            {of.direction === 'out' && <Contacts of={of} />}
            {of.may.keep && !of.endedOn && <End of={of} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Asked({ of }: { of: StayView }) {
  const { t } = useTranslation();
  if (of.prompts.length === 0) return null;
  return (
    <Section>
      {of.prompts.map((prompt) => (
        <p key={prompt}>
          <StateTag tone={promptTone[prompt]} label={t(`mobile_members.tag.${prompt}`)} />{' '}
          {t(`mobile_members.prompt.${prompt}`)}
        </p>
      ))}
      {of.prompts.includes('should_transfer') && of.may.transfer && of.person.id && (
        <LinkButton
          to={`/transfers/apply?person=${of.person.id}`}
          label={t('mobile_members.to_transfer')}
          icon="forward"
        />
      )}
    </Section>
  );
}

function RecordContact({ of }: { of: StayView }) {
  const { t } = useTranslation();
  const act = useAct(api.recordContact, { invalidates: stayReads });
  return (
    <Section title={t('mobile_members.contact')}>
      <ActForm<typeof api.recordContact, Omit<InputOf<typeof api.recordContact>, 'id'>>
        name="contact"
        act={act}
        draft={`mobile_members.contact.${of.id}`}
        initial={{ on: of.today, way: 'phone' }}
        toInput={(values) => ({ id: of.id, ...values })}
        submitLabel={t('mobile_members.contact')}
        clearOnDone
        onDone={() => say(t('mobile_members.contact_done'))}
      >
        <Field name="way" label={t('mobile_members.way')}>
          <Radio.Group
            options={contactWays.map((value) => ({ value, label: t(`mobile_members.way.${value}`) }))}
          />
        </Field>
        <Field name="note" label={t('mobile_members.note')} help={t('mobile_members.note_help')}>
          <Input maxLength={120} />
        </Field>
        <Field name="on" label={t('mobile_members.on')}>
          <Input type="date" max={of.today} min={of.since} />
        </Field>
      </ActForm>
    </Section>
  );
}

function Known({ of }: { of: StayView }) {
  const { t } = useTranslation();
  const { person } = of;
  const rows = [
    {
      label: t('mobile_members.person'),
      value: person.id ? (
        <AppLink to={`/members/${person.id}`}>
          <PersonName name={person.name} />
        </AppLink>
      ) : (
        <PersonName name={person.name} />
      ),
    },
    { label: t('mobile_members.branch'), value: of.branch.name },
    { label: t('mobile_members.direction'), value: t(`mobile_members.direction.${of.direction}`) },
    { label: t('mobile_members.place'), value: of.place },
    { label: t('mobile_members.occupation'), value: t(`mobile_members.occupation.${of.occupation}`) },
    { label: t('mobile_members.since'), value: <Day date={of.since} /> },
    ...(of.counterpart
      ? [
          {
            label: t(
              of.direction === 'out' ? 'mobile_members.counterpart_out' : 'mobile_members.counterpart_in',
            ),
            value: of.counterpart,
          },
        ]
      : []),
    ...(of.contactPerson
      ? [{ label: t('mobile_members.contact_person'), value: <PersonName name={of.contactPerson} /> }]
      : []),
    ...(of.contactDueOn
      ? [{ label: t('mobile_members.contact_due'), value: <Day date={of.contactDueOn} /> }]
      : []),
    ...(of.endedOn && of.ending
      ? [
          {
            label: t('mobile_members.ended'),
            value: (
              <>
                <Day date={of.endedOn} /> {t(`mobile_members.ending.${of.ending}`)}
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section title={t('mobile_members.facts')}>
      <Facts rows={rows} />
    </Section>
  );
}

function Contacts({ of }: { of: StayView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('mobile_members.contacts')}>
      {of.contacts.length === 0 ? (
        <p>{t('mobile_members.never')}</p>
      ) : (
        <Timeline
          label={t('mobile_members.contacts')}
          events={of.contacts.map((contact) => ({
            key: contact.id,
            at: contact.on,
            who: contact.by,
            title: `${t(`mobile_members.way.${contact.way}`)}：${contact.note}`,
            detail: contact.lateDays > 0 && (
              <small>{t('mobile_members.recorded_late', { days: contact.lateDays })}</small>
            ),
          }))}
        />
      )}
    </Section>
  );
}

function End({ of }: { of: StayView }) {
  const { t } = useTranslation();
  const act = useAct(api.endStay, { invalidates: stayReads });
  const possible: Ending[] = of.direction === 'out' ? ['returned', 'transferred'] : ['left', 'transferred'];
  return (
    <details className="section">
      <summary>{t('mobile_members.end')}</summary>
      <ActForm<typeof api.endStay, { on: string; ending: Ending }>
        name="end"
        act={act}
        initial={{ on: of.today }}
        toInput={(values) => ({ id: of.id, version: of.version, ...values })}
        submitLabel={t('mobile_members.end')}
        onDone={() => say(t('mobile_members.ended'))}
      >
        <Field name="ending" label={t('mobile_members.ending')}>
          <Select
            options={possible.map((value) => ({ value, label: t(`mobile_members.ending.${value}`) }))}
          />
        </Field>
        <Field name="on" label={t('mobile_members.on')}>
          <Input type="date" max={of.today} min={of.since} />
        </Field>
      </ActForm>
    </details>
  );
}
