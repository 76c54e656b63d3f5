/** Pure decisions on cases: until when a step is due, and what of an application is unusual. */
import type { Reason } from '../../kernel/refusal.ts';
import { parameterAt, type Overrides } from '../../kernel/rulebook.ts';
import type { SizeRules } from '../organizations/facade.ts';
import { procedureOf } from './procedure.ts';
import { changeRules, type ChangeRules } from './rulebook.ts';

type Day = Temporal.PlainDate;
export type LocalRules = Overrides<ChangeRules>;

/** Until when the step after `state` is usually done; nothing where no rule presses. */
export function dueAfter(
  state: string,
  since: Day,
  { newKind, local }: { newKind: string | null; local: LocalRules },
): Day | undefined {
  const days = (key: 'election.days' | 'filing.days') => ({
    days: parameterAt(changeRules, key, since, local).value,
  });
  if (state === 'applied')
    return since.add({ months: parameterAt(changeRules, 'reply.months', since, local).value });
  if (state === 'elected') return since.add(days('filing.days'));
  if (state !== 'in_effect') return undefined;
  const elects = procedureOf(newKind).moves.some((move) => move.key === 'elect');
  return since.add(days(elects ? 'election.days' : 'filing.days'));
}

/** `convertedOn`: of the planned secretary, where one is named and the day is known. */
export type Unusual = {
  appliedOn: Day;
  newKind: string | null;
  units: number;
  endsOn: Day | null;
  secretary?: { name: string; convertedOn: Day | null };
  local: LocalRules;
  sizes: SizeRules;
};

/** What the committee should know before it decides: a warning each, never a refusal. */
export function warningsOf({
  appliedOn,
  newKind,
  units,
  endsOn,
  secretary,
  local,
  sizes,
}: Unusual): Reason[] {
  const at = (key: 'temporary.months' | 'secretary.years') => parameterAt(changeRules, key, appliedOn, local);
  const warnings: Reason[] = [];
  const most = sizes['joint_branch.units'];
  if (newKind === 'joint_branch' && units > most.value)
    warnings.push({
      code: 'organizations.many_units',
      params: { units, limit: most.value },
      cites: most.source,
    });
  const least = at('temporary.months');
  if (endsOn && Temporal.PlainDate.compare(endsOn, appliedOn.add({ months: least.value })) < 0)
    warnings.push({
      code: 'organization_changes.short_work',
      params: { months: least.value },
      cites: least.source,
    });
  const years = at('secretary.years');
  const ripe = secretary?.convertedOn?.add({ years: years.value });
  if (secretary && ripe && Temporal.PlainDate.compare(ripe, appliedOn) > 0)
    warnings.push({
      code: 'organization_changes.young_secretary',
      params: { name: secretary.name, years: years.value },
      cites: years.source,
      possibleFrom: ripe.toString(),
    });
  return warnings;
}
