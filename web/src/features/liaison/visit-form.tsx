/** One visit in one sentence, kept on the device while the network is bad; with the need that it brought. */
import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { liaisonApi as api } from '../../../../src/modules/liaison/api.ts';
import { needKinds, type NeedKind, type PairKind } from '../../../../src/modules/liaison/choices.ts';
import { clearDraft, findDraft } from '../../lib/draft.ts';
import { useKeptAct } from '../../lib/use-kept-act.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { say } from '../../ui/toast.tsx';
import { pairReads } from './words.ts';

type Values = {
  on: string;
  note: string;
  brought?: boolean;
  need?: { kind: NeedKind; wanted: string; handler: string; dueOn: string };
};

type Props = { pair: { id: string; kind: PairKind; since: string }; today: string; onSent?: () => void };

export function VisitForm({ pair, today, onSent }: Props) {
  const { t } = useTranslation();
  const draft = `liaison.visit.${pair.id}`;
  const [brought, setBrought] = useState(() => findDraft(draft)?.values['brought'] === true);
  const { act, waiting } = useKeptAct(api.recordVisit, `liaison.visit-sent.${pair.id}`, {
    invalidates: pairReads,
    onSent: () => {
      clearDraft(draft);
      setBrought(false);
      say(t('liaison.visit_done'));
      onSent?.();
    },
  });
  return (
    <ActForm<typeof api.recordVisit, Values>
      name="visit"
      act={act}
      draft={draft}
      waiting={waiting ? t('liaison.waiting') : null}
      initial={{ on: today }}
      toInput={({ on, note, brought: has, need }) => ({
        id: pair.id,
        on,
        note,
        ...(has && need && { need }),
      })}
      submitLabel={t('liaison.visit')}
      clearOnDone
      onChange={(values) => setBrought(values.brought === true)}
    >
      <Field name="on" label={t('liaison.on')}>
        <Input type="date" max={today} min={pair.since} />
      </Field>
      <Field
        name="note"
        label={t('liaison.note')}
        help={t(pair.kind === 'household' ? 'liaison.note_help_household' : 'liaison.note_help')}
      >
        <Input maxLength={120} />
      </Field>
      <Field name="brought" label={t('liaison.needs')} valuePropName="checked" optional>
        <Checkbox>{t('liaison.brought')}</Checkbox>
      </Field>
      {brought && (
        <>
          <Field name={['need', 'kind']} label={t('liaison.need_kind')}>
            <Select options={needKinds.map((value) => ({ value, label: t(`liaison.need_kind.${value}`) }))} />
          </Field>
          <Field name={['need', 'wanted']} label={t('liaison.wanted')}>
            <Input maxLength={120} />
          </Field>
          <Field name={['need', 'handler']} label={t('liaison.handler')} help={t('liaison.handler_help')}>
            <Input maxLength={40} />
          </Field>
          <Field name={['need', 'dueOn']} label={t('liaison.due')}>
            <Input type="date" />
          </Field>
        </>
      )}
    </ActForm>
  );
}
