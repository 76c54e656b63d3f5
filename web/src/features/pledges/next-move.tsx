/** A move of the pledge from here: its form where the reader may make it, else whom it waits for. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pledgesApi as api } from '../../../../src/modules/pledges/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { ItemFields, itemsOf, type ItemValues } from './item-fields.tsx';
import { pledgeReads, type PledgeView } from './words.tsx';

type Move = PledgeView['moves'][number];
type Props = { of: PledgeView; move: Move };

export function NextMove({ of, move }: Props) {
  const { t } = useTranslation();
  const isWayOn = move.direction === 'forward';
  if (!move.mine) {
    const who = move.because.find((reason) => reason.code === 'procedure.not_permitted')?.who;
    return isWayOn && who ? <p>{t('pledges.waits', { who })}</p> : null;
  }
  if (!move.available) return isWayOn ? <Reasons reasons={move.because} /> : null;
  switch (move.move) {
    case 'agree':
      return <Agree of={of} />;
    case 'resubmit':
      return <Resubmit of={of} />;
    case 'send_back':
    case 'withdraw':
    case 'drop':
      return <Because of={of} move={move.move} />;
    case 'close':
      return null;
  }
}

function useDone(): () => void {
  const { t } = useTranslation();
  return () => say(t('pledges.done'));
}

function Agree({ of }: { of: PledgeView }) {
  const { t } = useTranslation();
  const act = useAct(api.agreePledge, { invalidates: pledgeReads });
  return (
    <ActForm
      name="agree"
      act={act}
      toInput={() => ({ id: of.id, version: of.version })}
      submitLabel={t('procedure.pledge.move.agree')}
      onDone={useDone()}
    >
      {null}
    </ActForm>
  );
}

const reasoned = {
  send_back: api.sendPledgeBack,
  withdraw: api.withdrawPledge,
  drop: api.dropPledge,
} as const;

function Because({ of, move }: { of: PledgeView; move: keyof typeof reasoned }) {
  const { t } = useTranslation();
  const act = useAct(reasoned[move], { invalidates: pledgeReads });
  const title = t(`procedure.pledge.move.${move}`);
  return (
    <details>
      <summary>{title}</summary>
      <ActForm
        name={move}
        act={act}
        toInput={(values: { why: string }) => ({ id: of.id, version: of.version, ...values })}
        submitLabel={title}
        onDone={useDone()}
      >
        <Field
          name="why"
          label={t('pledges.why')}
          help={move === 'send_back' ? t('pledges.why_back_help') : undefined}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}

function Resubmit({ of }: { of: PledgeView }) {
  const { t } = useTranslation();
  const act = useAct(api.resubmitPledge, { invalidates: pledgeReads });
  const [count, setCount] = useState(of.items.length);
  const why = of.steps.findLast((step) => step.move === 'send_back')?.why;
  return (
    <>
      {why && (
        <p>
          <strong>{t('procedure.pledge.move.send_back')}</strong>：{why}
        </p>
      )}
      <ActForm<typeof api.resubmitPledge, { items: ItemValues[] }>
        name="resubmit"
        draft={`pledges.resubmit.${of.id}`}
        act={act}
        initial={{
          items: of.items.map(({ text, dueOn, beneficiaries }) => ({
            text,
            dueOn,
            ...(beneficiaries && { beneficiaries }),
          })),
        }}
        toInput={({ items }) => ({ id: of.id, version: of.version, items: itemsOf(items, count) })}
        submitLabel={t('procedure.pledge.move.resubmit')}
        onDone={useDone()}
      >
        <ItemFields count={count} most={of.mostItems} onCount={setCount} from={of.today} />
      </ActForm>
    </>
  );
}
