/** What came of one item, in one short entry; kept on the device while the network is bad. */
import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { partnershipsApi as api } from '../../../../src/modules/partnerships/api.ts';
import { clearDraft } from '../../lib/draft.ts';
import { useKeptAct } from '../../lib/use-kept-act.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { say } from '../../ui/toast.tsx';
import { reads, type Item, type PartnershipView, type Plan, type Subject } from './words.ts';

type Values = { state: 'done' | 'not_done'; on: string; outcome: string };
type Props = { of: Subject; view: PartnershipView; plan: Plan; item: Item };

export function SettleItem({ of, view, plan, item }: Props) {
  const { t } = useTranslation();
  const draft = `partnerships.settle.${item.id}`;
  const { act, waiting } = useKeptAct(api.settleItem, `partnerships.settle-sent.${item.id}`, {
    invalidates: reads,
    onSent: () => {
      clearDraft(draft);
      say(t('partnerships.settled'));
    },
  });
  return (
    <details>
      <summary>{t('partnerships.settle')}</summary>
      <ActForm<typeof api.settleItem, Values>
        name={`settle-${item.id}`}
        act={act}
        draft={draft}
        waiting={waiting ? t('partnerships.kept_here') : null}
        initial={{ on: view.today, state: 'done' }}
        toInput={(values) => ({ ...of, itemId: item.id, ...values })}
        submitLabel={t('partnerships.settle')}
      >
        <Field name="state" label={t('partnerships.done_or_not')}>
          <Radio.Group
            options={(['done', 'not_done'] as const).map((value) => ({
              value,
              label: t(`partnerships.item_state.${value}`),
            }))}
          />
        </Field>
        <Field name="outcome" label={t('partnerships.outcome')} help={t('partnerships.outcome_help')}>
          <Input maxLength={120} />
        </Field>
        <Field name="on" label={t('partnerships.on')}>
          <Input type="date" max={view.today} min={`${plan.year}-01-01`} />
        </Field>
      </ActForm>
    </details>
  );
}
