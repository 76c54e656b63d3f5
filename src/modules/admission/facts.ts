/** What a case of admission is made of, as plain facts for its procedure. */
import type { WorkingCalendar } from '../../kernel/clock/calendar.ts';
import { type Dated, type Overrides, parameterAt } from '../../kernel/rulebook.ts';
import type { NoticePart } from './choices.ts';
import type { Progress } from './progress.ts';
import { type AdmissionRules, admissionRules } from './rulebooks.ts';

type Day = Temporal.PlainDate;
export type LocalAdmissionRules = Overrides<AdmissionRules>;

/** A mentor or sponsor, as the roll knew the person on the day of the step. */
export type NamedMember = { personId: string; name: string; isFull: boolean; isActive: boolean };

/** Votes in the hall; opinions handed in in writing before the meeting stand apart, since their writers were not present. */
export type Ballot = {
  title: string;
  eligible: number;
  present: number;
  yes: number;
  no: number;
  abstain: number;
  written?: { yes: number; no: number; abstain: number };
  /** On paper, counted by two people apart. */
  secret: boolean;
  tellers: string[];
  /** The record in module meetings that it was taken from, if it was not typed from paper minutes. */
  decisionId?: string;
  meetingId?: string;
};

/** What one entry says; each move asks for its own part (`acts-api.ts`). Free text has no rules and is kept beside. */
export type Details = {
  ballot?: Ballot;
  people?: NamedMember[];
  result?: string;
  hours?: number;
  days?: number;
  /** Of an extension. */
  months?: number;
  formNo?: string;
  specialReason?: string;
  submittedOn?: string;
  sponsorsPresent?: number;
  text?: Record<string, string>;
  /** Of an entry taken back: its number. */
  undoes?: number;
};

/** A notice on display: through the catalogue of openness, or on paper before the town had the system. */
export type ShownNotice = {
  part: NoticePart;
  postedOn: Day;
  /** Last day of showing; taken down before it, the notice does not count. */
  endedOn?: Day;
  openObjections: number;
  upheldObjections: number;
};

/**
 * `on`: the day of the step at hand; `today`: the day of its entry. `brought`: what the entry says, absent while a screen only
 * asks. `formTaken`: another case has the form's number. `annulled`: steps whose meeting's record counts no more.
 * `rollVoters`: members with a vote in the branch's roll on the day, where a branch meeting is judged.
 * `load`: people whom a named mentor accompanies already, by member.
 */
export type AdmissionFacts = {
  today: Day;
  on: Day;
  calendar: WorkingCalendar;
  local: LocalAdmissionRules;
  person: { name: string; birthDate: Day; personId?: string };
  progress: Progress;
  notices: readonly ShownNotice[];
  annulled: readonly string[];
  /** Why a notice that was put forward is not on display yet. */
  waitingNotices: readonly NoticePart[];
  brought?: Details;
  formTaken?: boolean;
  rollVoters?: number;
  load?: Readonly<Record<string, number>>;
};

/** The value in force on a day at the case's organization. */
export function ruleOn<Key extends keyof AdmissionRules>(
  facts: Pick<AdmissionFacts, 'local'>,
  key: Key,
  day: Day,
): Dated<AdmissionRules[Key]> {
  return parameterAt(admissionRules, key, day, facts.local);
}

/** The value in force on the day of the step. */
export function ruleAt<Key extends keyof AdmissionRules>(
  facts: AdmissionFacts,
  key: Key,
): Dated<AdmissionRules[Key]> {
  return ruleOn(facts, key, facts.on);
}

export function isAfter(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
