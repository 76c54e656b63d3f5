/** The conditions of a disposition's moves: each says what is missing, by which rule, and what to do. */
import type { Condition } from '../../kernel/procedure/procedure.ts';
import type { Reason } from '../../kernel/refusal.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import type { RecordKind, Way } from './choices.ts';
import type { CountedVote, DispositionFacts } from './facts.ts';
import { dispositionRules } from './rulebook.ts';
import { isAfter, longestCorrection, reasonAgainstStanding } from './rules.ts';

type Disposition = Condition<DispositionFacts>;

export const standsInBranch: Disposition = {
  key: 'stands_in_branch',
  check: ({ standing, branchId }) => {
    if (standing?.orgId === branchId) return reasonAgainstStanding(standing);
    return { code: 'dispositions.not_in_branch', remedy: 'dispositions.hand_over' };
  },
};

/** Before the day is brought, today stands for it. */
export const dayInOrder: Disposition = {
  key: 'day_in_order',
  check: ({ brought, today, stateSince }): Reason | undefined => {
    const on = brought.vote?.heldOn ?? brought.on ?? today;
    const field = brought.vote ? 'decisionId' : 'on';
    if (isAfter(on, today))
      return { code: 'dispositions.day_in_future', params: { today: today.toString() }, field };
    if (!isAfter(stateSince, on)) return undefined;
    return {
      code: 'dispositions.day_before_stage',
      params: { since: stateSince.toString() },
      possibleFrom: stateSince.toString(),
      field,
    };
  },
};

/** A paper of the kind is on file in this round. */
export function onFile(key: string, wanted: RecordKind): Disposition {
  return {
    key,
    check: ({ records }) =>
      records.some(({ kind }) => kind === wanted)
        ? undefined
        : {
            code: 'dispositions.not_on_file',
            params: { kindKey: `dispositions.record.${wanted}` },
            remedy: `dispositions.${wanted}`,
          },
  };
}

/** The member knows of the meeting some days before it. */
export const invitedInTime: Disposition = {
  key: 'invited_in_time',
  check: ({ records, brought, today, local }): Reason | undefined => {
    const invited = records
      .filter(({ kind }) => kind === 'invitation')
      .map(({ on }) => on)
      .toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0];
    if (!invited)
      return {
        code: 'dispositions.not_on_file',
        params: { kindKey: 'dispositions.record.invitation' },
        remedy: 'dispositions.invitation',
        cites: '党章 art. 4',
      };
    const heldOn = brought.vote?.heldOn ?? today;
    const rule = parameterAt(dispositionRules, 'invite.days', heldOn, local);
    const first = invited.add({ days: rule.value });
    if (!isAfter(first, heldOn)) return undefined;
    return {
      code: 'dispositions.invited_too_late',
      params: { days: rule.value, invited: invited.toString() },
      cites: rule.source,
      possibleFrom: first.toString(),
      ...(brought.vote && { field: 'decisionId' }),
    };
  },
};

/** The branch has the member’s own words before it when it decides, or knows that there are none. */
export const statedInTime: Disposition = {
  key: 'stated_in_time',
  check: ({ records, brought }): Reason | undefined => {
    const stated = records.filter(({ kind }) => kind === 'statement' || kind === 'statement_declined');
    if (stated.length === 0)
      return {
        code: 'dispositions.not_on_file',
        params: { kindKey: 'dispositions.record.statement' },
        remedy: 'dispositions.statement',
      };
    const { vote } = brought;
    if (!vote || stated.some(({ on }) => !isAfter(on, vote.heldOn))) return undefined;
    return {
      code: 'dispositions.stated_later',
      params: { on: vote.heldOn.toString() },
      remedy: 'dispositions.statement',
      field: 'decisionId',
    };
  },
};

/** What the member said at that very meeting, or that the member came not or wished not to speak. */
export const heardAtTheMeeting: Disposition = {
  key: 'heard_at_the_meeting',
  check: ({ records, brought }): Reason | undefined => {
    const heard = records.filter(({ kind }) => kind === 'hearing' || kind === 'hearing_declined');
    const { vote } = brought;
    if (heard.some(({ on }) => !vote || on.equals(vote.heldOn))) return undefined;
    return {
      code: vote && heard.length > 0 ? 'dispositions.heard_another_day' : 'dispositions.not_heard',
      params: vote ? { on: vote.heldOn.toString() } : {},
      cites: '党章 art. 4',
      remedy: 'dispositions.hearing',
    };
  },
};

