/** Conditions of S01–S08: application, talk, activist, mentors, observation, candidate. */
import { type Case, stepKey } from './conditions.ts';
import { deadlineOf } from './deadlines.ts';
import { isAfter, ruleAt, ruleOn } from './facts.ts';
import { entriesOf, entryOf } from './progress.ts';

/** 18 full years on the day of applying (细则2014 art. 5). */
export const ofAge: Case = {
  key: 'of_age',
  check: (facts) => {
    const rule = ruleAt(facts, 'applicant.age');
    const birthday = facts.person.birthDate.add({ years: rule.value });
    if (!isAfter(birthday, facts.on)) return undefined;
    return {
      code: 'admission.under_age',
      params: { age: rule.value, birthday: birthday.toString() },
      cites: rule.source,
      field: 'on',
      possibleFrom: birthday.toString(),
    };
  },
};

/** Late is late: the talk is recorded with its day, and it shows. */
export const talkInTime: Case = {
  key: 'talk_in_time',
  check: (facts) => {
    const deadline = deadlineOf(facts, 'application_talk');
    if (!deadline || !isAfter(facts.on, deadline.dueOn)) return undefined;
    return {
      code: 'admission.done_late',
      params: { stepKey: stepKey('application_talk'), dueOn: deadline.dueOn.toString() },
      cites: deadline.cites,
    };
  },
};

export const mentorsNotOverloaded: Case = {
  key: 'mentors_not_overloaded',
  check: (facts) => {
    const rule = ruleAt(facts, 'mentors.most_people');
    const most = rule.value;
    return (facts.brought?.people ?? []).flatMap((one) => {
      const have = (facts.load?.[one.personId] ?? 0) + 1;
      return have > most
        ? [
            {
              code: 'admission.mentor_overloaded',
              params: { name: one.name, have, most },
              cites: rule.source,
            },
          ]
        : [];
    });
  },
};

/** An observation belongs to a half-year that has come to its end or nearly so; two on one day are one. */
export const oncePerDay: Case = {
  key: 'once_per_day',
  check: ({ progress, on }) => {
    const same = [
      ...entriesOf(progress, 'cultivation'),
      ...entriesOf(progress, 'probation_observation'),
    ].some((entry) => entry.on.equals(on));
    return same
      ? { code: 'admission.observed_that_day', params: { on: on.toString() }, field: 'on' }
      : undefined;
  },
};

/** At least a year of cultivation since the activist was confirmed (细则2014 art. 13). */
export const cultivatedLongEnough: Case = {
  key: 'cultivated_long_enough',
  check: (facts) => {
    const since = entryOf(facts.progress, 'activist_confirmed')?.on;
    if (!since) return undefined;
    const rule = ruleAt(facts, 'cultivation.months');
    const first = since.add({ months: rule.value });
    if (!isAfter(first, facts.on)) return undefined;
    return {
      code: 'admission.cultivation_too_short',
      params: { months: rule.value, since: since.toString(), first: first.toString() },
      cites: rule.source,
      possibleFrom: first.toString(),
    };
  },
};

/** One entry for each half-year that has passed (细则2014 art. 11). */
export const observedEachHalfYear: Case = {
  key: 'observed_each_half_year',
  check: (facts) => {
    const since = entryOf(facts.progress, 'activist_confirmed')?.on;
    if (!since) return undefined;
    // The interval is that of the time in which the cultivation began.
    const rule = ruleOn(facts, 'observation.months', since);
    const passed = since.until(facts.on, { largestUnit: 'month' }).months;
    const needed = Math.max(0, Math.floor(passed / rule.value));
    const have = entriesOf(facts.progress, 'cultivation').filter(
      (entry) => !isAfter(entry.on, facts.on),
    ).length;
    if (have >= needed) return undefined;
    return {
      code: 'admission.observations_missing',
      params: { have, needed, months: rule.value },
      cites: rule.source,
      who: 'admission.observe',
    };
  },
};

/** Filed without objection; an objection sends the branch back to its work. */
export const filedActivist: Case = {
  key: 'filed_activist',
  check: ({ progress }) => {
    const result = entryOf(progress, 'activist_filed')?.details.result;
    if (result === undefined || result === 'filed') return undefined;
    return { code: 'admission.filing_objected', params: { stepKey: stepKey('activist_filed') } };
  },
};

/** From 2026 the superior consents; before, it takes the candidate to its files (art. 13). Judged by the day of S07. */
export const candidateFixed: Case = {
  key: 'candidate_fixed',
  check: (facts) => {
    const confirmedOn = entryOf(facts.progress, 'candidate_confirmed')?.on;
    const result = entryOf(facts.progress, 'candidate_filed_or_consented')?.details.result;
    if (!confirmedOn || result === undefined) return undefined;
    const rule = ruleOn(facts, 'candidate.consent', confirmedOn);
    const isEnough = result === 'consented' || (!rule.value && result === 'filed');
    if (isEnough) return undefined;
    return {
      code: result === 'objected' ? 'admission.filing_objected' : 'admission.consent_needed',
      params: { stepKey: stepKey('candidate_filed_or_consented') },
      cites: rule.source,
    };
  },
};

/** The answer that the rules of the day of S07 want: a filing is not a consent. */
export const answerFits: Case = {
  key: 'answer_fits',
  check: (facts) => {
    const confirmedOn = entryOf(facts.progress, 'candidate_confirmed')?.on;
    const result = facts.brought?.result;
    if (!confirmedOn || result !== 'filed') return undefined;
    const rule = ruleOn(facts, 'candidate.consent', confirmedOn);
    if (!rule.value) return undefined;
    return {
      code: 'admission.consent_needed',
      params: { stepKey: stepKey('candidate_filed_or_consented') },
      cites: rule.source,
      field: 'result',
    };
  },
};
