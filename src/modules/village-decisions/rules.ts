/** Who may decide a matter and whether a vote passed: facts in, verdict with arithmetic and citation out. */
import {
  meetsQuorum,
  needed,
  passes,
  type Quorum,
  type QuorumVerdict,
  type Threshold,
  type Turnout,
  type Verdict,
} from '../../kernel/ballot/threshold.ts';
import type { NoticePeriod } from '../../kernel/clock/calendar.ts';
import { type Reason, Refusal } from '../../kernel/refusal.ts';
import { type Certainty, type Dated, type Overrides, parameterAt } from '../../kernel/rulebook.ts';
import { collectiveLawFrom, type DecisionBody, type MatterKey, matterOf } from './matters.ts';
import {
  citeVillageLaw,
  type DecisionRules,
  decisionRules,
  type Range,
  type VotingMeeting,
} from './rulebooks.ts';

/** A town's own values of the local parameters. */
export type LocalRules = Overrides<DecisionRules>;

/** One body that may decide a matter, with all that its meeting must satisfy; `authorized`: only with the assembly's authorization. */
export type DecisionOption = {
  body: DecisionBody;
  authorized: boolean;
  cites: string;
  certainty: Certainty;
  quorum: Dated<Quorum>;
  pass: Dated<Threshold>;
  notice?: Dated<NoticePeriod>;
};

/** People counted at a meeting and their votes. `turnout` by unit: members, committee, villagers, households, representatives, collective_members. */
export type CountedVote = { turnout: Turnout; yes: number; no: number; abstain: number };

/** `because` is empty exactly when the vote passed; the two verdicts are absent when the counts cannot be right. */
export type MeetingVerdict = {
  passed: boolean;
  because: Reason[];
  quorum?: QuorumVerdict & { rule: Dated<Quorum> };
  votes?: Verdict & { rule: Dated<Threshold> };
};

/**
 * Bodies that may decide the matter on `day`, the full assembly first. Matters of the collective's property go to its members
 * from 2025-05-01 (集体法 art. 26); what is one group's own, to its meeting (村组2018 art. 28). Refuses `rulebook.none_in_force` before the village law of 2010.
 */
export function decisionBodyFor(
  matter: MatterKey,
  day: Temporal.PlainDate,
  local: LocalRules = {},
  isOfGroup = false,
): DecisionOption[] {
  const { village, collective } = matterOf(matter);
  const option = (
    body: DecisionBody,
    from: { cites: string; certainty: Certainty },
    authorized = false,
  ): DecisionOption => {
    const notice = noticeOf(body, day, local);
    return {
      body,
      authorized,
      ...from,
      quorum: parameterAt(decisionRules, `${body}.quorum`, day, local),
      pass: parameterAt(decisionRules, `${body}.pass`, day, local),
      ...(notice && { notice }),
    };
  };
  if (collective && day.toString() >= collectiveLawFrom) {
    const from = { cites: `集体法 art. ${collective.article}`, certainty: collective.certainty };
    const members = option('member_assembly', from);
    return collective.representatives === 'never'
      ? [members]
      : [members, option('member_representatives_meeting', from)];
  }
  const law = citeVillageLaw(isOfGroup ? '28' : village.article, day);
  if (!law)
    throw new Refusal('rulebook.none_in_force', {
      params: { key: 'villagers_assembly.quorum', day: day.toString() },
    });
  const from = { cites: law.cites, certainty: lessCertain(law.certainty, village.certainty) };
  if (isOfGroup) return [option('group_meeting', from)];
  const assembly = option('villagers_assembly', from);
  return village.representatives === 'never'
    ? [assembly]
    : [assembly, option('villager_representatives_meeting', from, true)];
}

