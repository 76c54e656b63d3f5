/** Pure decisions on a meeting: notice, quorum, verdicts, what its record still lacks. Facts in, reasons or values out. */
import type { PaperCount } from '../../kernel/ballot/paper-count.ts';
import {
  meetsQuorum,
  passes,
  type Quorum,
  type QuorumVerdict,
  type Threshold,
  type Turnout,
  type Verdict,
} from '../../kernel/ballot/threshold.ts';
import { Refusal, type Reason } from '../../kernel/refusal.ts';
import { parameterAt, type Certainty, type Dated, type Overrides } from '../../kernel/rulebook.ts';
import { kindRow, type Attendance, type MeetingKind } from './choices.ts';
import {
  meetingRules,
  quorumFor,
  type MeetingNotice,
  type MeetingParameters,
  type QuorumFor,
} from './rulebook.ts';

/** A town's own values of what is local in the meetings' rulebook. */
export type LocalMeetingRules = Overrides<MeetingParameters>;

/** What one kind of meeting needs on one day; `source` and `certainty` are those of its vote, else of its other numbers. */
export type MeetingRule = {
  quorum: Dated<Quorum> | undefined;
  quorumFor: QuorumFor;
  pass: Dated<Threshold> | undefined;
  notice: Dated<MeetingNotice> | undefined;
  source: string;
  certainty: Certainty;
};

/** The rule of a kind on a day. Refuses `rulebook.none_in_force` before there was one. */
export function ruleOf(kind: MeetingKind, day: Temporal.PlainDate, local: LocalMeetingRules): MeetingRule {
  const at = <Key extends keyof MeetingParameters>(key: Key): Dated<MeetingParameters[Key]> =>
    parameterAt(meetingRules, key, day, local);
  const quorumKey = `${kind}.quorum` as const;
  const passKey = `${kind}.pass` as const;
  const noticeKey = `${kind}.notice` as const;
  const quorum = isParameter(quorumKey) ? at(quorumKey) : undefined;
  const pass = isParameter(passKey) ? at(passKey) : undefined;
  const notice = isParameter(noticeKey) ? at(noticeKey) : undefined;
  // Groups and theme days have a rhythm in 支部2018, no count and no notice.
  const { source, certainty } = pass ?? quorum ?? notice ?? { source: '支部2018', certainty: 'certain' };
  return { quorum, quorumFor: quorumFor[kind], pass, notice, source, certainty };
}

function isParameter<Key extends string>(key: Key): key is Key & keyof MeetingParameters {
  return Object.hasOwn(meetingRules, key);
}

/** A notice binds where a statute asks for it and is a reminder elsewhere. */
export function noticeBinds(rule: MeetingRule): boolean {
  return rule.notice?.kind === 'statutory';
}

/** First day on which a meeting told of on `toldOn` may be held; the day of telling does not count. */
export function firstDayAfterNotice(rule: MeetingRule, toldOn: Temporal.PlainDate): Temporal.PlainDate {
  return toldOn.add({ days: rule.notice?.value.days ?? 0 });
}

/** Why the notice is too short, or nothing; whether it binds is told by `noticeBinds`. */
export function shortNotice(
  rule: MeetingRule,
  toldOn: Temporal.PlainDate,
  heldOn: Temporal.PlainDate,
): Reason | undefined {
  const { notice } = rule;
  if (!notice) return undefined;
  const first = firstDayAfterNotice(rule, toldOn);
  if (Temporal.PlainDate.compare(heldOn, first) >= 0) return undefined;
  return {
    code: noticeBinds(rule) ? 'meetings.notice_too_short' : 'meetings.notice_short',
    params: { days: notice.value.days, given: Math.max(0, toldOn.until(heldOn).days), on: heldOn.toString() },
    remedy: 'meetings.notice_later',
    possibleFrom: first.toString(),
    cites: notice.source,
    field: 'plannedOn',
  };
}

export type Attendee = { votes: boolean; guest: boolean; status: Attendance };

/** People with a vote who should come and who came, in the unit of the kind; heads as counted where nobody lists names. */
export function turnoutOf(
  kind: MeetingKind,
  attendees: readonly Attendee[],
  counted: Turnout | undefined,
): Turnout {
  const { electorate, unit } = kindRow(kind);
  if (electorate.of === 'counted') return counted ?? {};
  const voting = attendees.filter((one) => one.votes);
  return {
    [unit]: {
      eligible: voting.length,
      present: voting.filter((one) => one.status === 'present').length,
    },
  };
}

/** Attendance against the rule; undefined where the rule asks no quorum. */
export function quorumOf(rule: MeetingRule, turnout: Turnout): QuorumVerdict | undefined {
  return rule.quorum && meetsQuorum(rule.quorum.value, turnout);
}

