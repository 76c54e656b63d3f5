/** What can be done with a request now: one form for each move, or why it waits. */
import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { memberRightsApi as api } from '../../../../src/modules/member-rights/api.ts';
import type { Desk } from '../../../../src/modules/member-rights/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { requestReads, type RequestView } from './words.tsx';

type Of = { of: RequestView };
type Props = Of & { idle: string; onHandedOver?: () => void };

/** The way on stands open, the others unfold; without a way on it says who is waited for. */
export function NextMoves({ of, idle, onHandedOver }: Props) {
  const { t } = useTranslation();
  return (
    <Section title={t('member_rights.next')}>
      {!of.moves.some(({ move }) => isWayOn(move)) && (
        <p>{of.moves.length === 0 ? idle : t('member_rights.wait')}</p>
      )}
      {of.moves.map((move) => {
        const title = t(`procedure.member_request.move.${move.move}`);
        const body = move.available ? (
          <MoveForm of={of} move={move.move} {...(onHandedOver && { onHandedOver })} />
        ) : (
          <Reasons reasons={move.because} />
        );
        return isWayOn(move.move) && move.available ? (
          <div key={move.move}>{body}</div>
        ) : (
          <details key={move.move}>
            <summary>{title}</summary>
            {body}
          </details>
        );
      })}
    </Section>
  );
}

type Move = RequestView['moves'][number]['move'];

function isWayOn(move: Move): boolean {
  return move === 'accept' || move === 'answer' || move === 'content';
}

function MoveForm({ of, move, onHandedOver }: Of & { move: Move; onHandedOver?: () => void }) {
  switch (move) {
    case 'hand_over':
      return <HandOver of={of} {...(onHandedOver && { onHandedOver })} />;
    case 'answer':
    case 'appeal':
      return <WithWords of={of} move={move} />;
    case 'accept':
    case 'content':
    case 'withdraw':
      return <Plain of={of} move={move} />;
  }
}

const plain = {
  accept: api.acceptRequest,
  content: api.acceptAnswer,
  withdraw: api.withdrawRequest,
} as const;

function Plain({ of, move }: Of & { move: keyof typeof plain }) {
  const { t } = useTranslation();
  const act = useAct(plain[move], { invalidates: requestReads });
  return (
    <ActForm
      name={move}
      act={act}
      danger={move === 'withdraw'}
      toInput={() => ({ id: of.id, version: of.version })}
      submitLabel={t(`procedure.member_request.move.${move}`)}
      onDone={() => say(t('member_rights.done'))}
    >
      {null}
    </ActForm>
  );
}

const withWords = { answer: api.answerRequest, appeal: api.appealAnswer } as const;

function WithWords({ of, move }: Of & { move: keyof typeof withWords }) {
  const { t } = useTranslation();
  const act = useAct(withWords[move], { invalidates: requestReads });
  return (
    <ActForm
      name={move}
      act={act}
      draft={`member_rights.${move}.${of.id}`}
      toInput={({ why }: { why: string }) => ({ id: of.id, version: of.version, why })}
      submitLabel={t(`procedure.member_request.move.${move}`)}
      onDone={() => say(t('member_rights.done'))}
    >
      <Field name="why" label={t(`member_rights.why.${move}`)}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Field>
    </ActForm>
  );
}

function HandOver({ of, onHandedOver }: Of & { onHandedOver?: () => void }) {
  const { t } = useTranslation();
  const act = useAct(api.handOver, { invalidates: [api.listRequests] });
  return (
    <ActForm
      name="hand_over"
      act={act}
      toInput={({ desk, why }: { desk: Desk; why: string }) => ({
        id: of.id,
        version: of.version,
        desk,
        why,
      })}
      submitLabel={t('procedure.member_request.move.hand_over')}
      onDone={() => {
        say(t('member_rights.handed_over'));
        onHandedOver?.();
      }}
    >
      <Field name="desk" label={t('member_rights.to_desk')}>
        <Radio.Group
          vertical
          options={of.otherDesks.map((desk) => ({ value: desk, label: t(`member_rights.desk.${desk}`) }))}
        />
      </Field>
      <Field name="why" label={t('member_rights.why.hand_over')}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Field>
    </ActForm>
  );
}
