/** Votes: put a question, count hands, call names, or send two tellers to count the papers. */
import { Button, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meetingsApi, type MeetingView } from '../../../../src/modules/meetings/api.ts';
import { choices, voteModes, type Choice, type VoteMode } from '../../../../src/modules/meetings/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/page.tsx';
import { Reasons, Refusal } from '../../ui/refusal.tsx';
import { StateTag } from '../../ui/state-tag.tsx';

type Vote = MeetingView['votes'][number];

const reads = [meetingsApi.getMeeting];

export function Votes({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  return (
    <>
      {meeting.votes.map((vote) => (
        <Section key={vote.id} title={vote.question}>
          <VoteResult vote={vote} />
          {meeting.state === 'held' && vote.state === 'open' && <Count meeting={meeting} vote={vote} />}
          {meeting.state === 'held' && vote.state !== 'void' && <VoidForm meeting={meeting} vote={vote} />}
        </Section>
      ))}
      {meeting.state === 'held' && (
        <Section title={t('meetings.open_vote')}>
          {meeting.mayVote.now ? (
            <OpenForm meeting={meeting} />
          ) : (
            <Reasons reasons={meeting.mayVote.because} />
          )}
        </Section>
      )}
    </>
  );
}

/** Counts and verdict with the arithmetic, as judged when it was decided. */
export function VoteResult({ vote }: { vote: Vote }) {
  const { t } = useTranslation();
  const { comparison, counts } = vote;
  const tone = vote.state === 'void' ? 'stopped' : vote.state === 'open' ? 'active' : 'done';
  const label =
    vote.state === 'void'
      ? t('meetings.void')
      : vote.state === 'open'
        ? t('meetings.open')
        : vote.passed
          ? t('meetings.passed')
          : t('meetings.not_passed');
  return (
    <div className="meeting-vote">
      <p>
        <StateTag tone={vote.passed === false ? 'stopped' : tone} label={label} />{' '}
        <small>{t(`meetings.mode.${vote.mode}`)}</small>
      </p>
      {counts && (
        <p>
          {t('meetings.yes')} {counts.yes} · {t('meetings.no')} {counts.no} · {t('meetings.abstain')}{' '}
          {counts.abstain}
        </p>
      )}
      {counts?.papers && (
        <p>
          {t('ballot.count.issued')} {counts.papers.issued} · {t('ballot.count.returned')}{' '}
          {counts.papers.returned} · {t('ballot.count.valid')} {counts.papers.valid} ·{' '}
          {t('ballot.count.invalid')} {counts.papers.invalid}
        </p>
      )}
      {comparison && (
        <p>
          {t('meetings.verdict', {
            have: comparison.have,
            operator: t(`ballot.operator.${comparison.operator}`),
            unit: t(`ballot.count.${comparison.unit}` as 'ballot.count.eligible'), // a count of the contract
            base: comparison.base,
            num: comparison.num,
            den: comparison.den,
            needed: comparison.needed,
          })}
        </p>
      )}
      {vote.cites && <small className="reason-cites">{t('ui.cites', { cites: vote.cites })}</small>}
      {vote.voidReason && <p>{vote.voidReason}</p>}
    </div>
  );
}

function OpenForm({ meeting }: { meeting: MeetingView }) {
  const { t } = useTranslation();
  const open = useAct(meetingsApi.openVote, { invalidates: reads });
  const modes = voteModes.filter((mode) => mode !== 'named' || meeting.attendees.length > 0);
  return (
    <ActForm
      act={open}
      clearOnDone
      draft={`meeting-vote:${meeting.id}`}
      submitLabel={t('meetings.open_vote')}
      initial={{ mode: 'hands' as VoteMode }}
      toInput={(values: { question: string; mode: VoteMode }) => ({ id: meeting.id, ...values })}
    >
      <Field name="question" label={t('meetings.question')}>
        <Input.TextArea rows={2} maxLength={300} />
      </Field>
      <Field name="mode" label={t('meetings.mode')}>
        <Radio.Group
          className="meeting-modes"
          options={modes.map((mode) => ({
            value: mode,
            label: (
              <>
                {t(`meetings.mode.${mode}`)} <small>{t(`meetings.mode_help.${mode}`)}</small>
              </>
            ),
          }))}
        />
      </Field>
    </ActForm>
  );
}

function Count({ meeting, vote }: { meeting: MeetingView; vote: Vote }) {
  switch (vote.mode) {
    case 'hands':
      return <Hands meeting={meeting} vote={vote} />;
    case 'named':
      return <CallOfNames meeting={meeting} vote={vote} />;
    case 'paper':
      return <Papers meeting={meeting} vote={vote} />;
  }
}

function Hands({ meeting, vote }: { meeting: MeetingView; vote: Vote }) {
  const { t } = useTranslation();
  const count = useAct(meetingsApi.countHands, { invalidates: reads });
  return (
    <ActForm
      act={count}
      name={`hands-${vote.id}`}
      draft={`meeting-hands:${vote.id}`}
      submitLabel={t('meetings.count_save')}
      initial={{ no: 0, abstain: 0 }}
      toInput={(values: Record<Choice, number>) => ({ id: meeting.id, voteId: vote.id, ...values })}
    >
      {choices.map((choice) => (
        <Field key={choice} name={choice} label={t(`meetings.${choice}`)}>
          <InputNumber min={0} precision={0} inputMode="numeric" />
        </Field>
      ))}
    </ActForm>
  );
}

function CallOfNames({ meeting, vote }: { meeting: MeetingView; vote: Vote }) {
  const { t } = useTranslation();
  const [cast, setCast] = useState<Record<string, Choice>>({});
  const call = useAct(meetingsApi.callNames, { invalidates: reads });
  const voters = meeting.attendees.filter((one) => one.votes && one.status === 'present');
  return (
    <>
      <ul className="meeting-people">
        {voters.map((one) => (
          <li key={one.id}>
            <p className="person-name">{one.name}</p>
            <fieldset className="meeting-taps" aria-label={one.name}>
              {choices.map((choice) => (
                <button
                  key={choice}
                  type="button"
                  className="meeting-tap"
                  aria-pressed={cast[one.id] === choice}
                  onClick={() => setCast({ ...cast, [one.id]: choice })}
                >
                  {t(`meetings.${choice}`)}
                </button>
              ))}
            </fieldset>
          </li>
        ))}
      </ul>
      {call.error && <Refusal problem={call.error} focus />}
      <Button
        type="primary"
        loading={call.isPending}
        onClick={() =>
          call.mutate({
            input: {
              id: meeting.id,
              voteId: vote.id,
              cast: Object.entries(cast).map(([attendeeId, choice]) => ({ attendeeId, choice })),
            },
          })
        }
      >
        {t('meetings.count_save')}
      </Button>
    </>
  );
}

function Papers({ meeting, vote }: { meeting: MeetingView; vote: Vote }) {
  const { t } = useTranslation();
  const words = {
    waiting: t('meetings.waiting_second'),
    third_needed: t('meetings.third_needed'),
    recount: t('meetings.recount'),
    agreed: '',
  };
  return (
    <>
      {vote.paperState && <p>{words[vote.paperState]}</p>}
      {vote.tellers.length > 0 && <p>{t('meetings.tellers_done', { names: vote.tellers.join('、') })}</p>}
      <p>{t('meetings.second_teller')}</p>
      {meeting.may.count && (
        <LinkButton to={`/meetings/counts/${vote.id}`} label={t('meetings.count_link')} icon="vote" primary />
      )}
    </>
  );
}

function VoidForm({ meeting, vote }: { meeting: MeetingView; vote: Vote }) {
  const { t } = useTranslation();
  const annul = useAct(meetingsApi.voidVote, { invalidates: reads });
  return (
    <details className="meeting-more">
      <summary>{t('meetings.void_vote')}</summary>
      <ActForm
        act={annul}
        danger
        submitLabel={t('meetings.void_vote')}
        toInput={(values: { reason: string }) => ({ id: meeting.id, voteId: vote.id, ...values })}
      >
        <Field name="reason" label={t('meetings.reason')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}