/** Why nothing can be decided: a kind that does not decide, nobody counted, or too few present. */
export function reasonNotToVote(kind: MeetingKind, rule: MeetingRule, turnout: Turnout): Reason | undefined {
  if (!kindRow(kind).mayDecide || !rule.pass) return { code: 'meetings.kind_decides_nothing' };
  const verdict = quorumOf(rule, turnout);
  return verdict && !verdict.met ? reasonOfQuorum(rule, verdict) : undefined;
}

function reasonOfQuorum(rule: MeetingRule, verdict: QuorumVerdict): Reason {
  const [first] = verdict.alternatives;
  const cites = rule.quorum?.source ?? rule.source;
  if (!first) return { code: 'meetings.nobody_counted', remedy: 'meetings.take_attendance', cites };
  return {
    code: 'meetings.no_quorum',
    params: first.arithmetic,
    remedy: 'meetings.no_quorum',
    cites,
  };
}

/** Who votes: the first unit whose quorum is met (a villagers' assembly may meet by households), else the kind's own. */
export function electorateOf(
  kind: MeetingKind,
  rule: MeetingRule,
  turnout: Turnout,
): { unit: string; eligible: number; present: number } {
  const met = quorumOf(rule, turnout)?.alternatives.find((one) => one.passed)?.unit;
  const unit: string = met ?? kindRow(kind).unit;
  return { unit, ...(turnout[unit] ?? { eligible: 0, present: 0 }) };
}

export type Electorate = { unit: string; eligible: number; present: number };

/** Votes as counted; papers only where papers were used. */
export type VoteCounts = {
  yes: number;
  no: number;
  abstain: number;
  papers?: Omit<PaperCount, 'yes' | 'no' | 'abstain'>;
};

/** More votes than voters, or more papers than voters; sums of papers are judged by the kernel. */
export function reasonAgainstCounts(electorate: Electorate, counts: VoteCounts): Reason | undefined {
  if (counts.papers) {
    const { issued } = counts.papers;
    if (issued <= electorate.present) return undefined;
    return {
      code: 'meetings.more_papers_than_voters',
      params: { issued, present: electorate.present },
      remedy: 'ballot.count_again',
      field: 'issued',
    };
  }
  const cast = counts.yes + counts.no + counts.abstain;
  if (cast <= electorate.present) return undefined;
  return {
    code: 'meetings.more_votes_than_voters',
    params: { cast, present: electorate.present },
    remedy: 'ballot.count_again',
    field: 'yes',
  };
}

/** The verdict of a vote by the rule of the day. The caller has asked `reasonNotToVote` and `reasonAgainstCounts`. */
export function verdictOf(rule: MeetingRule, electorate: Electorate, counts: VoteCounts): Verdict {
  if (!rule.pass) throw new Error('a kind that decides nothing has no verdict');
  return passes(rule.pass.value, {
    yes: counts.yes,
    eligible: electorate.eligible,
    present: electorate.present,
    cast: counts.papers?.returned ?? counts.yes + counts.no + counts.abstain,
    valid: counts.papers?.valid ?? counts.yes + counts.no + counts.abstain,
  });
}

/** What of a head count cannot be right. */
export function reasonAgainstHeads(turnout: Turnout): Reason | undefined {
  for (const [unit, { eligible, present }] of Object.entries(turnout)) {
    if (present > eligible) {
      return {
        code: 'ballot.more_than_base',
        params: {
          whatKey: 'ballot.count.present',
          have: present,
          base: eligible,
          ofKey: `ballot.count.${unit}`,
        },
        field: `${unit}.present`,
      };
    }
  }
  return undefined;
}

/** One decided vote judged again with the attendance as it stands when the record is closed. */
export function reasonVoteNoLongerStands(
  kind: MeetingKind,
  rule: MeetingRule,
  turnout: Turnout,
  vote: { question: string; counts: VoteCounts; passed: boolean },
): Reason | undefined {
  const changed = {
    code: 'meetings.attendance_changed_after_vote',
    params: { question: vote.question },
    remedy: 'meetings.void_and_vote_again',
  };
  if (reasonNotToVote(kind, rule, turnout)) return changed;
  const electorate = electorateOf(kind, rule, turnout);
  if (reasonAgainstCounts(electorate, vote.counts)) return changed;
  return verdictOf(rule, electorate, vote.counts).passed === vote.passed ? undefined : changed;
}

/** Quorum that a meeting needs in order to have been held at all. */
export function reasonNotHeld(rule: MeetingRule, turnout: Turnout): Reason | undefined {
  if (rule.quorumFor !== 'holding') return undefined;
  const verdict = quorumOf(rule, turnout);
  return verdict && !verdict.met ? reasonOfQuorum(rule, verdict) : undefined;
}

/** Refuses the first of some reasons; nothing when there is none. */
export function refuseIf(reason: Reason | undefined, status: 409 | 422 = 422): void {
  if (reason) throw new Refusal(reason.code, { ...reason, status });
}
