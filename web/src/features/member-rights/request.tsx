/** What a request says, for the member and for the desk alike: text, clock, answer, course. */
import { useTranslation } from 'react-i18next';
import { dayShort } from '../../lib/days.ts';
import { Day } from '../../ui/day.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { RequestState, type RequestView } from './words.tsx';

export function RequestFacts({ of }: { of: RequestView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('member_rights.facts')}>
      <Facts
        rows={[
          { label: t('member_rights.state'), value: <RequestState of={of} /> },
          ...(of.dueOn
            ? [
                {
                  label: t('member_rights.with'),
                  value: `${of.at} · ${t(`member_rights.desk.${of.desk}`)}`,
                },
                { label: t('member_rights.since'), value: <Day date={of.stateSince} /> },
                { label: t('member_rights.until'), value: <Day date={of.dueOn} /> },
              ]
            : []),
          { label: t('member_rights.kind'), value: t(`member_rights.kind.${of.kind}`) },
          {
            label: t('member_rights.person'),
            value: (
              <>
                <PersonName name={of.person.name} /> {of.branch}
              </>
            ),
          },
          ...(of.about ? [{ label: t('member_rights.about'), value: of.about }] : []),
          { label: t('member_rights.submitted_on'), value: <Day date={of.submittedOn} /> },
          ...(of.onBehalf
            ? [
                {
                  label: t('member_rights.on_behalf'),
                  value: t('member_rights.on_behalf_by', of.onBehalf),
                },
              ]
            : []),
          { label: t('member_rights.body'), value: <span className="as-typed">{of.body}</span> },
        ]}
      />
    </Section>
  );
}

export function Answer({ of }: { of: RequestView }) {
  const { t, i18n } = useTranslation();
  if (!of.answer) return null;
  const { text, on, appealUntil } = of.answer;
  return (
    <Section title={t('member_rights.answer')}>
      <p className="as-typed">{text}</p>
      <p>
        <small>
          {t('member_rights.answer_on', {
            on: dayShort(on, i18n.language),
            until: dayShort(appealUntil, i18n.language),
          })}
        </small>
      </p>
    </Section>
  );
}

export function Course({ of }: { of: RequestView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('member_rights.steps')}>
      <Timeline
        label={t('member_rights.steps')}
        events={of.steps.map((step, i) => ({
          key: `${step.move}${i}`,
          at: step.on,
          who: step.by,
          title:
            step.move === 'submit'
              ? t('member_rights.step_submit')
              : t(`procedure.member_request.move.${step.move}`),
          detail: (
            <>
              {step.note && step.move !== 'answer' && <p className="as-typed">{step.note}</p>}
              <small>{t('member_rights.step_at', { desk: t(`member_rights.desk.${step.desk}`) })}</small>
            </>
          ),
        }))}
      />
    </Section>
  );
}
