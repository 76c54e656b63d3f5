/** One pair: what it asks for, the short entry, what the visits brought, the visits, the way to end it. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { liaisonApi as api } from '../../../../src/modules/liaison/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';
import { PartnershipParts } from '../partnerships/partnership-parts.tsx';
import { Needs } from './needs.tsx';
import { VisitForm } from './visit-form.tsx';
import { crumbHome, pairReads, promptTone, type PairView } from './words.ts';

export function Screen() {
  const { t } = useTranslation();
  const session = useSession();
  const id = usePathParam('id');
  const found = useEndpoint(api.getPair, { id });
  return (
    <Page
      title={found.data ? `${found.data.person.name} → ${found.data.visited}` : t('liaison.title')}
      crumbs={[crumbHome(t, session)]}
      width="text"
    >
      <Loaded query={found}>
        {(of) => (
          <>
            <Asked of={of} />
            {of.may.record && !of.endedOn && (
              <Section title={t('liaison.visit')}>
                <VisitForm pair={of} today={of.today} />
              </Section>
            )}
            <Needs of={of} />
            <PartnershipParts of={{ type: 'pair', id: of.id }} />
            <Known of={of} />
            <Visits of={of} />
            {of.may.end && <End of={of} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Asked({ of }: { of: PairView }) {
  const { t } = useTranslation();
  if (of.prompts.length === 0) return null;
  return (
    <Section>
      {of.prompts.map((prompt) => (
        <p key={prompt}>
          <StateTag tone={promptTone[prompt]} label={t(`liaison.tag.${prompt}`)} />{' '}
          {t(`liaison.prompt.${prompt}`)}
        </p>
      ))}
    </Section>
  );
}

function Known({ of }: { of: PairView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('liaison.facts')}>
      <Facts
        rows={[
          { label: t('liaison.kind'), value: t(`liaison.kind.${of.kind}`) },
          { label: t('liaison.person'), value: <PersonName name={of.person.name} /> },
          { label: t('liaison.org'), value: of.org.name },
          {
            label: t('liaison.visited'),
            value: of.household === null ? of.visited : <PersonName name={of.household} />,
          },
          { label: t('liaison.since'), value: <Day date={of.since} /> },
          ...(of.untilOn ? [{ label: t('liaison.until'), value: <Day date={of.untilOn} /> }] : []),
          ...(of.visitDueOn ? [{ label: t('liaison.visit_due'), value: <Day date={of.visitDueOn} /> }] : []),
          ...(of.endedOn
            ? [
                {
                  label: t('liaison.ended'),
                  value: (
                    <>
                      <Day date={of.endedOn} /> {of.ending}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Visits({ of }: { of: PairView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('liaison.visits')}>
      {of.visits.length === 0 ? (
        <p>{t('liaison.never')}</p>
      ) : (
        <Timeline
          label={t('liaison.visits')}
          events={of.visits.map((visit) => ({
            key: visit.id,
            at: visit.on,
            who: visit.by,
            title: visit.note,
            detail: visit.lateDays > 0 && (
              <small>{t('liaison.recorded_late', { days: visit.lateDays })}</small>
            ),
          }))}
        />
      )}
    </Section>
  );
}

function End({ of }: { of: PairView }) {
  const { t } = useTranslation();
  const act = useAct(api.endPair, { invalidates: pairReads });
  return (
    <details className="section">
      <summary>{t('liaison.end')}</summary>
      <ActForm<typeof api.endPair, { on: string; why: string }>
        name="end"
        act={act}
        draft={`liaison.end.${of.id}`}
        initial={{ on: of.today }}
        toInput={(values) => ({ id: of.id, version: of.version, ...values })}
        submitLabel={t('liaison.end')}
        onDone={() => say(t('liaison.ended'))}
      >
        <Field name="why" label={t('liaison.why')}>
          <Input maxLength={120} />
        </Field>
        <Field name="on" label={t('liaison.on')}>
          <Input type="date" max={of.today} min={of.since} />
        </Field>
      </ActForm>
    </details>
  );
}
