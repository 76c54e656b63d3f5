/** Starting a matter: on a phone one question after the other, then all answers to check; on a desk all at once. */
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Radio, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { villageDecisionsApi } from '../../../../src/modules/village-decisions/api.ts';
import { motionSources } from '../../../../src/modules/village-decisions/choices.ts';
import { useSearchText } from '../../lib/address.ts';
import { useWords } from '../../lib/reasons.ts';
import { useNarrow } from '../../lib/screen.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { Bodies } from './bodies.tsx';
import { listOf, matterWord } from './words.ts';
import './village-decisions.css';

type Matter = (typeof villageDecisionsApi.startCase.request)['_output']['matter'];
type Values = {
  villageId: string;
  matter: Matter;
  title: string;
  group?: string;
  plan: string;
  source: (typeof motionSources)[number];
  proposers: string;
  movedOn: string;
};

const questions = 6;

export function Screen() {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const [search, setSearch] = useSearchText();
  const [matter, setMatter] = useState<Matter>();
  const choices = useEndpoint(villageDecisionsApi.listMatters, {});
  const start = useAct(villageDecisionsApi.startCase, { invalidates: [villageDecisionsApi.listCases] });
  const at = narrow ? Math.min(Number(search['question'] ?? '1') || 1, questions + 1) : questions + 1;
  const go = (question: number) => setSearch({ question: question > 1 ? String(question) : '' });
  const isAsking = at <= questions;
  const ask = (question: number, field: ReactNode) => (
    <div hidden={isAsking && at !== question} key={question}>
      {field}
    </div>
  );
  return (
    <Page
      title={t('village_decisions.start')}
      crumbs={[{ label: t('village_decisions.title'), to: '/village-decisions' }]}
      width="text"
    >
      <Loaded query={choices}>
        {({ matters, villages }) => (
          <Section
            {...(narrow && {
              title: isAsking
                ? t('village_decisions.question_of', { n: String(at), of: String(questions) })
                : t('village_decisions.check_answers'),
            })}
          >
            <div className={isAsking ? 'asking' : undefined}>
              <ActForm
                act={start}
                draft="village-decision"
                submitLabel={t('village_decisions.start')}
                initial={{ ...(villages.length === 1 && { villageId: villages[0]?.id ?? '' }) }}
                onChange={(values: Values) => setMatter(values.matter)}
                toInput={({ group, ...values }: Values) => ({
                  ...values,
                  ...(group?.trim() && { group }),
                  proposers: listOf(values.proposers),
                })}
                onDone={async ({ id, code }) => {
                  say(t('village_decisions.started', { code }));
                  await navigate({ to: `/village-decisions/${id}` as never }); // routes come from a table
                }}
              >
                {ask(
                  1,
                  <Field name="villageId" label={t('village_decisions.q_village')}>
                    <Select options={villages.map(({ id, name }) => ({ value: id, label: name }))} />
                  </Field>,
                )}
                {ask(
                  2,
                  <>
                    <Field name="matter" label={t('village_decisions.q_matter')}>
                      <Select
                        showSearch={{ optionFilterProp: 'label' }}
                        options={matters.map(({ key }) => ({ value: key, label: words(matterWord(key)) }))}
                      />
                    </Field>
                    {matter && (
                      <div className="hint-box">
                        <p>{t('village_decisions.who_decides')}</p>
                        <Bodies bodies={matters.find(({ key }) => key === matter)?.bodies ?? []} />
                      </div>
                    )}
                  </>,
                )}
                {ask(
                  3,
                  <>
                    <Field
                      name="title"
                      label={t('village_decisions.q_title')}
                      help={t('village_decisions.q_title_help')}
                    >
                      <Input maxLength={120} />
                    </Field>
                    <Field
                      name="group"
                      label={t('village_decisions.q_group')}
                      help={t('village_decisions.q_group_help')}
                      optional
                    >
                      <Input maxLength={60} />
                    </Field>
                  </>,
                )}
                {ask(
                  4,
                  <Field
                    name="plan"
                    label={t('village_decisions.q_plan')}
                    help={t('village_decisions.q_plan_help')}
                  >
                    <Input.TextArea autoSize={{ minRows: 6, maxRows: 16 }} maxLength={20_000} />
                  </Field>,
                )}
                {ask(
                  5,
                  <Field name="source" label={t('village_decisions.q_source')}>
                    <Radio.Group
                      options={motionSources.map((value) => ({
                        value,
                        label: words(`village_decisions.source.${value}`),
                      }))}
                    />
                  </Field>,
                )}
                {ask(
                  6,
                  <>
                    <Field
                      name="proposers"
                      label={t('village_decisions.q_proposers')}
                      help={t('village_decisions.q_proposers_help')}
                    >
                      <Input maxLength={400} />
                    </Field>
                    <Field name="movedOn" label={t('village_decisions.q_moved_on')}>
                      <Input type="date" />
                    </Field>
                  </>,
                )}
              </ActForm>
            </div>
            {isAsking && (
              <div className="form-acts">
                <Button type="primary" onClick={() => go(at + 1)}>
                  {t('village_decisions.next_question')}
                </Button>
                {at > 1 && <Button onClick={() => go(at - 1)}>{t('village_decisions.back_question')}</Button>}
              </div>
            )}
          </Section>
        )}
      </Loaded>
    </Page>
  );
}
