/** Pure decisions on pledges: what may be undertaken, and what an item waits for on a day. */
import { refuseAll, type Reason } from '../../kernel/refusal.ts';
import { parameterAt, type Overrides } from '../../kernel/rulebook.ts';
import type { EntryKind, ItemStanding, Outcome } from './choices.ts';
import { pledgeRules, type PledgeRules } from './rulebook.ts';

type Day = Temporal.PlainDate;
export type LocalRules = Overrides<PledgeRules>;

export type NewItem = { text: string; beneficiaries?: string | undefined; dueOn: string };

/** Every fault at its field: too many items, a day before the pledge or beyond its year. */
export function reasonsNotToPledge(
  items: readonly NewItem[],
  of: { year: number; proposedOn: Day; local: LocalRules },
): Reason[] {
  const most = parameterAt(pledgeRules, 'items.most', of.proposedOn, of.local);
  const faults: Reason[] =
    items.length > most.value
      ? [{ code: 'pledges.too_many_items', params: { most: most.value }, cites: most.source, field: 'items' }]
      : [];
  items.forEach(({ dueOn }, i) => {
    const field = `items.${i}.dueOn`;
    const day = Temporal.PlainDate.from(dueOn);
    if (isAfter(of.proposedOn, day)) faults.push({ code: 'pledges.due_before_pledge', field });
    else if (day.year !== of.year)
      faults.push({ code: 'pledges.due_in_another_year', params: { year: of.year }, field });
  });
  return faults;
}

export function requirePledgeable(...given: Parameters<typeof reasonsNotToPledge>): void {
  const faults = reasonsNotToPledge(...given);
  if (faults.length > 0) refuseAll(faults);
}

/** What was said about one item, oldest first. */
export type ItemFacts = {
  dueOn: Day;
  entries: readonly { kind: EntryKind; outcome: Outcome | null }[];
};

/** The evaluation that stands, if there is one. */
export function outcomeOf({ entries }: ItemFacts): Outcome | undefined {
  return entries.findLast(({ kind }) => kind === 'evaluation')?.outcome ?? undefined;
}

/** The last word decides: an evaluation stands until the member answers it. */
export function standingOfItem(item: ItemFacts, today: Day): ItemStanding {
  const last = item.entries.at(-1)?.kind;
  if (last === 'evaluation') return 'evaluated';
  if (last === 'answer') return 'answered';
  if (last === 'report') return 'reported';
  return isAfter(today, item.dueOn) ? 'overdue' : 'running';
}

/** An item is evaluated once it is reported or its day has passed; once more only after the member's answer. */
export function reasonNotToEvaluate(item: ItemFacts, today: Day): Reason | undefined {
  switch (standingOfItem(item, today)) {
    case 'running':
      return {
        code: 'pledges.not_due_yet',
        params: { dueOn: item.dueOn.toString() },
        possibleFrom: item.dueOn.add({ days: 1 }).toString(),
      };
    case 'evaluated':
      return { code: 'pledges.evaluated_already', remedy: 'pledges.member_may_answer' };
    case 'answered':
    case 'overdue':
    case 'reported':
      return undefined;
  }
}

/** The member answers an evaluation once. */
export function reasonNotToAnswer(item: ItemFacts): Reason | undefined {
  if (!outcomeOf(item)) return { code: 'pledges.nothing_to_answer' };
  return timesOf(item, 'answer') > 0 ? { code: 'pledges.answered_already' } : undefined;
}

/** Reported while it is not evaluated, as often as there is something to say. */
export function reasonNotToReport(item: ItemFacts): Reason | undefined {
  return outcomeOf(item)
    ? { code: 'pledges.evaluated_already', remedy: 'pledges.member_may_answer' }
    : undefined;
}

function timesOf({ entries }: ItemFacts, kind: EntryKind): number {
  return entries.filter((entry) => entry.kind === kind).length;
}

export function isAfter(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
