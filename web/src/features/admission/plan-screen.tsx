/** The plan of a year: quota used, structure against targets, stages; every number and every bar opens to its rows. */
import { Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { admissionApi as api } from '../../../../src/modules/admission/api.ts';
import { stringifySearch, useSearchText } from '../../lib/address.ts';
import { useWords } from '../../lib/reasons.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { BarChart } from '../../ui/chart.tsx';
import { Figure, Figures } from '../../ui/figure.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import './admission.css';

type Plan = ReplyOf<typeof api.getPlan>;

const rowsOf = (figure: string, asOf: string): string => `/figures${stringifySearch({ key: figure, asOf })}`;

export function Screen() {
  const { t } = useTranslation();
  const [search] = useSearchText();
  const year = Number(search['year']) || undefined;
  const found = useEndpoint(api.getPlan, year ? { year } : {});
  return (
    <Page
      title={t('admission.plan_title', { year: String(found.data?.year ?? year ?? '') })}
      crumbs={[{ label: t('admission.title'), to: '/admission' }]}
      actions={found.data && <Years year={found.data.year} />}
    >
      <Loaded query={found}>{(data) => <PlanOf plan={data} />}</Loaded>
    </Page>
  );
}

function Years({ year }: { year: number }) {
  return (
    <>
      <LinkButton to={`/admission/plan?year=${year - 1}`} label={String(year - 1)} icon="back" />
      <LinkButton to={`/admission/plan?year=${year + 1}`} label={String(year + 1)} icon="forward" />
    </>
  );
}

function PlanOf({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const words = useWords();
  const people = t('unit.people');
  const bar = (key: string, figure: string, value: number) => ({
    key,
    label: words(`figure.${figure}`),
    value,
    to: rowsOf(figure, plan.asOf),
  });
  return (
    <>
      <Section title={t('admission.quota')}>
        <Figures>
          <Figure
            label={t('admission.quota_used')}
            value={plan.plan ? `${plan.used} / ${plan.plan.quota}` : plan.used}
            unit={people}
            to={rowsOf('admission.admitted', plan.asOf)}
            asOf={plan.asOf}
            tone={plan.plan && plan.used > plan.plan.quota ? 'late' : 'plain'}
          />
          <Figure
            label={words('figure.admission.branches_without')}
            value={plan.branchesWithout}
            unit={t('unit.branches')}
            to={rowsOf('admission.branches_without', plan.asOf)}
          />
          <Figure
            label={words('figure.admission.waiting_long')}
            value={plan.waitingLong}
            unit={people}
            to={rowsOf('admission.waiting_long', plan.asOf)}
          />
        </Figures>
        {plan.plan ? <p>{plan.plan.reference}</p> : <p className="hint-box">{t('admission.no_plan')}</p>}
      </Section>
      <Section title={t('admission.stages')}>
        <BarChart
          label={t('admission.stages')}
          unit={people}
          bars={plan.stages.map((row) => bar(row.key, row.figure, row.value))}
        />
      </Section>
      <Section title={t('admission.structure')}>
        <BarChart
          label={t('admission.structure')}
          unit={people}
          bars={plan.structure.map((row) => bar(row.key, row.figure, row.value))}
        />
        <ul className="targets">
          {plan.structure.map((row) => (
            <li key={row.key}>
              <span>{words(`figure.${row.figure}`)}</span>
              <span>{row.percent === null ? '—' : `${row.percent}%`}</span>
              <span>
                {row.target === null
                  ? t('admission.no_target')
                  : t('admission.target', { percent: String(row.target) })}
              </span>
              {row.target !== null && row.percent !== null && (
                <StateTag
                  tone={row.percent >= row.target ? 'done' : 'waiting'}
                  label={row.percent >= row.target ? t('admission.target_met') : t('admission.target_unmet')}
                />
              )}
            </li>
          ))}
        </ul>
      </Section>
      {plan.mayPlan && plan.orgId && <PlanForm plan={plan} orgId={plan.orgId} />}
    </>
  );
}

type Values = {
  quota: number;
  womenPercent?: number | null;
  upTo35Percent?: number | null;
  collegePercent?: number | null;
  newSectorPercent?: number | null;
  reference: string;
};
const percents = ['womenPercent', 'upTo35Percent', 'collegePercent', 'newSectorPercent'] as const;

function PlanForm({ plan, orgId }: { plan: Plan; orgId: string }) {
  const { t } = useTranslation();
  const act = useAct(api.setPlan, { invalidates: [api.getPlan] });
  return (
    <Section title={t('admission.write_plan')}>
      <ActForm
        act={act}
        submitLabel={t('admission.save')}
        {...(plan.plan && { initial: plan.plan })}
        toInput={(values: Values) => ({
          ...values,
          orgId,
          year: plan.year,
          version: plan.plan?.version ?? 0,
        })}
        onDone={() => say(t('admission.saved'))}
      >
        <Field name="quota" label={t('admission.field.quota')}>
          <InputNumber min={0} precision={0} inputMode="numeric" />
        </Field>
        <div className="counts">
          {percents.map((name) => (
            <Field key={name} name={name} label={t(`admission.field.${name}`)} optional>
              <InputNumber min={0} max={100} precision={0} inputMode="numeric" suffix="%" />
            </Field>
          ))}
        </div>
        <Field name="reference" label={t('admission.field.reference')}>
          <Input maxLength={120} />
        </Field>
      </ActForm>
    </Section>
  );
}
