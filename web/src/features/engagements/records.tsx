/** What was done in a line each, how the branch sees the half-year, what the member answers. */
import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { engagementsApi as api } from '../../../../src/modules/engagements/api.ts';
import { reviewOutcomes, type ReviewOutcome } from '../../../../src/modules/engagements/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';
import { engagementReads, type EngagementView } from './words.tsx';

type Props = { of: EngagementView };

export function Records({ of }: Props) {
  const { t } = useTranslation();
  return (
    <Section title={t('engagements.records')}>
      {of.entries.length === 0 ? (
        <p>{t('engagements.never')}</p>
      ) : (
        <Timeline
          label={t('engagements.records')}
          events={of.entries.map((entry, i) => ({
            key: String(i),
            at: entry.on,
            who: entry.by,
            title: entry.outcome
              ? `${t(`engagements.entry.${entry.kind}`)}：${t(`engagements.review.${entry.outcome}`)}`
              : entry.kind === 'record'
                ? entry.text
                : t(`engagements.entry.${entry.kind}`),
            detail: (
              <>
                {entry.kind !== 'record' && entry.text && <p>{entry.text}</p>}
                {entry.lateDays > 0 && (
                  <small>{t('engagements.recorded_late', { days: entry.lateDays })}</small>
                )}
              </>
            ),
          }))}
        />
      )}
      {of.may.record && <Record key={`record${of.version}`} of={of} />}
      {of.may.review && <Review key={`review${of.version}`} of={of} />}
      {of.may.answer && <Answer key={`answer${of.version}`} of={of} />}
    </Section>
  );
}

function useDone(): () => void {
  const { t } = useTranslation();
  return () => say(t('engagements.done'));
}

function Record({ of }: Props) {
  const { t } = useTranslation();
  const act = useAct(api.recordWork, { invalidates: engagementReads });
  return (
    <ActForm<typeof api.recordWork, { on: string; text: string }>
      name="record"
      draft={`engagements.record.${of.id}`}
      act={act}
      initial={{ on: of.today }}
      toInput={(values) => ({ id: of.id, version: of.version, ...values })}
      submitLabel={t('engagements.record')}
      onDone={useDone()}
    >
      <Field name="text" label={t('engagements.record_text')} help={t('engagements.record_help')}>
        <Input maxLength={300} />
      </Field>
      <Field name="on" label={t('engagements.on')}>
        <Input type="date" max={of.today} {...(of.fromOn && { min: of.fromOn })} />
      </Field>
    </ActForm>
  );
}

function Review({ of }: Props) {
  const { t } = useTranslation();
  const act = useAct(api.reviewEngagement, { invalidates: engagementReads });
  return (
    <details>
      <summary>{t('engagements.review')}</summary>
      <ActForm<typeof api.reviewEngagement, { outcome: ReviewOutcome; text?: string }>
        name="review"
        draft={`engagements.review.${of.id}`}
        act={act}
        toInput={({ outcome, text }) => ({ id: of.id, version: of.version, outcome, ...(text && { text }) })}
        submitLabel={t('engagements.review')}
        onDone={useDone()}
      >
        <Field name="outcome" label={t('engagements.review_outcome')}>
          <Radio.Group
            options={reviewOutcomes.map((value) => ({ value, label: t(`engagements.review.${value}`) }))}
          />
        </Field>
        <Field name="text" label={t('engagements.review_text')} help={t('engagements.review_help')} optional>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}

function Answer({ of }: Props) {
  const { t } = useTranslation();
  const act = useAct(api.answerReview, { invalidates: engagementReads });
  const title = t(of.own ? 'engagements.answer' : 'engagements.answer_paper');
  return (
    <details>
      <summary>{title}</summary>
      <ActForm<typeof api.answerReview, { text: string }>
        name="answer"
        draft={`engagements.answer.${of.id}`}
        act={act}
        toInput={(values) => ({ id: of.id, version: of.version, ...values })}
        submitLabel={title}
        onDone={useDone()}
      >
        <Field name="text" label={t('engagements.answer_text')}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}
