/** Opening a branch's appraisal of a year. */
import { useNavigate } from '@tanstack/react-router';
import { Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { appraisalsApi } from '../../../../src/modules/appraisals/api.ts';
import { modes, type BallotMode } from '../../../../src/modules/appraisals/choices.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { roundReads } from './words.tsx';

type Values = { orgId: string; year: number; mode: BallotMode };

export function Screen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choices = useEndpoint(appraisalsApi.listRounds, { page: 1 });
  const open = useAct(appraisalsApi.openRound, { invalidates: roundReads });
  return (
    <Page
      title={t('appraisals.open')}
      crumbs={[{ label: t('appraisals.title'), to: '/appraisals' }]}
      width="text"
    >
      <Loaded query={choices}>
        {({ mayOpen, years }) => (
          <Section>
            <ActForm<typeof appraisalsApi.openRound, Values>
              act={open}
              initial={{
                mode: 'paper',
                ...(years[0] !== undefined && { year: years[0] }),
                ...(mayOpen[0] && { orgId: mayOpen[0].id }),
              }}
              toInput={(values) => values}
              submitLabel={t('appraisals.open')}
              onDone={async ({ id }) => {
                say(t('appraisals.open_done'));
                await navigate({ to: `/appraisals/${id}` as never }); // routes come from a table
              }}
            >
              <Field name="orgId" label={t('appraisals.branch')}>
                <Select options={mayOpen.map(({ id, name }) => ({ value: id, label: name }))} />
              </Field>
              <Field name="year" label={t('appraisals.year')}>
                <Radio.Group options={years.map((year) => ({ value: year, label: String(year) }))} />
              </Field>
              <Field name="mode" label={t('appraisals.mode')}>
                <Radio.Group
                  options={modes.map((value) => ({ value, label: t(`appraisals.mode.${value}`) }))}
                />
              </Field>
            </ActForm>
          </Section>
        )}
      </Loaded>
    </Page>
  );
}
