/** The plan of a year: its items, what came of each in one short entry, its review; and the form that makes one. */
import { Input, InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { partnershipsApi as api } from '../../../../src/modules/partnerships/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { SettleItem } from './settle-item.tsx';
import { itemTone, reads, type Item, type PartnershipView, type Plan, type Subject } from './words.ts';

type Props = { of: Subject; view: PartnershipView };

export function YearPlan({ of, view, plan }: Props & { plan: Plan }) {
  const { t } = useTranslation();
  const isOpen = view.may.keep && plan.reviewed === null;
  return (
    <article>
      <h3>{t('partnerships.plan_of', { year: String(plan.year) })}</h3>
      <p>{plan.purposes}</p>
      <p>
        <small>
          {t('partnerships.made_by', { by: plan.madeBy })}
          {plan.meetingsMeant !== null &&
            ` · ${t('partnerships.meetings_planned', { count: plan.meetingsMeant })}`}
        </small>
      </p>
      <ul className="plain-list">
        {plan.items.map((item) => (
          <li key={item.id}>
            <PlanItem item={item} />
            {isOpen && item.state === 'open' && <SettleItem of={of} view={view} plan={plan} item={item} />}
          </li>
        ))}
      </ul>
      {plan.reviewed && (
        <p>
          <StateTag tone="done" label={t('partnerships.reviewed')} /> {plan.reviewed.text}{' '}
          <small>{t('partnerships.reviewed_by', { by: plan.reviewed.by, on: plan.reviewed.on })}</small>
        </p>
      )}
      {isOpen && <AddItem of={of} plan={plan} />}
      {isOpen && <Review of={of} view={view} plan={plan} />}
    </article>
  );
}

function PlanItem({ item }: { item: Item }) {
  const { t } = useTranslation();
  return (
    <>
      <p>
        <StateTag
          tone={item.late ? 'late' : itemTone[item.state]}
          label={t(item.late ? 'partnerships.item_late' : `partnerships.item_state.${item.state}`)}
        />{' '}
        {item.task}
      </p>
      <p>
        <small>{t('partnerships.by_when', { who: item.who, on: item.dueOn })}</small>
      </p>
      {item.outcome !== null && (
        <p>
          {item.outcome} <small>{item.settledOn}</small>
        </p>
      )}
    </>
  );
}

type ItemValues = { task: string; who: string; dueOn: string };

function AddItem({ of, plan }: { of: Subject; plan: Plan }) {
  const { t } = useTranslation();
  const act = useAct(api.addItem, { invalidates: reads });
  const name = `item-${plan.year}`;
  return (
    <details>
      <summary>{t('partnerships.add_item')}</summary>
      <ActForm<typeof api.addItem, ItemValues>
        name={name}
        act={act}
        draft={`partnerships.${of.id}.${name}`}
        toInput={(values) => ({ ...of, year: plan.year, ...values })}
        submitLabel={t('partnerships.add_item')}
        clearOnDone
        onDone={() => say(t('partnerships.item_added'))}
      >
        <ItemFields year={plan.year} />
      </ActForm>
    </details>
  );
}

function Review({ of, view, plan }: Props & { plan: Plan }) {
  const { t } = useTranslation();
  const act = useAct(api.reviewPlan, { invalidates: reads });
  const name = `review-${plan.year}`;
  return (
    <details>
      <summary>{t('partnerships.review')}</summary>
      <ActForm<typeof api.reviewPlan, { on: string; review: string }>
        name={name}
        act={act}
        draft={`partnerships.${of.id}.${name}`}
        initial={{ on: view.today }}
        toInput={(values) => ({ ...of, year: plan.year, ...values })}
        submitLabel={t('partnerships.review')}
        onDone={() => say(t('partnerships.reviewed'))}
      >
        <Field name="review" label={t('partnerships.review')} help={t('partnerships.review_help')}>
          <Input.TextArea maxLength={600} rows={4} />
        </Field>
        <Field name="on" label={t('partnerships.on')}>
          <Input type="date" max={view.today} min={plan.madeOn} />
        </Field>
      </ActForm>
    </details>
  );
}

type PlanValues = { year: number; purposes: string; meetingsMeant?: number | null; first: ItemValues };

export function MakePlan({ of, view }: Props) {
  const { t } = useTranslation();
  const act = useAct(api.makePlan, { invalidates: reads });
  const [newest] = view.plannable;
  return (
    <details>
      <summary>{t('partnerships.make_plan')}</summary>
      <ActForm<typeof api.makePlan, PlanValues>
        name="plan"
        act={act}
        draft={`partnerships.${of.id}.plan`}
        initial={newest === undefined ? {} : { year: newest }}
        toInput={({ meetingsMeant, ...values }) => ({
          ...of,
          ...values,
          ...(typeof meetingsMeant === 'number' && { meetingsMeant }),
        })}
        submitLabel={t('partnerships.make_plan')}
        onDone={() => say(t('partnerships.planned'))}
      >
        <Field name="year" label={t('partnerships.year')}>
          <Radio.Group options={view.plannable.map((value) => ({ value, label: String(value) }))} />
        </Field>
        <Field name="purposes" label={t('partnerships.purposes')} help={t('partnerships.purposes_help')}>
          <Input.TextArea maxLength={600} rows={3} />
        </Field>
        <Field name="meetingsMeant" label={t('partnerships.meetings_meant')} optional>
          <InputNumber min={1} max={99} precision={0} inputMode="numeric" />
        </Field>
        <h4>{t('partnerships.first_item')}</h4>
        <ItemFields {...(newest !== undefined && { year: newest })} within="first" />
      </ActForm>
    </details>
  );
}

/** `year`: in which the item is due; the field still takes another day, which the server answers. */
function ItemFields({ year, within }: { year?: number; within?: string }) {
  const { t } = useTranslation();
  const at = (field: keyof ItemValues) => (within === undefined ? field : [within, field]);
  return (
    <>
      <Field name={at('task')} label={t('partnerships.task')}>
        <Input maxLength={120} />
      </Field>
      <Field name={at('who')} label={t('partnerships.who')} help={t('partnerships.who_help')}>
        <Input maxLength={40} />
      </Field>
      <Field name={at('dueOn')} label={t('partnerships.due')}>
        <Input
          type="date"
          {...(year !== undefined && within === undefined && { min: `${year}-01-01`, max: `${year}-12-31` })}
        />
      </Field>
    </>
  );
}
