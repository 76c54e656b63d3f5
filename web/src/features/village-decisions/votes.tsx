/** The meetings of a case: attendance, votes, the verdict with its arithmetic, and the count of papers. */
import { Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { villageDecisionsApi } from '../../../../src/modules/village-decisions/api.ts';
import { useReasonViews, useWords } from '../../lib/reasons.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Arithmetic, type Comparison } from '../../ui/arithmetic.tsx';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Facts } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { meetingWord, type CaseView, type MeetingView } from './words.ts';

type Verdict = NonNullable<MeetingView['verdict']>;

export function MeetingRecord({ of, meeting }: { of: CaseView; meeting: MeetingView }) {
  const { t } = useTranslation();
  const words = useWords();
  const rows = [
    { label: t('village_decisions.held_on'), value: meeting.heldOn && <Day date={meeting.heldOn} /> },
    {
      label: t('village_decisions.noticed_on'),
      value: meeting.noticedOn && <Day date={meeting.noticedOn} short />,
    },
    { label: t('village_decisions.place'), value: meeting.place },
    {
      label: t('village_decisions.text_voted'),
      value: meeting.textNo && t('village_decisions.draft_no', { no: String(meeting.textNo) }),
    },
    {
      label: t('village_decisions.method'),
      value: meeting.method && words(`village_decisions.method.${meeting.method}`),
    },
    { label: t('village_decisions.authorization'), value: meeting.authorizationReference },
    { label: t('village_decisions.chair'), value: meeting.chair },
    { label: t('village_decisions.recorder'), value: meeting.recorder },
    { label: t('village_decisions.town_attendee'), value: meeting.townAttendee },
    { label: t('village_decisions.divergent_views'), value: meeting.divergentViews },
    { label: t('village_decisions.decision'), value: meeting.decision },
  ].filter((row) => row.value);
  return (
    <article className={meeting.setAside ? 'meeting meeting-aside' : 'meeting'}>
      <h3>
        {words(meetingWord(meeting.meeting))}
        {meeting.setAside && <small>{t('village_decisions.aside')}</small>}
      </h3>
      {!meeting.heldOn && meeting.plannedOn && (
        <p>
          <Day date={meeting.plannedOn} /> {meeting.place}
        </p>
      )}
      {meeting.heldOn && meeting.verdict && <VerdictOf meeting={meeting} verdict={meeting.verdict} />}
      <Facts rows={rows} />
      {meeting.count && meeting.count.state !== 'agreed' && !meeting.setAside && (
        <PaperCount of={of} meeting={meeting} count={meeting.count} />
      )}
      {meeting.heldOn && !meeting.minutesSigned && !meeting.setAside && of.may.record && (
        <SignMinutes of={of} meeting={meeting} />
      )}
    </article>
  );
}

function VerdictOf({ meeting, verdict }: { meeting: MeetingView; verdict: Verdict }) {
  const views = useReasonViews();
  const [quorum] = verdict.quorum;
  if (!verdict.votes) return <Reasons reasons={views(verdict.because)} />;
  return (
    <Arithmetic
      passed={verdict.passed}
      eligible={meeting.eligible ?? 0}
      present={meeting.present ?? 0}
      votesFor={meeting.yes ?? 0}
      votesAgainst={meeting.no ?? 0}
      abstained={meeting.abstain ?? 0}
      {...(quorum && { quorum: comparisonOf(quorum) })}
      majority={comparisonOf(verdict.votes)}
      cites={verdict.votes.cites}
    />
  );
}

/** 过半数 is shown against the exact half, 以上 against the whole number it needs. */
function comparisonOf(one: NonNullable<Verdict['votes']>): Comparison {
  const exact = Math.round(((one.base * one.num) / one.den) * 10) / 10;
  return one.operator === 'moreThan'
    ? { have: one.have, sign: '>', need: exact, met: one.met }
    : { have: one.have, sign: '≥', need: one.needed, met: one.met };
}

const papers = ['issued', 'returned', 'unreturned', 'valid', 'invalid', 'yes', 'no', 'abstain'] as const;
type Sheet = { count: Record<(typeof papers)[number], number> };

function PaperCount({
  of,
  meeting,
  count,
}: {
  of: CaseView;
  meeting: MeetingView;
  count: NonNullable<MeetingView['count']>;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const views = useReasonViews();
  const handIn = useAct(villageDecisionsApi.handInSheet, { invalidates: [villageDecisionsApi.getCase] });
  return (
    <div className="hint-box">
      <p>
        {t('village_decisions.count_papers')}：{words(`village_decisions.count_state.${count.state}`)}
      </p>
      <p className="reason-line">{t('village_decisions.count_help')}</p>
      {count.tellers.length > 0 && (
        <p>{t('village_decisions.counted_by', { names: count.tellers.join('、') })}</p>
      )}
      {count.differences.length > 0 && (
        <ul>
          {count.differences.map((one) => (
            <li key={one.field}>
              {words(`ballot.count.${one.field}`)}：{one.counted.join(' / ')}
            </li>
          ))}
        </ul>
      )}
      {count.mayCount ? (
        <ActForm
          act={handIn}
          submitLabel={t('village_decisions.hand_in')}
          toInput={(values: Sheet) => ({ id: of.id, meetingId: meeting.id, count: values.count })}
          onDone={() => say(t('village_decisions.saved'))}
        >
          <div className="counts">
            {papers.map((field) => (
              <Field key={field} name={['count', field]} label={words(`ballot.count.${field}`)}>
                <InputNumber min={0} precision={0} inputMode="numeric" />
              </Field>
            ))}
          </div>
        </ActForm>
      ) : (
        count.because && <Reasons reasons={views([count.because])} />
      )}
    </div>
  );
}

function SignMinutes({ of, meeting }: { of: CaseView; meeting: MeetingView }) {
  const { t } = useTranslation();
  const sign = useAct(villageDecisionsApi.signMinutes, { invalidates: [villageDecisionsApi.getCase] });
  return (
    <ActForm
      act={sign}
      submitLabel={t('village_decisions.sign')}
      initial={{ chair: meeting.chair ?? '', recorder: meeting.recorder ?? '' }}
      toInput={(values: { chair: string; recorder: string }) => ({
        id: of.id,
        version: of.version,
        meetingId: meeting.id,
        ...values,
      })}
      onDone={() => say(t('village_decisions.saved'))}
    >
      <Field name="chair" label={t('village_decisions.chair')}>
        <Input maxLength={60} />
      </Field>
      <Field name="recorder" label={t('village_decisions.recorder')}>
        <Input maxLength={60} />
      </Field>
    </ActForm>
  );
}
