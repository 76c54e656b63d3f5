/** Matters about oneself: what is on file and how far it has come, how to be heard, how to appeal, who opened it. */
import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { dispositionsApi as api } from '../../../../src/modules/dispositions/api.ts';
import type { AppealLevel } from '../../../../src/modules/dispositions/choices.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';
import { Appeals, Course, Decisions, Known, Records, Tasks } from './story.tsx';
import type { OwnCase } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const found = useEndpoint(api.listOwnDispositions, {});
  return (
    <Page
      title={t('dispositions.own')}
      lead={t('dispositions.own_lead')}
      crumbs={[{ label: t('members.own.title'), to: '/own-record' }]}
      width="text"
    >
      <Loaded query={found}>
        {({ cases, readings }) =>
          cases.length === 0 ? (
            <Empty icon="member" title={t('dispositions.own_none')} hint={t('dispositions.own_none_hint')} />
          ) : (
            <>
              {cases.map((of) => (
                <OneCase key={of.id} of={of} />
              ))}
              <Section title={t('dispositions.own_readings')}>
                {readings.length === 0 ? (
                  <p>{t('dispositions.own_no_readings')}</p>
                ) : (
                  <Timeline
                    label={t('dispositions.own_readings')}
                    events={readings.map(({ at, by }, i) => ({
                      key: `${at}${i}`,
                      at,
                      who: by,
                      title: t('audit.dispositions.opened'),
                    }))}
                  />
                )}
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function OneCase({ of }: { of: OwnCase }) {
  const { t } = useTranslation();
  return (
    <>
      <Known of={of} />
      <Section title={t('dispositions.own_rights')}>
        <p>{t('dispositions.own_right_heard')}</p>
        <p>{t('dispositions.own_right_appeal')}</p>
        {of.mayState && <StateViews of={of} />}
        {of.appealTo.length > 0 ? <Appeal of={of} /> : <Reasons reasons={of.noAppealBecause} />}
      </Section>
      <Tasks of={of} />
      {of.appeals.length > 0 && <Appeals of={of} />}
      <Records of={of} />
      <Decisions of={of} />
      <Course of={of} />
    </>
  );
}

const reads = [api.listOwnDispositions];

function StateViews({ of }: { of: OwnCase }) {
  const { t } = useTranslation();
  const act = useAct(api.stateOwnViews, { invalidates: reads });
  return (
    <details>
      <summary>{t('dispositions.own_state')}</summary>
      <ActForm
        name={`state-${of.id}`}
        act={act}
        toInput={({ content }: { content: string }) => ({ id: of.id, content })}
        submitLabel={t('dispositions.own_state')}
        clearOnDone
        onDone={() => say(t('dispositions.own_stated'))}
      >
        <Field name="content" label={t('dispositions.own_state_text')}>
          <Input.TextArea rows={5} maxLength={4000} />
        </Field>
      </ActForm>
    </details>
  );
}

function Appeal({ of }: { of: OwnCase }) {
  const { t } = useTranslation();
  const act = useAct(api.appealForOneself, { invalidates: reads });
  const [first] = of.appealTo;
  return (
    <details>
      <summary>{t('dispositions.own_appeal')}</summary>
      <ActForm
        name={`appeal-${of.id}`}
        act={act}
        initial={{ ...(first && { level: first }) }}
        toInput={(values: { level: AppealLevel; content: string }) => ({ id: of.id, ...values })}
        submitLabel={t('dispositions.own_appeal')}
        clearOnDone
        onDone={() => say(t('dispositions.own_appealed'))}
      >
        <Field name="level" label={t('dispositions.appeal_to')}>
          <Radio.Group
            options={of.appealTo.map((value) => ({ value, label: t(`dispositions.level.${value}`) }))}
          />
        </Field>
        <Field name="content" label={t('dispositions.own_appeal_text')}>
          <Input.TextArea rows={5} maxLength={4000} />
        </Field>
      </ActForm>
    </details>
  );
}
