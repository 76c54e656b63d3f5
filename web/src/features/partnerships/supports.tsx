/** Help given within the partnership, of the four kinds, with its proof. */
import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { partnershipsApi as api } from '../../../../src/modules/partnerships/api.ts';
import { supportKinds, type SupportKind } from '../../../../src/modules/partnerships/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { fenOf, useMoney } from '../dues/words.ts';
import { reads, type PartnershipView, type Subject } from './words.ts';

type Props = { of: Subject; view: PartnershipView };

export function Supports({ of, view }: Props) {
  const { t } = useTranslation();
  const money = useMoney();
  return (
    <Section title={t('partnerships.supports')}>
      {view.supports.length === 0 ? (
        <p>{t('partnerships.no_supports')}</p>
      ) : (
        <ul className="plain-list">
          {view.supports.map((one) => (
            <li key={one.id}>
              <p>
                {t(`partnerships.support_kind.${one.kind}`)} · {one.given}
                {one.amountFen !== null && ` · ${money(one.amountFen)}`}
              </p>
              <p>
                <small>
                  {one.giver} · {one.on} · {one.proof}
                </small>
              </p>
            </li>
          ))}
        </ul>
      )}
      {view.may.giveSupport && <GiveSupport of={of} view={view} />}
    </Section>
  );
}

type Values = {
  kind: SupportKind;
  given: string;
  giver: string;
  /** In yuan as typed; the server's name, so that its faults find the field. */
  amountFen?: number | null;
  on: string;
  proof: string;
};

function GiveSupport({ of, view }: Props) {
  const { t } = useTranslation();
  const act = useAct(api.giveSupport, { invalidates: reads });
  return (
    <details>
      <summary>{t('partnerships.give_support')}</summary>
      <ActForm<typeof api.giveSupport, Values>
        name="support"
        act={act}
        draft={`partnerships.${of.id}.support`}
        initial={{ on: view.today, amountFen: null }}
        toInput={({ amountFen: yuan, ...values }) => ({
          ...of,
          ...values,
          ...(typeof yuan === 'number' && { amountFen: fenOf(yuan) }),
        })}
        submitLabel={t('partnerships.give_support')}
        clearOnDone
        onDone={() => say(t('partnerships.supported'))}
      >
        <Field name="kind" label={t('partnerships.support_kind')}>
          <Select
            options={supportKinds.map((value) => ({ value, label: t(`partnerships.support_kind.${value}`) }))}
          />
        </Field>
        <Field name="given" label={t('partnerships.given')}>
          <Input maxLength={120} />
        </Field>
        <Field name="giver" label={t('partnerships.giver')} help={t('partnerships.giver_help')}>
          <Input maxLength={60} />
        </Field>
        <Field
          name="amountFen"
          label={t('partnerships.amount')}
          help={t('partnerships.amount_help')}
          optional
        >
          <InputNumber min={0.01} precision={2} inputMode="decimal" />
        </Field>
        <Field name="on" label={t('partnerships.on')}>
          <Input type="date" max={view.today} />
        </Field>
        <Field name="proof" label={t('partnerships.proof')} help={t('partnerships.proof_help')}>
          <Input maxLength={120} />
        </Field>
      </ActForm>
    </details>
  );
}
