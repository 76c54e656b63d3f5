/** One unit: what is missing, how it is covered, the members who work there, its surveys. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { coverageApi as api } from '../../../../src/modules/coverage/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';
import { Members } from './members.tsx';
import { SurveyForm } from './survey-form.tsx';
import { gapTone, unitReads, type UnitView } from './words.ts';
import './coverage.css';
import { Covering } from './covering.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getUnit, { id });
  return (
    <Page
      title={found.data?.name ?? t('coverage.title')}
      crumbs={[{ label: t('coverage.title'), to: '/coverage' }]}
      width="text"
    >
      <Loaded query={found}>
        {(of) => (
          <>
            <Missing of={of} />
            <Known of={of} />
            <Covering of={of} />
            <Members of={of} />
            <Surveys of={of} />
            {of.may.keep && <Keeping of={of} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Missing({ of }: { of: UnitView }) {
  const { t } = useTranslation();
  if (of.closedOn) return null;
  return (
    <Section title={t('coverage.gaps')}>
      {of.gaps.length === 0 ? (
        <StateTag tone="done" label={t('coverage.complete')} />
      ) : (
        <p>
          {of.gaps.map((gap) => (
            <StateTag key={gap} tone={gapTone[gap]} label={t(`coverage.gap.${gap}`)} />
          ))}
        </p>
      )}
      {of.warnings.length > 0 && <Reasons reasons={of.warnings} />}
    </Section>
  );
}

function Known({ of }: { of: UnitView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('coverage.facts')}>
      <Facts
        rows={[
          { label: t('coverage.kind'), value: t(`coverage.kind.${of.kind}`) },
          { label: t('coverage.org'), value: of.org.name },
          { label: t('coverage.place'), value: of.place },
          { label: t('coverage.contact'), value: of.contact },
          ...(of.staff === null ? [] : [{ label: t('coverage.staff'), value: of.staff }]),
          ...(of.fullMembers === null ? [] : [{ label: t('coverage.full_members'), value: of.fullMembers }]),
          ...(of.instructor ? [{ label: t('coverage.instructor'), value: of.instructor }] : []),
          ...(of.uncoveredBecause && of.form === null
            ? [
                {
                  label: t('coverage.uncovered_because'),
                  value: t(`coverage.because.${of.uncoveredBecause}`),
                },
              ]
            : []),
          { label: t('coverage.listed_on'), value: <Day date={of.listedOn} /> },
          ...(of.closedOn
            ? [
                {
                  label: t('coverage.state.closed'),
                  value: (
                    <>
                      <Day date={of.closedOn} /> {of.closing}
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

function Surveys({ of }: { of: UnitView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('coverage.surveys')}>
      <Timeline
        label={t('coverage.surveys')}
        events={of.surveys.map((survey, index) => ({
          key: `${survey.on}.${index}`,
          at: survey.on,
          who: survey.by,
          title: t('coverage.survey_line', survey),
          detail: (
            <>
              {survey.unchanged && <small>{t('coverage.as_before')}</small>}{' '}
              {survey.lateDays > 0 && <small>{t('coverage.recorded_late', { days: survey.lateDays })}</small>}
            </>
          ),
        }))}
      />
      {of.may.keep && (
        <details>
          <summary>{t('coverage.survey')}</summary>
          <SurveyForm unit={of} today={of.today} />
        </details>
      )}
    </Section>
  );
}

function Keeping({ of }: { of: UnitView }) {
  const { t } = useTranslation();
  const change = useAct(api.changeUnit, {
    invalidates: unitReads,
    onDone: () => say(t('coverage.changed_done')),
  });
  const close = useAct(api.closeUnit, { invalidates: unitReads, onDone: () => say(t('coverage.closed')) });
  return (
    <>
      <details className="section">
        <summary>{t('coverage.change')}</summary>
        <ActForm<typeof api.changeUnit, { name?: string; place: string; contact: string }>
          name="change"
          act={change}
          initial={{ name: of.name, place: of.place, contact: of.contact }}
          toInput={(values) => ({ id: of.id, version: of.version, ...values })}
          submitLabel={t('coverage.change')}
        >
          {of.unitOrgId === null && (
            <Field name="name" label={t('coverage.name')}>
              <Input maxLength={60} />
            </Field>
          )}
          <Field name="place" label={t('coverage.place')} help={t('coverage.place_help')}>
            <Input maxLength={120} />
          </Field>
          <Field name="contact" label={t('coverage.contact')} help={t('coverage.contact_help')}>
            <Input maxLength={120} />
          </Field>
        </ActForm>
      </details>
      <details className="section">
        <summary>{t('coverage.close')}</summary>
        <ActForm<typeof api.closeUnit, { on: string; why: string }>
          name="close"
          act={close}
          danger
          draft={`coverage.close.${of.id}`}
          initial={{ on: of.today }}
          toInput={(values) => ({ id: of.id, version: of.version, ...values })}
          submitLabel={t('coverage.close')}
        >
          <Field name="why" label={t('coverage.why')}>
            <Input maxLength={120} />
          </Field>
          <Field name="on" label={t('coverage.on')}>
            <Input type="date" max={of.today} />
          </Field>
        </ActForm>
      </details>
    </>
  );
}
