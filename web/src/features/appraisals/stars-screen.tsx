/** A branch's stars by dimension: filled from records, said by the branch where there are none, confirmed by its decision. */
import { Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Dimension } from '../../../../src/modules/appraisals/choices.ts';
import { starsApi as api } from '../../../../src/modules/appraisals/star-api.ts';
import { usePathParam } from '../../lib/address.ts';
import { dayShort } from '../../lib/days.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { StarMark, type Stars } from './star-mark.tsx';
import { StarObjections } from './star-objections.tsx';
import './appraisals.css';

const reads = [api.getStars];
type Of = { of: Stars };

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getStars, { id });
  return (
    <Page
      title={found.data ? `${found.data.orgName} · ${t('stars.title')} ${found.data.year}` : t('stars.title')}
      lead={t('stars.lead')}
      crumbs={[
        { label: t('appraisals.title'), to: '/appraisals' },
        {
          label: t('appraisals.own_title', { year: found.data?.year ?? '', org: found.data?.orgName ?? '' }),
          to: `/appraisals/${id}`,
        },
      ]}
      width="text"
    >
      <Loaded query={found}>
        {(of) => (
          <>
            <Course of={of} />
            <StarObjections of={of} />
            <Section title={t('stars.members')}>
              {of.rules.map((rule) => (
                <p key={rule.dimension} className="appraisal-note">
                  {t('stars.rule_source', { name: t(`stars.dimension.${rule.dimension}`), ...rule })}
                </p>
              ))}
              {of.members.length === 0 && <p>{t('stars.none')}</p>}
              <ol className="appraisal-people">
                {of.members.map((member) => (
                  <li key={member.id}>
                    <strong>
                      <PersonName name={member.name} />
                    </strong>
                    {member.marks.map((mark) => (
                      <StarMark key={mark.id} mark={mark} rules={of.rules} />
                    ))}
                  </li>
                ))}
              </ol>
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Course({ of }: Of) {
  const { t, i18n } = useTranslation();
  if (of.confirmedOn && of.objectionsUntil)
    return (
      <Section>
        <p>
          {t('stars.confirmed', {
            on: dayShort(of.confirmedOn, i18n.language),
            until: dayShort(of.objectionsUntil, i18n.language),
          })}
        </p>
      </Section>
    );
  if (!of.toldOn) return <p>{t('stars.wait')}</p>;
  if (!of.may.manage) return null;
  return (
    <Section title={t('appraisals.course')}>
      <Draft of={of} />
      {of.draftedOn && of.dimensions.some((one) => one.toSay.length > 0) && <Say of={of} />}
      {of.draftedOn && <View of={of} />}
      {of.draftedOn && <Confirm of={of} />}
    </Section>
  );
}

function Draft({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.draftStars, { invalidates: reads });
  return (
    <ActForm
      name="draft"
      act={act}
      toInput={() => ({ id: of.id })}
      submitLabel={of.draftedOn ? t('stars.draft_again') : t('stars.draft')}
    >
      {null}
    </ActForm>
  );
}

type Said = { dimension: Dimension; earnedBy?: string[]; reason: string };

function Say({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.sayDimension, { invalidates: reads });
  const open = of.dimensions.filter((one) => one.toSay.length > 0);
  return (
    <>
      <h3>{t('stars.say')}</h3>
      <p>{t('stars.say_help')}</p>
      <ActForm
        name="say"
        act={act}
        clearOnDone
        toInput={({ dimension, earnedBy, reason }: Said) => ({
          id: of.id,
          dimension,
          earnedBy: earnedBy ?? [],
          reason,
        })}
        submitLabel={t('stars.say')}
      >
        <Field name="dimension" label={t('stars.dimension')}>
          <Radio.Group
            options={open.map(({ key, open: isOpen }) => ({
              value: key,
              label: `${t(`stars.dimension.${key}`)}${isOpen ? `（${t('stars.to_say')}）` : ''}`,
            }))}
          />
        </Field>
        <Field name="earnedBy" label={t('stars.earned_by')} optional>
          <EarnedBy of={of} />
        </Field>
        <Field name="reason" label={t('stars.reason')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </>
  );
}

/** Only of those without records does the branch say it. */
function EarnedBy({ of, ...control }: Of & { id?: string; value?: string[]; onChange?: () => void }) {
  const dimension: unknown = Form.useWatch('dimension');
  const toSay = of.dimensions.find((one) => one.key === dimension)?.toSay ?? [];
  return (
    <Select
      {...control}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      options={of.members
        .filter(({ id }) => toSay.includes(id))
        .map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function View({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.viewStar, { invalidates: reads });
  return (
    <details>
      <summary>{t('stars.add_view')}</summary>
      <p>{t('stars.add_view_help')}</p>
      <ActForm
        name="view"
        act={act}
        clearOnDone
        toInput={(values: { memberId: string; dimension: Dimension; text: string }) => ({
          id: of.id,
          ...values,
        })}
        submitLabel={t('stars.add_view')}
      >
        <Field name="memberId" label={t('stars.view_of')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={of.members.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field name="dimension" label={t('stars.dimension')}>
          <Radio.Group
            options={of.dimensions.map(({ key }) => ({ value: key, label: t(`stars.dimension.${key}`) }))}
          />
        </Field>
        <Field name="text" label={t('stars.view_text')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}

function Confirm({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.confirmStars, { invalidates: reads });
  return (
    <>
      <h3>{t('stars.confirm')}</h3>
      {of.decisions.length === 0 ? (
        <p>{t('stars.no_decision')}</p>
      ) : (
        <ActForm
          name="confirm"
          act={act}
          toInput={({ decisionId }: { decisionId: string }) => ({ id: of.id, decisionId })}
          submitLabel={t('stars.confirm')}
        >
          <Field name="decisionId" label={t('stars.decision')}>
            <Select
              options={of.decisions.map(({ id, question, on }) => ({
                value: id,
                label: `${on} ${question}`,
              }))}
            />
          </Field>
        </ActForm>
      )}
    </>
  );
}
