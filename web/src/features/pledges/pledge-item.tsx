/** One item of a pledge: what was said about it, and the one form that can come next. */
import { Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pledgesApi as api } from '../../../../src/modules/pledges/api.ts';
import { outcomes, type Outcome } from '../../../../src/modules/pledges/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';
import { ItemState, pledgeReads, type Item, type PledgeView } from './words.tsx';

type Props = { of: PledgeView; item: Item };

export function PledgeItem({ of, item }: Props) {
  const { t } = useTranslation();
  const isUnderWay = of.state === 'agreed' || of.state === 'evaluated';
  return (
    <article>
      <h3>
        {item.no}. {item.text}
      </h3>
      <p>
        {t('pledges.due_on')} <Day date={item.dueOn} />
        {item.beneficiaries && <>　{item.beneficiaries}</>}　{isUnderWay && <ItemState of={item} />}
      </p>
      {item.entries.length > 0 && (
        <Timeline
          label={item.text}
          events={item.entries.map((entry, i) => ({
            key: String(i),
            at: entry.on,
            who: entry.by,
            title: entry.outcome
              ? `${t(`pledges.entry.${entry.kind}`)}：${t(`pledges.outcome.${entry.outcome}`)}`
              : t(`pledges.entry.${entry.kind}`),
            detail: entry.text && <p>{entry.text}</p>,
          }))}
        />
      )}
      {item.may.report && <Report of={of} item={item} />}
      {item.may.evaluate && <Evaluate of={of} item={item} />}
      {item.because.length > 0 && <Reasons reasons={item.because} />}
      {item.may.answer && <Answer of={of} item={item} />}
    </article>
  );
}

/** Open at once for whom it waits, folded away for whoever only may. */
function Folded({ open, title, children }: { open: boolean; title: string; children: ReactNode }) {
  if (open) return children;
  return (
    <details>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function useForm({ of, item }: Props, kind: string) {
  const { t } = useTranslation();
  return {
    name: `${kind}${item.no}`,
    draft: `pledges.${kind}.${of.id}.${item.no}`,
    at: { id: of.id, version: of.version, itemNo: item.no },
    onDone: () => say(t('pledges.done')),
  };
}

function Report({ of, item }: Props) {
  const { t } = useTranslation();
  const act = useAct(api.reportItem, { invalidates: pledgeReads });
  const { name, draft, at, onDone } = useForm({ of, item }, 'report');
  return (
    <Folded open={of.own && item.standing !== 'reported'} title={t('pledges.report')}>
      <ActForm<typeof api.reportItem, { on: string; text: string }>
        name={name}
        draft={draft}
        act={act}
        initial={{ on: of.today }}
        toInput={(values) => ({ ...at, ...values })}
        submitLabel={t('pledges.report')}
        onDone={onDone}
      >
        <Field name="text" label={t('pledges.report_text')} help={t('pledges.report_text_help')}>
          <Input maxLength={300} />
        </Field>
        <Field name="on" label={t('pledges.on')}>
          <Input type="date" min={of.proposedOn} max={of.today} />
        </Field>
      </ActForm>
    </Folded>
  );
}

function Evaluate({ of, item }: Props) {
  const { t } = useTranslation();
  const act = useAct(api.evaluateItem, { invalidates: pledgeReads });
  const { name, draft, at, onDone } = useForm({ of, item }, 'evaluate');
  return (
    <ActForm<typeof api.evaluateItem, { outcome: Outcome; text?: string }>
      name={name}
      draft={draft}
      act={act}
      toInput={({ outcome, text }) => ({ ...at, outcome, ...(text && { text }) })}
      submitLabel={t('pledges.evaluate')}
      onDone={onDone}
    >
      <Field name="outcome" label={t('pledges.outcome')}>
        <Radio.Group options={outcomes.map((value) => ({ value, label: t(`pledges.outcome.${value}`) }))} />
      </Field>
      <Field name="text" label={t('pledges.evaluate_text')} help={t('pledges.evaluate_text_help')} optional>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
      </Field>
    </ActForm>
  );
}

function Answer({ of, item }: Props) {
  const { t } = useTranslation();
  const act = useAct(api.answerEvaluation, { invalidates: pledgeReads });
  const { name, draft, at, onDone } = useForm({ of, item }, 'answer');
  const title = t(of.own ? 'pledges.answer' : 'pledges.answer_paper');
  return (
    <Folded open={false} title={title}>
      <ActForm<typeof api.answerEvaluation, { text: string }>
        name={name}
        draft={draft}
        act={act}
        toInput={(values) => ({ ...at, ...values })}
        submitLabel={title}
        onDone={onDone}
      >
        <Field name="text" label={t('pledges.answer_text')}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
        </Field>
      </ActForm>
    </Folded>
  );
}
