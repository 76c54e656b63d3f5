/** Members who work in a unit: entered, and followed up when they leave or the unit closes. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { coverageApi as api } from '../../../../src/modules/coverage/api.ts';
import { tieKinds, type TieKind } from '../../../../src/modules/coverage/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { say } from '../../ui/toast.tsx';
import { MemberChoice } from '../members/member-choice.tsx';
import { unitReads, type UnitView } from './words.ts';

export function Members({ of }: { of: UnitView }) {
  const { t } = useTranslation();
  const shown = of.ties.filter((tie) => tie.endedOn === null).length;
  return (
    <Section title={t('coverage.members')}>
      {of.ties.length === 0 && of.tied === 0 && <p>{t('coverage.no_members')}</p>}
      <ul className="coverage-members">
        {of.ties.map((tie) => (
          <li key={tie.id}>
            <PersonName name={tie.person.name} /> · {tie.branch.name} · {t(`coverage.tie_kind.${tie.kind}`)} ·{' '}
            <Day date={tie.since} short />
            {tie.endedOn && (
              <>
                –<Day date={tie.endedOn} short /> <small>{tie.ending}</small>
              </>
            )}
            {tie.may && <EndTie of={of} tie={tie} />}
          </li>
        ))}
      </ul>
      {of.tied > shown && <p>{t('coverage.members_elsewhere', { count: of.tied - shown })}</p>}
      {of.may.keep && <Tie of={of} />}
    </Section>
  );
}

function Tie({ of }: { of: UnitView }) {
  const { t } = useTranslation();
  const act = useAct(api.tieMember, { invalidates: unitReads, onDone: () => say(t('coverage.tie_done')) });
  return (
    <details>
      <summary>{t('coverage.tie')}</summary>
      <ActForm<typeof api.tieMember, { personId: string; kind: TieKind; since: string }>
        name="tie"
        act={act}
        clearOnDone
        initial={{ since: of.today }}
        toInput={(values) => ({ id: of.id, ...values })}
        submitLabel={t('coverage.tie')}
      >
        <Field name="personId" label={t('coverage.member')}>
          <MemberChoice />
        </Field>
        <Field name="kind" label={t('coverage.tie_kind')}>
          <Select options={tieKinds.map((value) => ({ value, label: t(`coverage.tie_kind.${value}`) }))} />
        </Field>
        <Field name="since" label={t('coverage.since')}>
          <Input type="date" max={of.today} />
        </Field>
      </ActForm>
    </details>
  );
}

function EndTie({ of, tie }: { of: UnitView; tie: UnitView['ties'][number] }) {
  const { t } = useTranslation();
  const act = useAct(api.endTie, { invalidates: unitReads, onDone: () => say(t('coverage.tie_ended')) });
  return (
    <details open={of.closedOn !== null}>
      <summary>{t('coverage.end_tie')}</summary>
      <ActForm<typeof api.endTie, { on: string; why: string }>
        name={`end-${tie.id}`}
        act={act}
        initial={{ on: of.today }}
        toInput={(values) => ({ id: of.id, tieId: tie.id, ...values })}
        submitLabel={t('coverage.end_tie')}
      >
        <Field name="why" label={t('coverage.what_follows')} help={t('coverage.what_follows_help')}>
          <Input maxLength={120} />
        </Field>
        <Field name="on" label={t('coverage.on')}>
          <Input type="date" max={of.today} min={tie.since} />
        </Field>
      </ActForm>
    </details>
  );
}
