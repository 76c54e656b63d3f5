/** Conditions that many steps share: what a step rests on, its day, the decision of a body, the people named, the notice. */
import { noticeEnd } from '../../kernel/clock/calendar.ts';
import type { Condition } from '../../kernel/procedure/procedure.ts';
import type { Reason } from '../../kernel/refusal.ts';
import { type DecidingBody, judgeBallot } from './ballots.ts';
import type { NoticePart, StepId } from './choices.ts';
import { type AdmissionFacts, isAfter, ruleAt, ruleOn } from './facts.ts';
import { entryOf } from './progress.ts';

export type Case = Condition<AdmissionFacts>;
type Day = Temporal.PlainDate;

export const stepKey = (step: StepId): string => `admission.step.${step}`;

/** The step is on record and lies on or before the day at hand. */
export function rests(step: StepId): Case {
  return {
    key: `after_${step}`,
    check: ({ progress, on }) => {
      const entry = entryOf(progress, step);
      if (!entry) return { code: 'admission.step_missing', params: { stepKey: stepKey(step) } };
      if (!isAfter(entry.on, on)) return undefined;
      const params = { stepKey: stepKey(step), stepOn: entry.on.toString(), on: on.toString() };
      return { code: 'admission.before_prerequisite', params, field: 'on', possibleFrom: params.stepOn };
    },
  };
}

export const restsOn = (...steps: StepId[]): Case[] => [notInFuture, recordsStand, ...steps.map(rests)];

export const notInFuture: Case = {
  key: 'not_in_future',
  check: ({ on, today }) =>
    isAfter(on, today)
      ? {
          code: 'admission.day_in_future',
          params: { on: on.toString(), today: today.toString() },
          field: 'on',
        }
      : undefined,
};

/** A step that moves the case on does not lie before the day on which the case came to where it is. */
export const afterStage: Case = {
  key: 'after_stage',
  check: ({ on, progress }) => {
    if (!isAfter(progress.since, on)) return undefined;
    const params = { on: on.toString(), since: progress.since.toString() };
    return { code: 'admission.before_stage', params, field: 'on', possibleFrom: params.since };
  },
};

/** Whoever annuls a meeting's record takes its decision out of the case as well. */
export const recordsStand: Case = {
  key: 'records_stand',
  check: ({ annulled, progress }) => {
    const entry = progress.entries.find(
      ({ details }) => details.ballot?.decisionId && annulled.includes(details.ballot.decisionId),
    );
    if (!entry?.step) return undefined;
    return {
      code: 'admission.record_annulled',
      params: { stepKey: stepKey(entry.step), title: entry.details.ballot?.title ?? '' },
      remedy: 'admission.take_back',
      who: 'admission.correct',
    };
  },
};

/** The decision of a body: brought, possible, with a quorum. Whether it passed is the move's own question. */
export function decidedBy(body: DecidingBody): Case[] {
  return [broughtBy(body), quorumOf(body)];
}

/** The same, and the vote was in favour. */
export function carriedBy(body: DecidingBody): Case[] {
  return [...decidedBy(body), carried(body)];
}

const bodyKey = (body: DecidingBody): string => `admission.body.${body}`;

function broughtBy(body: DecidingBody): Case {
  return {
    key: 'decision',
    check: ({ brought, on, local }) => {
      if (!brought?.ballot)
        return {
          code: 'admission.decision_missing',
          params: { bodyKey: bodyKey(body) },
          remedy: 'admission.hold_meeting',
          field: 'decisionId',
        };
      return judgeBallot(body, brought.ballot, on, local).impossible;
    },
  };
}

function quorumOf(body: DecidingBody): Case {
  return {
    key: 'quorum',
    check: ({ brought, on, local }) => {
      const verdict = brought?.ballot && judgeBallot(body, brought.ballot, on, local).quorum;
      const alternative = verdict?.alternatives[0];
      if (!verdict || !alternative || verdict.met) return undefined;
      return {
        code: 'admission.no_quorum',
        params: { bodyKey: bodyKey(body), ...alternative.arithmetic },
        cites: verdict.rule.source,
        remedy: 'admission.meet_again',
        field: 'present',
      };
    },
  };
}

function carried(body: DecidingBody): Case {
  return {
    key: 'carried',
    check: ({ brought, on, local }) => {
      const votes = brought?.ballot && judgeBallot(body, brought.ballot, on, local).votes;
      if (!votes || votes.passed) return undefined;
      return {
        code: 'admission.not_carried',
        params: { bodyKey: bodyKey(body), ...votes.arithmetic },
        cites: votes.rule.source,
        field: 'yes',
      };
    },
  };
}

/** A lost vote is recorded as lost only when it was. */
export function lostAt(body: DecidingBody): Case {
  return {
    key: 'lost',
    check: ({ brought, on, local }) => {
      const votes = brought?.ballot && judgeBallot(body, brought.ballot, on, local).votes;
      return votes?.passed
        ? { code: 'admission.it_was_carried', params: votes.arithmetic, field: 'yes' }
        : undefined;
    },
  };
}