/** Why this body may not decide the matter on `day`; `authorized` tells whether the assembly has authorized the representatives. */
export function reasonNotToDecide(
  matter: MatterKey,
  body: DecisionBody,
  meeting: { day: Temporal.PlainDate; authorized: boolean; local?: LocalRules; isOfGroup?: boolean },
): Reason | undefined {
  const options = decisionBodyFor(matter, meeting.day, meeting.local, meeting.isOfGroup);
  const [assembly] = options;
  const option = options.find((one) => one.body === body);
  const names = {
    matterKey: `village_decisions.matter.${matter}`,
    bodyKey: bodyKey(body),
    lawfulKey: bodyKey(assembly?.body ?? body),
  };
  if (option) {
    if (!option.authorized || meeting.authorized) return undefined;
    return {
      code: 'village_decisions.not_authorized',
      params: names,
      cites: option.cites,
      remedy: 'village_decisions.ask_authorization',
    };
  }
  const isRepresentatives = body.endsWith('representatives_meeting');
  const isRightDomain =
    assembly?.body !== 'group_meeting' &&
    (assembly?.body === 'member_assembly') === body.startsWith('member');
  return {
    code:
      isRepresentatives && isRightDomain
        ? 'village_decisions.representatives_may_not'
        : 'village_decisions.wrong_body',
    params: names,
    ...(assembly && { cites: assembly.cites }),
    remedy: 'village_decisions.call_lawful_body',
  };
}

/** Judges one meeting's vote by the rules of its day: counts first, then attendance, then votes. */
export function judgeMeeting(
  meeting: VotingMeeting,
  vote: CountedVote,
  day: Temporal.PlainDate,
  local: LocalRules = {},
): MeetingVerdict {
  const quorumRule = parameterAt(decisionRules, `${meeting}.quorum`, day, local);
  const passRule = parameterAt(decisionRules, `${meeting}.pass`, day, local);
  const units = quorumRule.value.anyOf.map((share) => share.unit).filter((unit) => unit in vote.turnout);
  const faults = faultsInVote(vote, units);
  if (faults.length > 0) return { passed: false, because: faults };

  const quorum = meetsQuorum(quorumRule.value, vote.turnout);
  // Where households stand for villagers, those present are the households' representatives.
  const voting = quorum.alternatives.find((one) => one.passed) ?? quorum.alternatives[0];
  const turnout = voting && vote.turnout[voting.unit];
  if (!voting || !turnout) throw new Error('a quorum was judged without anyone counted');
  const tooMany = moreVotesThanPresent(vote, turnout.present);
  if (tooMany) return { passed: false, because: [tooMany] };
  const votes = passes(passRule.value, { yes: vote.yes, ...turnout });

  const because: Reason[] = [];
  if (!quorum.met) {
    because.push({
      code: 'village_decisions.no_quorum',
      params: { meetingKey: meetingKey(meeting), ...voting.arithmetic },
      cites: quorumRule.source,
      remedy: 'village_decisions.meet_again',
    });
  }
  if (!votes.passed) {
    because.push({
      code: 'village_decisions.not_passed',
      params: { meetingKey: meetingKey(meeting), ...votes.arithmetic },
      cites: passRule.source,
      remedy: 'village_decisions.return_with_reasons',
    });
  }
  return {
    passed: because.length === 0,
    because,
    quorum: { ...quorum, rule: quorumRule },
    votes: { ...votes, rule: passRule },
  };
}

/** Days of notice before a meeting, where a rule asks them. */
export function noticeOf(
  meeting: VotingMeeting,
  day: Temporal.PlainDate,
  local: LocalRules = {},
): Dated<NoticePeriod> | undefined {
  switch (meeting) {
    case 'members_meeting':
    case 'villagers_assembly':
    case 'member_assembly':
      return parameterAt(decisionRules, `${meeting}.notice`, day, local);
    case 'party_proposal':
    case 'joint_committee':
    case 'villager_representatives_meeting':
    case 'member_representatives_meeting':
    case 'group_meeting':
      return undefined;
  }
}

/** `seats`: all who sit in the meeting, committee included. */
export type Composition = { seats: number; representatives: number; women: number; households: number };

