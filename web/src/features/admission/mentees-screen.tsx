/** A mentor's own page: whom I accompany, what I have written, and the observation that is due. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';
import { useWords } from '../../lib/reasons.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { filled, stageWord } from './words.ts';
import './admission.css';

type Mentee = ReplyOf<typeof api.listMentees>['rows'][number];

export function Screen() {
  const { t } = useTranslation();
  const found = useEndpoint(api.listMentees, {});
  return (
    <Page title={t('admission.mentees')} lead={t('admission.mentees_lead')} width="text">
      <Loaded query={found}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('admission.no_mentees')} hint={t('admission.no_mentees_hint')} />
          ) : (
            rows.map((row) => <One key={row.id} mentee={row} />)
          )
        }
      </Loaded>
    </Page>
  );
}

function One({ mentee }: { mentee: Mentee }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Section title={`${mentee.name} · ${words(stageWord(mentee.stage))}`}>
      {mentee.dueOn && (
        <p>
          {t('ui.due')} <Day date={mentee.dueOn} />
        </p>
      )}
      <ul>
        {mentee.observed.map((entry) => (
          <li key={entry.on}>
            <Day date={entry.on} short /> {entry.mentorOpinion}
          </li>
        ))}
      </ul>
      {mentee.act && <Observe mentee={mentee} act={mentee.act} />}
    </Section>
  );
}

type Values = { on: string; mentorOpinion: string; study?: string };

function Observe({ mentee, act }: { mentee: Mentee; act: 'observe' | 'observe_probation' }) {
  const { t } = useTranslation();
  const make = useAct(act === 'observe' ? api.observe : api.observeProbation, {
    invalidates: [api.listMentees],
  });
  return (
    <ActForm
      act={make}
      name={`observe-${mentee.id}`}
      draft={`observe:${mentee.id}`}
      submitLabel={t('procedure.admission.move.observe')}
      initial={{ on: mentee.today }}
      clearOnDone
      toInput={(values: Values) => ({
        id: mentee.id,
        version: mentee.version,
        on: values.on,
        mentorOpinion: values.mentorOpinion,
        ...filled({ study: values.study }),
      })}
      onDone={() => say(t('admission.saved'))}
    >
      <Field name="on" label={t('admission.field.on')}>
        <Input type="date" max={mentee.today} />
      </Field>
      <Field name="mentorOpinion" label={t('admission.field.mentorOpinion')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
      <Field name="study" label={t('admission.field.study')} optional>
        <Input.TextArea rows={2} maxLength={2000} />
      </Field>
    </ActForm>
  );
}