/** Secret ballot on paper with two tellers, who are neither the person nor the sponsors (票决制). */
export const secretBallot: Case[] = [
  {
    key: 'secret',
    check: ({ brought, on, local }) => {
      if (!brought?.ballot || brought.ballot.secret) return undefined;
      const { source } = ruleOn({ local }, 'branch_meeting.pass', on);
      return {
        code: 'admission.ballot_not_secret',
        cites: source,
        remedy: 'admission.vote_on_paper',
        field: 'decisionId',
      };
    },
  },
  {
    key: 'tellers',
    check: ({ brought, person, progress }) => {
      const ballot = brought?.ballot;
      if (!ballot?.secret) return undefined;
      const { tellers } = ballot;
      const names = new Set(tellers.map((name) => name.trim()));
      if (names.size < 2) return { code: 'admission.two_tellers', field: 'tellers' };
      const sponsors = entryOf(progress, 'sponsors_assigned')?.details.people ?? [];
      const involved = [person.name, ...sponsors.map((one) => one.name)].find((name) => names.has(name));
      return involved
        ? { code: 'admission.teller_involved', params: { name: involved }, field: 'tellers' }
        : undefined;
    },
  },
];

/** The roll of the branch and the meeting's own count should say the same. */
export const rollAgrees: Case = {
  key: 'roll_agrees',
  check: ({ brought, rollVoters }) => {
    if (!brought?.ballot || rollVoters === undefined || rollVoters === brought.ballot.eligible)
      return undefined;
    return {
      code: 'admission.roll_differs',
      params: { eligible: brought.ballot.eligible, roll: rollVoters },
    };
  },
};

/** Full members in good standing on the day, none of them the person, as many as the rule wants, nobody twice. */
export function namedMembers(rule: 'mentors.count' | 'sponsors.count', field: string): Case[] {
  return [
    {
      key: 'people',
      check: (facts) => {
        const setting = ruleAt(facts, rule);
        const { min, max } =
          typeof setting.value === 'number' ? { min: setting.value, max: setting.value } : setting.value;
        const ids = new Set((facts.brought?.people ?? []).map((one) => one.personId));
        if (ids.size >= min && ids.size <= max && ids.size === facts.brought?.people?.length)
          return undefined;
        return {
          code: 'admission.wrong_number_of_people',
          params: { min, max },
          cites: setting.source,
          field,
        };
      },
    },
    {
      key: 'full_members',
      check: (facts) =>
        (facts.brought?.people ?? []).flatMap((one): Reason[] => {
          const { source: cites } = ruleAt(facts, rule);
          const params = { name: one.name, on: facts.on.toString() };
          if (one.personId === facts.person.personId)
            return [{ code: 'admission.own_sponsor', params, field }];
          if (!one.isActive) return [{ code: 'admission.not_in_standing', params, cites, field }];
          return one.isFull ? [] : [{ code: 'admission.not_a_full_member', params, cites, field }];
        }),
    },
  ];
}

/** The notice of a part is over and everything said against it is answered; `since`: it was posted on or after this step. */
export function noticeOver(part: NoticePart, since: StepId, ruleDay: (facts: AdmissionFacts) => Day): Case {
  return {
    key: `${part}_notice`,
    check: (facts) => {
      const rule = ruleOn(facts, `${part}.notice`, ruleDay(facts));
      if (rule.value.days === 0) return undefined;
      const from = entryOf(facts.progress, since)?.on;
      const names = {
        partKey: `admission.notice.${part}`,
        days: rule.value.days,
        unitKey: `admission.days.${rule.value.unit}`,
      };
      const notice = facts.notices.findLast(
        (one) => one.part === part && (!from || !isAfter(from, one.postedOn)),
      );
      if (!notice) {
        const waits = facts.waitingNotices.includes(part);
        const first = noticeEnd(facts.calendar, facts.today, rule.value).add({ days: 1 });
        return {
          code: waits ? 'admission.notice_waits' : 'admission.notice_missing',
          params: names,
          cites: rule.source,
          remedy: waits ? 'admission.publish_notice' : 'admission.put_forward_notice',
          possibleFrom: first.toString(),
        };
      }
      const lastDay = noticeEnd(facts.calendar, notice.postedOn, rule.value);
      const params = { ...names, postedOn: notice.postedOn.toString(), lastDay: lastDay.toString() };
      if (notice.endedOn && isAfter(lastDay, notice.endedOn))
        return {
          code: 'admission.notice_too_short',
          params: { ...params, endedOn: notice.endedOn.toString() },
          cites: rule.source,
          remedy: 'admission.put_forward_notice',
        };
      if (!isAfter(facts.on, lastDay))
        return {
          code: 'admission.notice_running',
          params,
          cites: rule.source,
          possibleFrom: lastDay.add({ days: 1 }).toString(),
        };
      if (notice.openObjections === 0) return undefined;
      return {
        code: 'admission.objections_open',
        params: { ...names, open: notice.openObjections },
        who: 'disclosure.answer',
      };
    },
  };
}

/** Something the entry must say. */
export function says(field: 'result' | 'formNo', code: string): Case {
  return { key: field, check: ({ brought }) => (brought?.[field] ? undefined : { code, field }) };
}
