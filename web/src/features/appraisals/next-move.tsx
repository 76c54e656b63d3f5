/** A move that is possible from here: its form where the reader may make it, else who can and why it waits. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { appraisalsApi as api } from '../../../../src/modules/appraisals/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { GradesForm } from './grades-form.tsx';
import { MeetingChoice } from './meeting-choice.tsx';
import { roundReads, type RoundView } from './words.tsx';

type Move = RoundView['moves'][number];
type Of = { of: RoundView };

export function NextMove({ of, move }: Of & { move: Move }) {
  const { t } = useTranslation();
  const title = t(`procedure.appraisal.move.${move.move}`);
  const isWayOn = move.direction === 'forward';
  if (move.move === 'count') return <Counting of={of} />;
  if (!move.mine) {
    const who = move.because.find((reason) => reason.who)?.who;
    // The way back of somebody else is not this reader's business; the way on is.
    return isWayOn ? (
      <p>
        <strong>{title}</strong>　{t('appraisals.not_mine', { who: who ?? '' })}
      </p>
    ) : null;
  }
  if (!isWayOn)
    return (
      <details>
        <summary>{title}</summary>
        <Because of={of} move={move.move as keyof typeof withReason} />
      </details>
    );
  return (
    <>
      <h3>{title}</h3>
      {move.warnings.length > 0 && <Reasons reasons={move.warnings} />}
      {move.available ? <MoveForm of={of} move={move} /> : <Reasons reasons={move.because} />}
    </>
  );
}

function MoveForm({ of, move }: Of & { move: Move }) {
  switch (move.move) {
    case 'meet':
      return <Meet of={of} />;
    case 'propose':
      return <GradesForm of={of} />;
    case 'approve':
      return <Approve of={of} />;
    case 'tell':
      return <Plain of={of} move="tell" />;
    case 'close':
      return <Plain of={of} move="close" />;
    case 'count':
    case 'recount':
    case 'return':
    case 'withdraw':
      return null;
  }
}

function Counting({ of }: Of) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t('procedure.appraisal.move.count')}</h3>
      <p>{t('appraisals.counting_line', { round: of.round, handedIn: of.handedIn })}</p>
      {of.may.count && (
        <LinkButton
          to={`/appraisal-counts/${of.id}`}
          label={t('appraisals.to_count')}
          icon="forward"
          primary
        />
      )}
    </>
  );
}

type Meeting = { meetingId: string; massesHeardOn?: string; massesNote?: string };

function Meet({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.meet, { invalidates: roundReads });
  return (
    <ActForm
      name="meet"
      act={act}
      draft={`appraisal-meet:${of.id}`}
      initial={{ ...(of.meetings[0] && { meetingId: of.meetings[0].id }) }}
      toInput={({ meetingId, massesHeardOn, massesNote }: Meeting) => ({
        id: of.id,
        version: of.version,
        meetingId,
        ...(massesHeardOn && { massesHeardOn }),
        ...(massesNote && { massesNote }),
      })}
      submitLabel={t('procedure.appraisal.move.meet')}
    >
      <Field name="meetingId" label={t('appraisals.choose_meeting')}>
        <MeetingChoice of={of} />
      </Field>
      {of.inVillage && (
        <>
          <Field name="massesHeardOn" label={t('appraisals.masses_heard_on')} optional>
            <Input type="date" max={of.today} />
          </Field>
          <Field name="massesNote" label={t('appraisals.masses_note')} optional>
            <Input.TextArea rows={2} maxLength={1000} />
          </Field>
        </>
      )}
    </ActForm>
  );
}

function Approve({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.approveGrades, { invalidates: roundReads });
  return (
    <ActForm
      name="approve"
      act={act}
      initial={{ approvedOn: of.today }}
      toInput={(values: { approvedOn: string; reference: string }) => ({
        id: of.id,
        version: of.version,
        ...values,
      })}
      submitLabel={t('procedure.appraisal.move.approve')}
    >
      <Field name="approvedOn" label={t('appraisals.approved_on')}>
        <Input type="date" max={of.today} />
      </Field>
      <Field name="reference" label={t('appraisals.reference')}>
        <Input maxLength={80} />
      </Field>
    </ActForm>
  );
}

const plain = { tell: api.tellResults, close: api.closeRound } as const;

function Plain({ of, move }: Of & { move: keyof typeof plain }) {
  const { t } = useTranslation();
  const act = useAct(plain[move], { invalidates: roundReads });
  return (
    <ActForm
      name={move}
      act={act}
      toInput={() => ({ id: of.id, version: of.version })}
      submitLabel={t(`procedure.appraisal.move.${move}`)}
    >
      {move === 'tell' && <p>{t('appraisals.tell_help')}</p>}
    </ActForm>
  );
}

const withReason = {
  recount: api.countAgain,
  return: api.returnGrades,
  withdraw: api.withdrawRound,
} as const;

function Because({ of, move }: Of & { move: keyof typeof withReason }) {
  const { t } = useTranslation();
  const act = useAct(withReason[move], { invalidates: roundReads });
  return (
    <ActForm
      name={move}
      act={act}
      toInput={({ why }: { why: string }) => ({ id: of.id, version: of.version, why })}
      submitLabel={t(`procedure.appraisal.move.${move}`)}
      danger
    >
      <Field name="why" label={t('appraisals.why')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </ActForm>
  );
}
