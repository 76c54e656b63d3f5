/** Membership status and the dated events that change it. Sources: 党章 art. 9, 处置2024, 教管2019; domain rule: never typed by hand. */
import type { Reason } from '../../kernel/refusal.ts';
import { enteredEvents, type EnteredEvent, type Kind, type Status } from './choices.ts';

export type EventRule = {
  from: readonly Status[];
  /** Kind it presupposes. */
  kind?: Kind;
  /** A branch is named. */
  branch: boolean;
  /** A decision of a body stands behind it and is named. */
  decision?: string;
};

/** Which event may follow which status. */
export const eventRules: Record<EnteredEvent, EventRule> = {
  converted: { from: ['active'], kind: 'probationary', branch: false, decision: '党章 art. 7' },
  moved: { from: ['active', 'suspended'], branch: true },
  transferred_out: { from: ['active'], branch: false },
  transferred_in: { from: ['transferred_out'], branch: true },
  suspended: { from: ['active'], branch: false, decision: '教管2019 art. 24' },
  delisted: { from: ['active', 'suspended'], branch: false, decision: '党章 art. 9' },
  withdrawn: { from: ['active', 'suspended'], branch: false, decision: '党章 art. 9' },
  expelled: { from: ['active', 'suspended'], branch: false, decision: '党章 art. 42' },
  deceased: { from: ['active', 'suspended'], branch: false },
  restored: { from: ['suspended', 'delisted', 'withdrawn', 'expelled'], branch: false, decision: '处置2024' },
};

/** Events possible from a standing. */
export function possibleEvents(standing: { status: Status; kind: Kind }): EnteredEvent[] {
  return enteredEvents.filter((event) => {
    const rule = eventRules[event];
    return rule.from.includes(standing.status) && (rule.kind === undefined || rule.kind === standing.kind);
  });
}

export type EventFacts = {
  status: Status;
  kind: Kind;
  /** Day of the last event. */
  last: Temporal.PlainDate;
  joinedOn: Temporal.PlainDate | undefined;
  today: Temporal.PlainDate;
};

/** Every reason why an event cannot be entered, each at its field; none: it can. */
export function reasonsAgainst(
  event: EnteredEvent,
  input: { on: Temporal.PlainDate; branchId?: string | undefined; reference?: string | undefined },
  facts: EventFacts,
): Reason[] {
  const rule = eventRules[event];
  const reasons: Reason[] = [];
  const eventKey = `members.event.${event}`;
  if (!rule.from.includes(facts.status)) {
    const params = { eventKey, statusKey: `members.status.${facts.status}` };
    reasons.push({ code: 'members.event_not_now', field: 'event', params });
  }
  if (rule.kind && rule.kind !== facts.kind) {
    const params = { eventKey, kindKey: `members.kind.${facts.kind}` };
    reasons.push({ code: 'members.event_other_kind', field: 'event', params });
  }
  if (rule.branch && !input.branchId)
    reasons.push({ code: 'members.branch_needed', field: 'branchId', params: { eventKey } });
  if (!rule.branch && input.branchId)
    reasons.push({
      code: 'members.branch_not_asked',
      field: 'branchId',
      params: { eventKey },
      remedy: 'members.branch_not_asked',
    });
  if (rule.decision && !input.reference)
    reasons.push({
      code: 'members.decision_needed',
      field: 'reference',
      params: { eventKey },
      cites: rule.decision,
      remedy: 'members.decision_needed',
    });
  if (Temporal.PlainDate.compare(input.on, facts.today) > 0)
    reasons.push({ code: 'members.event_to_come', field: 'on', params: { today: facts.today.toString() } });
  if (Temporal.PlainDate.compare(input.on, facts.last) < 0)
    reasons.push({
      code: 'members.event_before_last',
      field: 'on',
      params: { last: facts.last.toString() },
      possibleFrom: facts.last.toString(),
    });
  return reasons;
}
