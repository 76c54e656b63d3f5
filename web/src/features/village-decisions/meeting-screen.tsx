/** Calling or recording the meeting of a step; which one stands in the address. */
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { villageDecisionsApi } from '../../../../src/modules/village-decisions/api.ts';
import {
  countedUnits,
  enteredMethods,
  votedSteps,
  type VotedStep,
} from '../../../../src/modules/village-decisions/choices.ts';
import { usePathParam, useSearchText } from '../../lib/address.ts';
import { useWords } from '../../lib/reasons.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { useBack } from './back.ts';
import { Bodies } from './bodies.tsx';
import { FromMeeting } from './from-meeting.tsx';
import { filled, meetingWord, type CaseView } from './words.ts';
import './village-decisions.css';

type Meeting = CaseView['meetings'][number]['meeting'];
type Unit = (typeof countedUnits)[number];

/** Who is counted at which meeting; an assembly may count people or households. */
const unitsOf: Record<Meeting, readonly [Unit, ...Unit[]]> = {
  party_proposal: ['committee'],
  joint_committee: ['committee'],
  members_meeting: ['members'],
  villagers_assembly: ['villagers', 'households'],
  villager_representatives_meeting: ['representatives'],
  group_meeting: ['villagers', 'households'],
  member_assembly: ['collective_members'],
  member_representatives_meeting: ['representatives'],
};
const meetingsOfStep: Partial<Record<VotedStep, Meeting>> = {
  proposal: 'party_proposal',
  deliberation: 'joint_committee',
  review: 'members_meeting',
};

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const [search] = useSearchText();
  const step = votedSteps.find((one) => one === search['step']) ?? 'proposal';
  const isCall = search['do'] === 'call';
  const found = useEndpoint(villageDecisionsApi.getCase, { id });
  return (
    <Page
      title={isCall ? t('village_decisions.call') : t('village_decisions.record_meeting')}
      crumbs={[
        { label: t('village_decisions.title'), to: '/village-decisions' },
        { label: found.data?.title ?? t('village_decisions.case'), to: `/village-decisions/${id}` },
      ]}
      width="text"
    >
      <Loaded query={found}>
        {(data) => (
          <>
            {step === 'resolution' && (
              <Section title={t('village_decisions.who_decides')}>
                <Bodies bodies={data.bodies} />
              </Section>
            )}
            {!isCall && data.may.record && <FromMeeting of={data} step={step} />}
            <Section>
              {isCall ? <CallForm of={data} step={step} /> : <RecordForm of={data} step={step} />}
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function useMeetings(of: CaseView, step: VotedStep): { value: Meeting; label: string }[] {
  const words = useWords();
  const own = meetingsOfStep[step];
  const meetings = own ? [own] : of.bodies.map((option): Meeting => option.body);
  return meetings.map((value) => ({ value, label: words(meetingWord(value)) }));
}

type CallValues = { meeting: Meeting; noticedOn: string; plannedOn: string; place?: string };

function CallForm({ of, step }: { of: CaseView; step: VotedStep }) {
  const { t, i18n } = useTranslation();
  const meetings = useMeetings(of, step);
  const back = useBack(of.id);
  const act = useAct(villageDecisionsApi.callMeeting, { invalidates: [villageDecisionsApi.getCase] });
  const [meeting, setMeeting] = useState(meetings[0]?.value);
  const notice = of.toVote?.notice.find((one) => one.meeting === meeting);
  return (
    <ActForm
      act={act}
      submitLabel={t('village_decisions.call')}
      initial={{ ...(meetings[0] && { meeting: meetings[0].value }), noticedOn: of.today }}
      onChange={(values: CallValues) => setMeeting(values.meeting)}
      toInput={(values: CallValues) => ({ id: of.id, version: of.version, step, ...filled(values) })}
      onDone={back}
    >
      <Field name="meeting" label={t('village_decisions.meeting_field')}>
        <Select options={meetings} />
      </Field>
      {notice && (
        <p className="hint-box">
          {t('village_decisions.first_day_if_today', {
            day: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeZone: 'UTC' }).format(
              new Date(notice.firstDay),
            ),
            cites: notice.cites,
          })}
        </p>
      )}
      <Field name="noticedOn" label={t('village_decisions.noticed_on')}>
        <Input type="date" max={of.today} />
      </Field>
      <Field name="plannedOn" label={t('village_decisions.planned_on')}>
        <Input type="date" />
      </Field>
      <Field name="place" label={t('village_decisions.place')} optional>
        <Input maxLength={120} />
      </Field>
    </ActForm>
  );
}

type RecordValues = {
  meeting: Meeting;
  noticedOn?: string;
  heldOn: string;
  place?: string;
  textNo: number;
  unit: Unit;
  eligible: number;
  present: number;
  method: (typeof enteredMethods)[number];
  yes?: number;
  no?: number;
  abstain?: number;
  minutesSigned?: boolean;
  chair?: string;
  recorder?: string;
  townAttendee?: string;
  divergentViews?: string;
  decision?: string;
  authorizationReference?: string;
};

function RecordForm({ of, step }: { of: CaseView; step: VotedStep }) {
  const { t } = useTranslation();
  const words = useWords();
  const meetings = useMeetings(of, step);
  const back = useBack(of.id);
  const act = useAct(villageDecisionsApi.recordMeeting, { invalidates: [villageDecisionsApi.getCase] });
  const called = of.meetings.find((one) => one.step === step && !one.setAside && !one.heldOn);
  const first = called?.meeting ?? meetings[0]?.value ?? 'party_proposal';
  const [shown, setShown] = useState<{ meeting: Meeting; isPaper: boolean }>({
    meeting: first,
    isPaper: false,
  });
  const units = unitsOf[shown.meeting];
  const needsNotice = step === 'review' || step === 'resolution';
  const needsAuthorization = of.bodies.some((one) => one.body === shown.meeting && one.authorized);
  const initial: Partial<RecordValues> = {
    meeting: first,
    heldOn: called?.plannedOn && called.plannedOn <= of.today ? called.plannedOn : of.today,
    ...(called?.noticedOn && { noticedOn: called.noticedOn }),
    ...(called?.place && { place: called.place }),
    textNo: of.texts.at(-1)?.no ?? 1,
    method: 'show_of_hands',
    ...(unitsOf[first].length === 1 && { unit: unitsOf[first][0] }),
  };
  return (
    <ActForm
      act={act}
      draft={`village-decision-meeting:${of.id}:${step}`}
      submitLabel={t('village_decisions.record_meeting')}
      initial={initial}
      onChange={(values: RecordValues) =>
        setShown({ meeting: values.meeting, isPaper: values.method === 'paper' })
      }
      toInput={(values: RecordValues) => ({
        id: of.id,
        version: of.version,
        step,
        ...filled(values),
        unit: units.includes(values.unit) ? values.unit : units[0],
        minutesSigned: values.minutesSigned === true,
      })}
      onDone={back}
    >
      <Field name="meeting" label={t('village_decisions.meeting_field')}>
        <Select options={meetings} />
      </Field>
      {needsNotice && (
        <Field name="noticedOn" label={t('village_decisions.noticed_on')} optional>
          <Input type="date" max={of.today} />
        </Field>
      )}
      <Field name="heldOn" label={t('village_decisions.held_on')}>
        <Input type="date" min={of.stateSince} max={of.today} />
      </Field>
      <Field name="place" label={t('village_decisions.place')} optional>
        <Input maxLength={120} />
      </Field>
      {needsAuthorization && (
        <Field
          name="authorizationReference"
          label={t('village_decisions.authorization')}
          help={t('village_decisions.authorization_help')}
          optional
        >
          <Input maxLength={120} />
        </Field>
      )}
      <Field name="textNo" label={t('village_decisions.text_voted')}>
        <Select
          options={of.texts.map(({ no }) => ({
            value: no,
            label: t('village_decisions.draft_no', { no: String(no) }),
          }))}
        />
      </Field>
      {units.length > 1 && (
        <Field name="unit" label={t('village_decisions.unit_field')}>
          <Radio.Group
            options={units.map((unit) => ({ value: unit, label: words(`ballot.count.${unit}`) }))}
          />
        </Field>
      )}
      <div className="counts">
        <Field name="eligible" label={t('village_decisions.eligible')}>
          <InputNumber min={0} precision={0} inputMode="numeric" />
        </Field>
        <Field name="present" label={t('village_decisions.present')}>
          <InputNumber min={0} precision={0} inputMode="numeric" />
        </Field>
      </div>
      <Field name="method" label={t('village_decisions.method')}>
        <Radio.Group
          options={enteredMethods.map((value) => ({
            value,
            label: words(`village_decisions.method.${value}`),
          }))}
        />
      </Field>
      {shown.isPaper ? (
        <p className="hint-box">{t('village_decisions.count_help')}</p>
      ) : (
        <div className="counts">
          {(['yes', 'no', 'abstain'] as const).map((name) => (
            <Field key={name} name={name} label={t(`village_decisions.${name}`)}>
              <InputNumber min={0} precision={0} inputMode="numeric" />
            </Field>
          ))}
        </div>
      )}
      {step === 'resolution' && (
        <Field name="decision" label={t('village_decisions.decision')} optional>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
        </Field>
      )}
      <Field name="divergentViews" label={t('village_decisions.divergent_views')} optional>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Field>
      <Field name="townAttendee" label={t('village_decisions.town_attendee')} optional>
        <Input maxLength={120} />
      </Field>
      <Field name="chair" label={t('village_decisions.chair')} optional>
        <Input maxLength={60} />
      </Field>
      <Field name="recorder" label={t('village_decisions.recorder')} optional>
        <Input maxLength={60} />
      </Field>
      <Field name="minutesSigned" label={t('village_decisions.minutes')} optional valuePropName="checked">
        <Checkbox>{t('village_decisions.minutes_signed')}</Checkbox>
      </Field>
    </ActForm>
  );
}
