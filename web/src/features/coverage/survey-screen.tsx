/** The year's survey on the phone: one tap where nothing changed, a few fields where something did. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { coverageApi as api } from '../../../../src/modules/coverage/api.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { SurveyForm } from './survey-form.tsx';
import { unitReads, type ToSurvey } from './words.ts';
import './coverage.css';

export function Screen() {
  const { t } = useTranslation();
  const found = useEndpoint(api.listToSurvey, {});
  const left = found.data?.rows.filter((row) => !row.done).length;
  return (
    <Page
      title={t('coverage.survey')}
      lead={found.data && t('coverage.survey_lead', { year: found.data.year })}
      crumbs={[{ label: t('coverage.title'), to: '/coverage' }]}
      width="text"
    >
      <Loaded query={found}>
        {({ rows, today }) =>
          rows.length === 0 ? (
            <Empty icon="organization" title={t('coverage.none')} hint={t('coverage.none_hint')} />
          ) : (
            <>
              <p>
                <output>
                  {left === 0 ? t('coverage.survey_done') : t('coverage.survey_left', { count: left ?? 0 })}
                </output>
              </p>
              {rows.map((row) => (
                <Unit key={row.id} row={row} today={today} />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Unit({ row, today }: { row: ToSurvey; today: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const confirm = useAct(api.confirmUnchanged, {
    invalidates: unitReads,
    onDone: () => say(t('coverage.surveyed')),
  });
  return (
    <Section>
      <h2 className="coverage-unit">
        <AppLink to={`/coverage/${row.id}`}>{row.name}</AppLink>{' '}
        {row.done && <StateTag tone="done" label={t('coverage.done_this_year')} />}
      </h2>
      <p>
        {t(`coverage.kind.${row.kind}`)} · {row.org.name}
        {row.staff !== null && (
          <> · {t('coverage.survey_line', { staff: row.staff, fullMembers: row.fullMembers ?? 0 })}</>
        )}
        {row.surveyedOn && (
          <>
            {' '}
            · <Day date={row.surveyedOn} short />
          </>
        )}
      </p>
      {!row.done && (
        <div className="coverage-taps">
          <Button
            type="primary"
            loading={confirm.isPending}
            aria-label={`${t('coverage.unchanged')}：${row.name}`}
            onClick={() => confirm.mutate({ input: { id: row.id, on: today } })}
          >
            {t('coverage.unchanged')}
          </Button>
          <Button
            aria-expanded={opened}
            aria-label={`${t('coverage.changed')}：${row.name}`}
            onClick={() => setOpened(!opened)}
          >
            {t('coverage.changed')}
          </Button>
        </div>
      )}
      {opened && <SurveyForm unit={row} today={today} onSaved={() => setOpened(false)} />}
    </Section>
  );
}
