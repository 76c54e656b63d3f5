/** The own appraisal on the phone: write, see the own result, object. Nothing of anybody else. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { ownAppraisalsApi as api } from '../../../../src/modules/appraisals/own-api.ts';
import { dayShort } from '../../lib/days.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { BothGrades } from './objections.tsx';
import { OwnStars } from './own-stars.tsx';
import { RoundState } from './words.tsx';

type OwnRound = ReplyOf<typeof api.listOwnAppraisals>['rows'][number];
type Of = { of: OwnRound };
const reads = [api.listOwnAppraisals];

export function Screen() {
  const { t } = useTranslation();
  const own = useEndpoint(api.listOwnAppraisals, {});
  return (
    <Page title={t('appraisals.own')} lead={t('appraisals.own_lead')} width="text">
      <Loaded query={own}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="member" title={t('appraisals.own_none')} hint={t('appraisals.own_none_hint')} />
          ) : (
            <>
              {rows.map((round) => (
                <OwnRoundSections key={round.id} of={round} />
              ))}
              <OwnStars />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function OwnRoundSections({ of }: Of) {
  const { t } = useTranslation();
  return (
    <Section title={t('appraisals.own_title', { year: of.year, org: of.orgName })}>
      <p>
        <RoundState state={of.state} />
      </p>
      {of.excused ? (
        <p>{t('appraisals.own_excused')}</p>
      ) : (
        <>
          <h3>{t('appraisals.own_self')}</h3>
          <Self of={of} />
          <h3>{t('appraisals.own_result')}</h3>
          <Result of={of} />
        </>
      )}
    </Section>
  );
}

function Self({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.writeOwnSelf, { invalidates: reads });
  const { self } = of;
  if (of.mayWrite.now)
    return (
      <ActForm
        key={self?.recordedOn ?? 'new'}
        name={`self-${of.id}`}
        act={act}
        draft={`appraisal-self:${of.id}`}
        initial={{ text: self?.text ?? '' }}
        toInput={({ text }: { text: string }) => ({ id: of.id, text })}
        submitLabel={t('appraisals.own_save')}
        onDone={() => say(t('appraisals.own_saved'))}
      >
        <Field name="text" label={t('appraisals.own_self')} help={t('appraisals.own_self_help')}>
          <Input.TextArea rows={8} maxLength={4000} showCount />
        </Field>
      </ActForm>
    );
  if (!self) return <Reasons reasons={of.mayWrite.because} />;
  return (
    <>
      <blockquote className="appraisal-text">{self.text}</blockquote>
      <p className="appraisal-note">
        <Day date={self.writtenOn} /> {self.onPaper && t('appraisals.own_paper')}
      </p>
    </>
  );
}

function Result({ of }: Of) {
  const { t } = useTranslation();
  const { result } = of;
  if (!of.graded && of.state !== 'open') return <p>{t('appraisals.own_no_grade')}</p>;
  if (!result) return <p>{t('appraisals.own_wait')}</p>;
  return (
    <>
      <Facts
        rows={[
          { label: t('appraisals.grade'), value: <strong>{t(`appraisals.grade.${result.grade}`)}</strong> },
          ...(result.reason ? [{ label: t('appraisals.grade_reason'), value: result.reason }] : []),
          { label: t('appraisals.told_on'), value: <Day date={result.toldOn} /> },
          { label: t('appraisals.objections_until'), value: <Day date={result.objectionsUntil} /> },
        ]}
      />
      {of.objections.map((one) => (
        <div key={one.id}>
          <p>
            {t('appraisals.objections')}：{one.text}（<Day date={one.madeOn} short />）
          </p>
          <BothGrades before={one.before} after={one.after} />
          {one.answer && (
            <p>
              {t('appraisals.answer')}：{one.answer}
            </p>
          )}
        </div>
      ))}
      <Object of={of} until={result.objectionsUntil} />
    </>
  );
}

function Object({ of, until }: Of & { until: string }) {
  const { t, i18n } = useTranslation();
  const act = useAct(api.objectToOwnGrade, { invalidates: reads });
  if (!of.mayObject.now) return <Reasons reasons={of.mayObject.because} />;
  return (
    <details>
      <summary>{t('appraisals.own_object')}</summary>
      <ActForm
        name={`object-${of.id}`}
        act={act}
        draft={`appraisal-object:${of.id}`}
        toInput={({ text }: { text: string }) => ({ id: of.id, text })}
        submitLabel={t('appraisals.own_object')}
        onDone={() => say(t('appraisals.own_objected'))}
      >
        <Field
          name="text"
          label={t('appraisals.objection_text')}
          help={t('appraisals.own_object_help', { until: dayShort(until, i18n.language) })}
        >
          <Input.TextArea rows={3} maxLength={1000} />
        </Field>
      </ActForm>
    </details>
  );
}
