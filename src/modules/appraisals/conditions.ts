/** The conditions of a round's moves: each says what is missing, by which rule, and what to do. */
import type { Condition } from '../../kernel/procedure/procedure.ts';
import type { Reason } from '../../kernel/refusal.ts';
import type { RoundFacts } from './facts.ts';
import { asksReason, mostExcellent } from './rules.ts';

type Check = Condition<RoundFacts>;

const isAfter = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(a, b) > 0;

/** Before one is chosen, it is enough that there is one to choose. */
export const branchHasMet: Check = {
  key: 'branch_has_met',
  check: ({ occasion, occasions, openedOn }): Reason | undefined => {
    if (!occasion)
      return occasions > 0
        ? undefined
        : {
            code: 'appraisals.no_meeting',
            params: { openedOn: openedOn.toString() },
            remedy: 'appraisals.hold_meeting',
            field: 'meetingId',
          };
    if (isAfter(openedOn, occasion.heldOn))
      return {
        code: 'appraisals.meeting_before_opening',
        params: { heldOn: occasion.heldOn.toString(), openedOn: openedOn.toString() },
        remedy: 'appraisals.hold_meeting',
        field: 'meetingId',
      };
    return occasion.noQuorum && { ...occasion.noQuorum, field: 'meetingId' };
  },
};

/** Warned of, not refused: who is away may still hand in a paper. */
export const everybodyWroteSelf: Check = {
  key: 'everybody_wrote_self',
  check: ({ withoutSelf }) =>
    withoutSelf > 0
      ? { code: 'appraisals.self_missing', params: { count: withoutSelf }, remedy: 'appraisals.enter_paper' }
      : undefined,
};

export const massesWereHeard: Check = {
  key: 'masses_were_heard',
  check: ({ inVillage, massesHeard }) =>
    inVillage && !massesHeard ? { code: 'appraisals.masses_not_heard', field: 'massesHeardOn' } : undefined,
};

export const countedTwice: Check = {
  key: 'counted_twice',
  check: ({ sheets }) =>
    sheets.agree
      ? undefined
      : {
          code: 'appraisals.not_counted_twice',
          params: { handedIn: sheets.handedIn },
          who: 'appraisals.count',
        },
};

/** What was counted at a meeting whose record is open or annulled stands on nothing. */
export const occasionStands: Check = {
  key: 'occasion_stands',
  check: ({ occasion }) =>
    occasion?.closed
      ? undefined
      : { code: 'appraisals.record_not_closed', remedy: 'appraisals.close_record' },
};

export const committeeHasMet: Check = {
  key: 'committee_has_met',
  check: ({ grading, gradings, occasion }): Reason | undefined => {
    if (!grading)
      return gradings > 0
        ? undefined
        : {
            code: 'appraisals.no_committee_meeting',
            remedy: 'appraisals.hold_committee',
            field: 'meetingId',
          };
    if (!grading.closed)
      return { code: 'appraisals.record_not_closed', remedy: 'appraisals.close_record', field: 'meetingId' };
    return occasion && isAfter(occasion.heldOn, grading.heldOn)
      ? {
          code: 'appraisals.committee_before_ballots',
          params: { heldOn: grading.heldOn.toString(), ballotsOn: occasion.heldOn.toString() },
          field: 'meetingId',
        }
      : undefined;
  },
};

export const everybodyGraded: Check = {
  key: 'everybody_graded',
  check: ({ proposal, grading }) => {
    if (!grading) return undefined;
    const open = proposal.filter((one) => one.grade === null).length;
    return open > 0 ? { code: 'appraisals.grades_missing', params: { count: open } } : undefined;
  },
};

export const gradesGiveReasons: Check = {
  key: 'grades_give_reasons',
  check: ({ proposal }) =>
    proposal
      .filter((one) => one.grade !== null && asksReason(one.grade) && !one.reason?.trim())
      .map(({ name }) => ({ code: 'appraisals.grade_without_reason', params: { name } })),
};

export const excellentWithinShare: Check = {
  key: 'excellent_within_share',
  check: ({ proposal, ceiling }): Reason | undefined => {
    const count = proposal.filter((one) => one.grade === 'excellent').length;
    const most = mostExcellent(proposal.length, ceiling);
    if (count <= most) return undefined;
    const { num, den, source } = ceiling;
    return {
      code: 'appraisals.too_many_excellent',
      params: { count, most, graded: proposal.length, num, den },
      cites: source,
    };
  },
};

export const probationersNotExcellent: Check = {
  key: 'probationers_not_excellent',
  check: ({ proposal }) =>
    proposal
      .filter((one) => one.kind === 'probationary' && one.grade === 'excellent')
      .map(({ name }) => ({ code: 'appraisals.probationer_excellent', params: { name } })),
};

export const approvedInTime: Check = {
  key: 'approved_in_time',
  check: ({ approvedOn, proposedOn, today }): Reason | undefined => {
    if (!approvedOn) return undefined;
    if (isAfter(approvedOn, today))
      return { code: 'appraisals.day_in_future', params: { today: today.toString() }, field: 'approvedOn' };
    return proposedOn && isAfter(proposedOn, approvedOn)
      ? {
          code: 'appraisals.approved_before_proposal',
          params: { proposedOn: proposedOn.toString() },
          field: 'approvedOn',
          possibleFrom: proposedOn.toString(),
        }
      : undefined;
  },
};

export const windowIsOver: Check = {
  key: 'window_is_over',
  check: ({ objections, today }) =>
    objections.until && !isAfter(today, objections.until)
      ? {
          code: 'appraisals.window_open',
          params: { until: objections.until.toString() },
          possibleFrom: objections.until.add({ days: 1 }).toString(),
        }
      : undefined,
};

export const objectionsAnswered: Check = {
  key: 'objections_answered',
  check: ({ objections }) =>
    objections.open > 0
      ? {
          code: 'appraisals.objections_open',
          params: { count: objections.open },
          who: 'appraisals.approve',
        }
      : undefined,
};
