/** Pure decisions on the tree: where an organization may stand, from when a change may hold, whether a size fits its kind. */
import type { Reason } from '../../kernel/refusal.ts';
import { decidedKinds, kindRow } from './choices.ts';
import type { SizeRules } from './size-rulebook.ts';

/** Where a kind may not stand; undefined when the place fits. `parentKind` undefined: at the root. */
export function reasonAgainstPlace(kind: string, parentKind: string | undefined): Reason | undefined {
  const { under } = kindRow(kind);
  // A town that stands alone, without its county, is a root too.
  if (parentKind === undefined) {
    if (under.length === 0 || kind === 'township_party_committee') return undefined;
    return { code: 'organizations.needs_parent', field: 'parentId', params: { kindKey: kindKey(kind) } };
  }
  if (under.includes(parentKind)) return undefined;
  return {
    code: 'organizations.wrong_place',
    field: 'parentId',
    params: { kindKey: kindKey(kind), parentKey: kindKey(parentKind) },
    remedy: 'organizations.wrong_place',
  };
}

/**
 * Kinds that begin and end by a decision of the superior committee have a case; the register alone takes up what was decided
 * on paper, by the number of that paper.
 */
export function reasonAgainstUndecided(kind: string, reference: string | undefined): Reason | undefined {
  if (!decidedKinds.includes(kind) || reference) return undefined;
  return {
    code: 'organizations.needs_case',
    field: 'reference',
    params: { kindKey: kindKey(kind) },
    cites: '支部2018',
    remedy: 'organizations.needs_case',
  };
}

/**
 * A change may hold from the day after the last change of the same fact, and not from a day to come: rights follow the
 * tree as it is today. `since` is the first day of the present name or parent.
 */
export function reasonAgainstDay(
  on: Temporal.PlainDate,
  facts: { today: Temporal.PlainDate; since: Temporal.PlainDate },
): Reason | undefined {
  if (Temporal.PlainDate.compare(on, facts.today) > 0) {
    return { code: 'organizations.day_to_come', field: 'on', params: { today: facts.today.toString() } };
  }
  if (Temporal.PlainDate.compare(on, facts.since) <= 0) {
    const first = facts.since.add({ days: 1 }).toString();
    return { code: 'organizations.before_last_change', field: 'on', params: { first }, possibleFrom: first };
  }
}

/** Members that stand in or below an organization: `full` may vote, `all` counts those on probation too. */
export type Strength = { full: number; all: number };

/** What the size of a Party organization suggests; a warning each, never a refusal: a body decides. */
export function sizeWarnings(kind: string, strength: Strength, rules: SizeRules): Reason[] {
  const params = { full: strength.full, all: strength.all };
  const warn = (rule: SizeRules['branch.from'], code: string): Reason => ({
    code,
    params: { ...params, limit: rule.value },
    cites: rule.source,
    remedy: code,
  });
  const warnings: Reason[] = [];
  if (kind === 'branch' || kind === 'joint_branch') {
    if (kind === 'branch' && strength.full < rules['branch.from'].value)
      warnings.push(warn(rules['branch.from'], 'organizations.branch_too_small'));
    if (strength.all > rules['branch.up_to'].value)
      warnings.push(warn(rules['branch.up_to'], 'organizations.branch_too_large'));
    if (strength.full >= rules['branch_committee.from'].value)
      warnings.push(warn(rules['branch_committee.from'], 'organizations.branch_needs_committee'));
  }
  if (kind === 'general_branch' && strength.full <= rules['general_branch.over'].value)
    warnings.push(warn(rules['general_branch.over'], 'organizations.general_branch_small'));
  if (kind === 'village_party_committee' && strength.full < rules['committee.from'].value)
    warnings.push(warn(rules['committee.from'], 'organizations.committee_small'));
  return warnings;
}

function kindKey(kind: string): string {
  return `organizations.kind.${kind}`;
}
