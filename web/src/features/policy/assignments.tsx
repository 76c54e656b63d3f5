/** Assignments of responsible persons with their history, naming one and ending one. */
import { Input, Select } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { boardApi } from '../../../../src/modules/policy/board-api.ts';
import { levels, type Level } from '../../../../src/modules/policy/choices.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { say } from '../../ui/toast.tsx';
import { OrganizationChoice } from '../organizations/organization-choice.tsx';

type Assignment = ReplyOf<typeof boardApi.getInstitution>['assignments'][number];

const reads = [boardApi.getInstitution, boardApi.getResponsibilities, boardApi.getBoard];

export function Assignments({ rows, mayEnd }: { rows: Assignment[]; mayEnd: boolean }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <details className="assignments">
      <summary>{t('responsibility.history')}</summary>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.id}>
            {t(`board.level.${row.level}`)}：{row.name}（{row.org.name}）{periodOf(t, row)}
            <small>
              {row.reason}
              {row.endedBecause && `；${row.endedBecause}`}
            </small>
            {mayEnd && row.to === null && <EndAssignment row={row} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function periodOf(t: TFunction, { from, to }: { from: string; to: string | null }): string {
  return to === null
    ? t('responsibility.period_open', { from })
    : t('responsibility.period_closed', { from, to });
}

function EndAssignment({ row }: { row: Assignment }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const [open, setOpen] = useState(false);
  const end = useAct(boardApi.endResponsible, { invalidates: reads });
  if (!open)
    return (
      <button type="button" className="plain-button" onClick={() => setOpen(true)}>
        {t('responsibility.end')}
      </button>
    );
  return (
    <ActForm
      act={end}
      initial={{ on: today }}
      toInput={(values: { on: string; reason: string }) => ({ id: row.id, version: row.version, ...values })}
      submitLabel={t('responsibility.end')}
      onDone={() => say(t('responsibility.ended'))}
    >
      <Field name="on" label={t('responsibility.end_on')}>
        <Input type="date" />
      </Field>
      <Field name="reason" label={t('responsibility.reason')}>
        <Input />
      </Field>
    </ActForm>
  );
}

type Values = {
  level: Level;
  orgId: string;
  accountId?: string;
  post?: string;
  from: string;
  reason: string;
};

/** Folded away: the page is for reading first. */
export function AssignResponsible({ institution }: { institution: string }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const people = useEndpoint(boardApi.listPeople, {});
  const assign = useAct(boardApi.assignResponsible, { invalidates: reads });
  return (
    <details>
      <summary>{t('responsibility.assign')}</summary>
      <ActForm
        act={assign}
        draft={`assign:${institution}`}
        initial={{ level: 'specific', from: today }}
        toInput={(values: Values) => ({
          institution,
          level: values.level,
          orgId: values.orgId,
          accountId: values.accountId || null,
          post: values.post || null,
          from: values.from,
          reason: values.reason,
        })}
        submitLabel={t('responsibility.assign')}
        clearOnDone
        onDone={() => say(t('responsibility.assigned'))}
      >
        <Field name="level" label={t('responsibility.level')}>
          <Select options={levels.map((level) => ({ value: level, label: t(`board.level.${level}`) }))} />
        </Field>
        <Field name="orgId" label={t('responsibility.org')}>
          <OrganizationChoice />
        </Field>
        <Field name="accountId" label={t('responsibility.person')} optional>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={(people.data?.people ?? []).map((one) => ({
              value: one.id,
              label: `${one.name}（${[...new Set(one.orgs)].join('、')}）`,
            }))}
          />
        </Field>
        <Field name="post" label={t('responsibility.post')} optional>
          <Input />
        </Field>
        <Field name="from" label={t('responsibility.from')}>
          <Input type="date" />
        </Field>
        <Field name="reason" label={t('responsibility.reason')}>
          <Input />
        </Field>
      </ActForm>
    </details>
  );
}