export const decidedByBallot: Disposition = {
  key: 'decided_by_ballot',
  check: ({ brought: { vote } }) => {
    if (!vote) return undefined;
    if (vote.mode !== 'paper')
      return {
        code: 'dispositions.not_secret',
        cites: '处置2024',
        remedy: 'dispositions.vote_by_paper',
        field: 'decisionId',
      };
    return reasonAgainstVote(vote, 'dispositions.body.branch');
  },
};

export const decidedByTown: Disposition = {
  key: 'decided_by_town',
  check: ({ brought: { vote } }) => vote && reasonAgainstVote(vote, 'dispositions.body.town'),
};

export const foundByBranch: Disposition = {
  key: 'found_by_branch',
  check: ({ brought: { vote } }) => vote && reasonAgainstVote(vote, 'dispositions.body.branch'),
};

function reasonAgainstVote(vote: CountedVote, bodyKey: string): Reason | undefined {
  const field = 'decisionId';
  if (!vote.fits) return { code: 'dispositions.vote_elsewhere', params: { bodyKey }, field };
  if (!vote.final)
    return { code: 'dispositions.vote_not_final', remedy: 'dispositions.close_the_record', field };
  if (!vote.passed)
    return { code: 'dispositions.vote_not_passed', remedy: 'dispositions.nothing_decided', field };
  return undefined;
}

/** The way that is decided: a correction has its tasks, its last day within a year, and is given once for a question. */
export const waySettled: Disposition = {
  key: 'way_settled',
  check: ({ brought, isCorrectedBefore, local }): readonly Reason[] | undefined => {
    const { terms, vote } = brought;
    if (!terms || !vote || terms.way !== 'rectify') return undefined;
    const cites = '处置2024';
    if (isCorrectedBefore)
      return [
        { code: 'dispositions.corrected_before', cites, remedy: 'dispositions.other_way', field: 'way' },
      ];
    const reasons: Reason[] = [];
    if (terms.tasks === 0) reasons.push({ code: 'dispositions.tasks_missing', cites, field: 'tasks' });
    const longest = longestCorrection(vote.heldOn, local);
    if (!terms.deadlineOn)
      reasons.push({ code: 'dispositions.deadline_missing', cites, field: 'deadlineOn' });
    else if (!isAfter(terms.deadlineOn, vote.heldOn))
      reasons.push({ code: 'dispositions.deadline_too_early', field: 'deadlineOn' });
    else if (isAfter(terms.deadlineOn, longest.last))
      reasons.push({
        code: 'dispositions.deadline_too_late',
        params: { months: longest.months, last: longest.last.toString() },
        cites: longest.source,
        field: 'deadlineOn',
      });
    return reasons;
  },
};

/** A vote whose record was annulled carries nothing any more. */
export const votesStand: Disposition = {
  key: 'votes_stand',
  check: ({ voided }) =>
    voided ? { code: 'dispositions.vote_voided', remedy: 'dispositions.vote_anew' } : undefined,
};

/** Each way has its own next move; the others are not shown. */
export function decidedAs(way: Way): Disposition {
  return {
    key: 'decided_as',
    check: (facts) =>
      facts.way === way
        ? undefined
        : { code: 'dispositions.other_way', params: { wayKey: `dispositions.way.${way}` } },
  };
}

export const tasksLookedAt: Disposition = {
  key: 'tasks_looked_at',
  check: ({ tasks }) => {
    const left = tasks.filter(({ isNoted }) => !isNoted).length;
    return left === 0
      ? undefined
      : { code: 'dispositions.tasks_open', params: { left }, remedy: 'dispositions.note_tasks' };
  },
};

export const deadlinePassed: Disposition = {
  key: 'deadline_passed',
  check: ({ deadlineOn, brought, today }) => {
    const on = brought.on ?? today;
    if (deadlineOn && isAfter(on, deadlineOn)) return undefined;
    const last = deadlineOn ?? today;
    return {
      code: 'dispositions.deadline_runs',
      params: { last: last.toString() },
      possibleFrom: last.add({ days: 1 }).toString(),
      field: 'on',
    };
  },
};

export const noOpenAppeal: Disposition = {
  key: 'no_open_appeal',
  check: ({ hasOpenAppeal }) =>
    hasOpenAppeal
      ? { code: 'dispositions.appeal_open', remedy: 'dispositions.answer_first', who: 'dispositions.answer' }
      : undefined,
};

export const appealUpheld: Disposition = {
  key: 'appeal_upheld',
  check: ({ brought }) =>
    brought.isUpheld
      ? undefined
      : { code: 'dispositions.appeal_not_upheld', remedy: 'dispositions.answer_first' },
};
