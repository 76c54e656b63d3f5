/** Members to contact and ask for the reason; what was heard is kept, nothing is concluded. */
import { Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { dispositionsApi as api } from '../../../../src/modules/dispositions/api.ts';
import type { Failure } from '../../../../src/modules/dispositions/choices.ts';
import { dayShort } from '../../lib/days.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { MemberChoice } from '../members/member-choice.tsx';
import type { Contact } from './words.tsx';

const tones: Record<Contact['stage'], Tone> = {
  ask: 'waiting',
  asked: 'active',
  branch: 'waiting',
  settled: 'done',
};

export function Screen() {
  const { t } = useTranslation();
  const mayKeep = mayDo(useSession(), 'dispositions.keep');
  const found = useEndpoint(api.listContacts, {});
  return (
    <Page
      title={t('dispositions.contacts')}
      lead={t('dispositions.contacts_lead')}
      crumbs={[{ label: t('dispositions.title'), to: '/dispositions' }]}
      width="text"
    >
      <Loaded query={found}>
        {({ rows, today }) => (
          <>
            {rows.length === 0 && (
              <Empty
                icon="members"
                title={t('dispositions.contacts_none')}
                hint={t('dispositions.contacts_none_hint')}
              />
            )}
            {rows.map((row) => (
              <OneContact key={`${row.person.id} ${row.failure}`} of={row} today={today} mayKeep={mayKeep} />
            ))}
            {mayKeep && <Other today={today} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function OneContact({ of, today, mayKeep }: { of: Contact; today: string; mayKeep: boolean }) {
  const { t, i18n } = useTranslation();
  const { person, failure, stage, inquiry } = of;
  const mayReadDues = mayDo(useSession(), 'dues.read');
  const short = (day: string) => dayShort(day, i18n.language);
  const isOpen = stage !== 'settled';
  return (
    <Section title={`${person.name}（${of.branch}）`}>
      <p>
        {t(`dispositions.failure.${failure}`)}　{t('dispositions.since_on', { on: short(of.since) })}
      </p>
      <p>
        <StateTag
          tone={tones[stage]}
          label={
            stage === 'branch' && person.kind === 'probationary'
              ? t('dispositions.stage_probationary')
              : t(`dispositions.stage.${stage}`)
          }
        />
      </p>
      {inquiry && (
        <p>{t('dispositions.reason_line', { on: short(inquiry.askedOn), reason: inquiry.reason })}</p>
      )}
      {failure === 'dues' && mayReadDues && (
        <AppLink to={`/dues/members/${person.id}`}>{t('dispositions.see_dues')}</AppLink>
      )}
      {isOpen && mayKeep && (
        <details>
          <summary>{t('dispositions.ask')}</summary>
          <Ask
            name={`ask-${person.id}-${failure}`}
            today={today}
            given={{ personId: person.id, failure, since: of.since }}
          />
        </details>
      )}
      {stage === 'branch' && person.kind === 'full' && mayKeep && (
        <LinkButton to={`/dispositions/new?person=${person.id}`} label={t('dispositions.open')} />
      )}
    </Section>
  );
}

type Given = { personId: string; failure: Failure; since: string };
type Values = Partial<Given> & { askedOn: string; reason: string; proper: 'yes' | 'no' };

/** `given`: whom and what the records name; none: the branch names them itself. */
function Ask({ name, today, given }: { name: string; today: string; given?: Given }) {
  const { t } = useTranslation();
  const act = useAct(api.noteInquiry, { invalidates: [api.listContacts] });
  return (
    <ActForm<typeof api.noteInquiry, Values>
      name={name}
      act={act}
      initial={{ askedOn: today, proper: 'no', failure: 'dues' }}
      toInput={({ proper, personId = '', failure = 'dues', since = '', ...values }) => ({
        ...(given ?? { personId, failure, since }),
        ...values,
        isProper: proper === 'yes',
      })}
      submitLabel={t('dispositions.ask')}
      clearOnDone
      onDone={() => say(t('dispositions.asked_done'))}
    >
      {!given && (
        <>
          <Field
            name="personId"
            label={t('dispositions.choose_person')}
            help={t('dispositions.choose_person_help')}
          >
            <MemberChoice />
          </Field>
          <Field name="failure" label={t('dispositions.failure')}>
            <Select
              options={(['dues', 'work'] as const).map((value) => ({
                value,
                label: t(`dispositions.failure.${value}`),
              }))}
            />
          </Field>
          <Field name="since" label={t('dispositions.since')}>
            <Input type="date" max={today} />
          </Field>
        </>
      )}
      <Field name="reason" label={t('dispositions.reason_found')}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Field>
      <Field name="proper" label={t('dispositions.is_proper')}>
        <Radio.Group
          options={[
            { value: 'yes', label: t('dispositions.proper_yes') },
            { value: 'no', label: t('dispositions.proper_no') },
          ]}
        />
      </Field>
      <Field name="askedOn" label={t('dispositions.asked_on')}>
        <Input type="date" max={today} {...(given && { min: given.since })} />
      </Field>
    </ActForm>
  );
}

function Other({ today }: { today: string }) {
  const { t } = useTranslation();
  return (
    <details className="section">
      <summary>{t('dispositions.ask_other')}</summary>
      <Ask name="ask-other" today={today} />
    </details>
  );
}
