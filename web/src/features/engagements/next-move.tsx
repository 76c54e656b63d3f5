/** A move of the engagement from here: its form where the reader may make it, else whom it waits for. */
import { Checkbox, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { engagementsApi as api } from '../../../../src/modules/engagements/api.ts';
import { pairOutcomes, type PairOutcome } from '../../../../src/modules/engagements/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { engagementReads, type EngagementView } from './words.tsx';

type Move = EngagementView['moves'][number];
type Props = { of: EngagementView; move: Move };

export function NextMove({ of, move }: Props) {
  const { t } = useTranslation();
  if (!move.mine) {
    const who = move.because.find((reason) => reason.code === 'procedure.not_permitted')?.who;
    return who ? <p>{t('engagements.waits', { who })}</p> : null;
  }
  if (!move.available) return <Reasons reasons={move.because} />;
  if (move.move === 'accept') return <Accept of={of} />;
  if (move.move === 'fix') return <Fix of={of} />;
  return (
    <details>
      <summary>{t(`procedure.engagement.move.${move.move}`)}</summary>
      <Folded of={of} move={move} />
    </details>
  );
}

function Folded({ of, move }: Props) {
  switch (move.move) {
    case 'extend':
      return <Extend of={of} />;
    case 'end':
      return <End of={of} />;
    case 'refuse':
    case 'resign':
      return <Because of={of} move={move.move} />;
    case 'decline':
    case 'withdraw':
      return <Plain of={of} move={move.move} />;
    case 'accept':
    case 'fix':
      return null;
  }
}

function useDone(): () => void {
  const { t } = useTranslation();
  return () => say(t('engagements.done'));
}

const at = ({ id, version }: EngagementView) => ({ id, version });

function Accept({ of }: { of: EngagementView }) {
  const { t } = useTranslation();
  const act = useAct(api.acceptOffer, { invalidates: engagementReads });
  return (
    <ActForm
      name="accept"
      act={act}
      initial={{ consent: false }}
      toInput={(values: { consent?: boolean }) => ({ ...at(of), consent: values.consent ?? false })}
      submitLabel={t('procedure.engagement.move.accept')}
      onDone={useDone()}
    >
      {of.kind === 'pair' ? null : (
        <Field
          name="consent"
          label={t('engagements.naming')}
          help={t('disclosure.naming.help')}
          optional
          valuePropName="checked"
        >
          <Checkbox>{t('engagements.consent')}</Checkbox>
        </Field>
      )}
    </ActForm>
  );
}

function Fix({ of }: { of: EngagementView }) {
  const { t } = useTranslation();
  const act = useAct(api.fixEngagement, { invalidates: engagementReads });
  return (
    <ActForm
      name="fix"
      act={act}
      initial={{ from: of.today }}
      toInput={({ from, until }: { from: string; until?: string }) => ({
        ...at(of),
        from,
        ...(until && { until }),
      })}
      submitLabel={t('procedure.engagement.move.fix')}
      onDone={useDone()}
    >
      <Field name="from" label={t('engagements.from')}>
        <Input type="date" min={of.proposedOn} />
      </Field>
      <Field
        name="until"
        label={t('engagements.until')}
        help={of.kind === 'post' ? undefined : t('engagements.until_open_help')}
        optional={of.kind !== 'post'}
      >
        <Input type="date" min={of.today} />
      </Field>
    </ActForm>
  );
}

function Extend({ of }: { of: EngagementView }) {
  const { t } = useTranslation();
  const act = useAct(api.extendEngagement, { invalidates: engagementReads });
  return (
    <ActForm
      name="extend"
      act={act}
      toInput={(values: { until: string }) => ({ ...at(of), ...values })}
      submitLabel={t('procedure.engagement.move.extend')}
      onDone={useDone()}
    >
      <Field name="until" label={t('engagements.until')}>
        <Input type="date" min={of.today} />
      </Field>
    </ActForm>
  );
}

function End({ of }: { of: EngagementView }) {
  const { t } = useTranslation();
  const act = useAct(api.endEngagement, { invalidates: engagementReads });
  return (
    <ActForm
      name="end"
      act={act}
      toInput={(values: { why: string; outcome?: PairOutcome }) => ({ ...at(of), ...values })}
      submitLabel={t('procedure.engagement.move.end')}
      onDone={useDone()}
    >
      {of.kind === 'pair' && (
        <Field name="outcome" label={t('engagements.outcome')}>
          <Radio.Group
            options={pairOutcomes.map((value) => ({ value, label: t(`engagements.outcome.${value}`) }))}
          />
        </Field>
      )}
      <Why />
    </ActForm>
  );
}

const reasoned = { refuse: api.refuseEngagement, resign: api.resign } as const;

function Because({ of, move }: { of: EngagementView; move: keyof typeof reasoned }) {
  const { t } = useTranslation();
  const act = useAct(reasoned[move], { invalidates: engagementReads });
  return (
    <ActForm
      name={move}
      act={act}
      toInput={(values: { why: string }) => ({ ...at(of), ...values })}
      submitLabel={t(`procedure.engagement.move.${move}`)}
      onDone={useDone()}
    >
      <Why />
    </ActForm>
  );
}

const plain = { decline: api.declineOffer, withdraw: api.withdrawApplication } as const;

function Plain({ of, move }: { of: EngagementView; move: keyof typeof plain }) {
  const { t } = useTranslation();
  const act = useAct(plain[move], { invalidates: engagementReads });
  return (
    <ActForm
      name={move}
      act={act}
      toInput={() => at(of)}
      submitLabel={t(`procedure.engagement.move.${move}`)}
      onDone={useDone()}
    >
      {null}
    </ActForm>
  );
}

function Why() {
  const { t } = useTranslation();
  return (
    <Field name="why" label={t('engagements.why')}>
      <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
    </Field>
  );
}
