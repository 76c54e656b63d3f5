/** The term of an organization: since when, until when, and the two acts on it. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputOf, ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { organizationsApi as api } from '../../../../src/modules/organizations/api.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';

type View = ReplyOf<typeof api.getTerm>;
type Present = NonNullable<View['term']>;

const tones: Record<Present['state'], Tone> = {
  running: 'active',
  remind_first: 'waiting',
  remind_again: 'waiting',
  overdue: 'late',
};

export function Term({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useEndpoint(api.getTerm, { id });
  if (found.data && !found.data.hasTerms) return null;
  return (
    <Section title={t('organizations.term')}>
      <Loaded query={found} lines={2}>
        {(of) => (
          <>
            {of.term ? <Known term={of.term} /> : <p>{t('organizations.term_none')}</p>}
            {of.entries.length > 1 && <History of={of} />}
            {of.mayManage && <Begin id={id} today={of.today} />}
            {of.mayManage && of.term && <Postpone id={id} term={of.term} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Known({ term }: { term: Present }) {
  const { t } = useTranslation();
  return (
    <Facts
      rows={[
        { label: t('organizations.term_began'), value: <Day date={term.beganOn} short /> },
        {
          label: t('organizations.term_years'),
          value: t('organizations.term_years_of', { years: term.years, source: term.source }),
        },
        {
          label: t('organizations.term_due'),
          value: (
            <>
              <Day date={term.dueOn} short />{' '}
              <StateTag tone={tones[term.state]} label={t(`organizations.term_state.${term.state}`)} />
            </>
          ),
        },
      ]}
    />
  );
}

function History({ of }: { of: View }) {
  const { t } = useTranslation();
  return (
    <Timeline
      label={t('organizations.term_history')}
      events={of.entries.map((entry) => ({
        key: `${entry.what}${entry.on}${entry.reference}`,
        at: entry.on,
        who: entry.reference,
        title: t(`organizations.term_entry.${entry.what}`),
        detail: entry.reason,
      }))}
    />
  );
}

function Begin({ id, today }: { id: string; today: string }) {
  const { t } = useTranslation();
  const act = useAct(api.beginTerm, { invalidates: [api.getTerm] });
  return (
    <details>
      <summary>{t('organizations.term_begin')}</summary>
      <ActForm<typeof api.beginTerm, Omit<InputOf<typeof api.beginTerm>, 'id'>>
        name="begin"
        act={act}
        draft={`organization-term:${id}`}
        toInput={(values) => ({ id, ...values })}
        submitLabel={t('organizations.term_begin')}
        clearOnDone
        onDone={() => say(t('organizations.term_saved'))}
      >
        <Field name="on" label={t('organizations.term_on')}>
          <Input type="date" max={today} />
        </Field>
        <Field name="reference" label={t('organizations.term_reference')}>
          <Input maxLength={200} />
        </Field>
      </ActForm>
    </details>
  );
}

function Postpone({ id, term }: { id: string; term: Present }) {
  const { t } = useTranslation();
  const act = useAct(api.postponeTerm, { invalidates: [api.getTerm] });
  return (
    <details>
      <summary>{t('organizations.term_postpone')}</summary>
      <p>{t('organizations.term_postpone_lead', { latest: term.latestOn })}</p>
      <ActForm<typeof api.postponeTerm, Omit<InputOf<typeof api.postponeTerm>, 'id'>>
        name="postpone"
        act={act}
        draft={`organization-postpone:${id}`}
        toInput={(values) => ({ id, ...values })}
        submitLabel={t('organizations.term_postpone')}
        clearOnDone
        onDone={() => say(t('organizations.term_saved'))}
      >
        <Field name="until" label={t('organizations.term_until')}>
          <Input type="date" />
        </Field>
        <Field name="reason" label={t('organizations.term_reason')}>
          <Input maxLength={500} />
        </Field>
        <Field name="reference" label={t('organizations.term_reference')}>
          <Input maxLength={200} />
        </Field>
      </ActForm>
    </details>
  );
}