/**
 * What is not as the law wants it in the make-up of a representative body on `day`; warnings, for they do not void what it
 * decides. Women of a collective's representatives: a suitable number, so none at all is named (集体法 art. 28).
 */
export function compositionWarnings(
  body: 'villager_representatives_meeting' | 'member_representatives_meeting',
  composition: Composition,
  day: Temporal.PlainDate,
): Reason[] {
  const { seats, representatives, women, households } = composition;
  const rule = <Key extends keyof DecisionRules>(key: Key) => parameterAt(decisionRules, key, day);
  const warnings: (Reason | undefined)[] = [];
  if (body === 'villager_representatives_meeting') {
    const share = rule('villager_representatives.share');
    const womenShare = rule('villager_representatives.women_share');
    warnings.push(
      tooFew('few_representatives', representatives, needed(share.value, seats), share.source),
      tooFew('few_women', women, needed(womenShare.value, seats), womenShare.source),
      outOfRange(households, representatives, rule('villager_representatives.households_each')),
    );
  } else {
    const number = rule('member_representatives.number');
    warnings.push(
      tooFew('few_representatives', representatives, number.value, number.source),
      tooFew('few_women', women, 1, number.source),
      outOfRange(households, representatives, rule('member_representatives.households_each')),
    );
  }
  return warnings.filter((warning) => warning !== undefined);
}

/** Message key of a meeting's name. */
export function meetingKey(meeting: VotingMeeting): string {
  return `village_decisions.meeting.${meeting}`;
}

function bodyKey(body: DecisionBody): string {
  return meetingKey(body);
}

function faultsInVote(vote: CountedVote, units: readonly string[]): Reason[] {
  if (units.length === 0) return [{ code: 'village_decisions.turnout_missing', field: 'turnout' }];
  const whole = (value: number, what: string, field: string): Reason[] =>
    Number.isSafeInteger(value) && value >= 0
      ? []
      : [{ code: 'ballot.count_not_whole', params: { whatKey: `ballot.count.${what}` }, field }];
  const faults = [
    ...whole(vote.yes, 'yes', 'yes'),
    ...whole(vote.no, 'no', 'no'),
    ...whole(vote.abstain, 'abstain', 'abstain'),
  ];
  for (const unit of units) {
    const counted = vote.turnout[unit];
    if (!counted) continue;
    const field = `turnout.${unit}`;
    faults.push(
      ...whole(counted.eligible, 'eligible', `${field}.eligible`),
      ...whole(counted.present, 'present', `${field}.present`),
    );
    if (counted.present > counted.eligible) {
      faults.push({
        code: 'ballot.more_than_base',
        params: {
          whatKey: 'ballot.count.present',
          have: counted.present,
          base: counted.eligible,
          ofKey: `ballot.count.${unit}`,
        },
        field: `${field}.present`,
      });
    }
  }
  return faults;
}

function moreVotesThanPresent(vote: CountedVote, present: number): Reason | undefined {
  const votes = vote.yes + vote.no + vote.abstain;
  if (votes <= present) return undefined;
  return { code: 'village_decisions.more_votes_than_present', params: { votes, present }, field: 'yes' };
}

function tooFew(code: string, have: number, least: number, cites: string): Reason | undefined {
  return have >= least
    ? undefined
    : { code: `village_decisions.${code}`, params: { have, needed: least }, cites };
}

function outOfRange(households: number, representatives: number, range: Dated<Range>): Reason | undefined {
  const { min, max } = range.value;
  if (representatives * min <= households && households <= representatives * max) return undefined;
  return {
    code: 'village_decisions.households_each',
    params: { households, representatives, min, max },
    cites: range.source,
  };
}

function lessCertain(a: Certainty, b: Certainty): Certainty {
  const order = ['check', 'likely', 'certain'] as const;
  return order[Math.min(order.indexOf(a), order.indexOf(b))] ?? 'check';
}
