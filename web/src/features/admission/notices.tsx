/** Notices of a case: put forward, on paper, running or over. */
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';
import { useWords } from '../../lib/reasons.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import type { CaseView } from './words.ts';

export function Notices({ of }: { of: CaseView }) {
  const { t } = useTranslation();
  const now = of.noticeNow;
  if (of.notices.length === 0 && (!now || !of.may.putForward)) return null;
  return (
    <Section title={t('admission.notices')}>
      {of.notices.map((notice) => (
        <Shown key={`${notice.part}${notice.code ?? notice.postedOn ?? ''}`} notice={notice} />
      ))}
      {now && of.may.putForward && <PutForward of={of} now={now} />}
    </Section>
  );
}

function Shown({ notice }: { notice: CaseView['notices'][number] }) {
  const { t } = useTranslation();
  const words = useWords();
  const isOut = notice.postedOn !== null;
  return (
    <article className="entry-notice">
      <p className="tags">
        <strong>{t(`admission.notice.${notice.part}`)}</strong>
        {notice.publicationId ? (
          <AppLink to={`/openness/${notice.publicationId}`}>{notice.code}</AppLink>
        ) : (
          <small>{t('admission.on_paper')}</small>
        )}
        <StateTag
          tone={isOut ? 'done' : 'waiting'}
          label={
            notice.state ? words(`procedure.publication.state.${notice.state}`) : t('admission.on_paper')
          }
        />
      </p>
      {notice.postedOn && (
        <p>
          <Day date={notice.postedOn} short /> —{' '}
          {(notice.shownUntil ?? notice.endedOn) && (
            <Day date={notice.shownUntil ?? notice.endedOn ?? ''} short />
          )}
          {notice.places && ` · ${notice.places}`}
        </p>
      )}
      {notice.opinions && <p>{notice.opinions}</p>}
      {notice.objections > 0 && (
        <p>
          {t('admission.objections', {
            total: String(notice.objections),
            open: String(notice.openObjections),
          })}
        </p>
      )}
    </article>
  );
}

function PutForward({ of, now }: { of: CaseView; now: NonNullable<CaseView['noticeNow']> }) {
  const { t } = useTranslation();
  const act = useAct(api.putForwardNotice, { invalidates: [api.getCase] });
  const paper = useAct(api.recordPaperNotice, { invalidates: [api.getCase] });
  const part = t(`admission.notice.${now.part}`);
  return (
    <>
      <p className="hint-box">
        {now.days > 0
          ? t('admission.notice_asked', {
              part,
              days: String(now.days),
              unit: t(`admission.days.${now.unit}`),
            })
          : t('admission.notice_not_asked', { part })}{' '}
        <small>{t('ui.cites', { cites: now.cites })}</small>
      </p>
      {act.error && <Refusal problem={act.error} focus />}
      <div className="step-acts">
        <Button
          type={now.days > 0 ? 'primary' : 'default'}
          loading={act.isPending}
          onClick={() =>
            act.mutate(
              { input: { id: of.id, version: of.version, part: now.part } },
              { onSuccess: () => say(t('admission.put_forward_done')) },
            )
          }
        >
          {t('admission.put_forward', { part })}
        </Button>
      </div>
      <details className="step-form">
        <summary>{t('admission.paper_notice')}</summary>
        <ActForm
          act={paper}
          submitLabel={t('admission.save')}
          toInput={(values: { postedOn: string; lastDay: string; places: string; opinions: string }) => ({
            id: of.id,
            version: of.version,
            part: now.part,
            ...values,
          })}
          onDone={() => say(t('admission.saved'))}
        >
          <Field name="postedOn" label={t('admission.field.postedOn')}>
            <Input type="date" max={of.today} />
          </Field>
          <Field name="lastDay" label={t('admission.field.lastDay')}>
            <Input type="date" max={of.today} />
          </Field>
          <Field name="places" label={t('admission.field.places')}>
            <Input maxLength={120} />
          </Field>
          <Field name="opinions" label={t('admission.field.opinions')} help={t('admission.opinions_help')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Field>
        </ActForm>
      </details>
    </>
  );
}
