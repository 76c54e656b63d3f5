/** Conditions of S09–S20: what a candidate needs for the branch meeting, and what follows from its vote. */
import { type Case, stepKey } from './conditions.ts';
import { approvalCountsFrom, deadlineOf } from './deadlines.ts';
import { isAfter, ruleAt } from './facts.ts';
import { entryOf } from './progress.ts';

/** No political review, or one that was not passed: not admitted (细则2014 art. 16). */
export const politicallyQualified: Case = {
  key: 'politically_qualified',
  check: ({ progress }) => {
    const result = entryOf(progress, 'political_review')?.details.result;
    if (result === undefined || result === 'qualified') return undefined;
    return { code: 'admission.not_qualified', remedy: 'admission.stop_or_review_again' };
  },
};

/** Three days or 24 hours, and passed (细则2014 art. 17). */
export const trained: Case = {
  key: 'trained',
  check: ({ progress }) => {
    const result = entryOf(progress, 'candidate_training')?.details.result;
    return result === undefined || result === 'passed' ? undefined : { code: 'admission.training_to_repeat' };
  },
};

export const trainingLongEnough: Case = {
  key: 'training_long_enough',
  check: (facts) => {
    const { brought } = facts;
    if (!brought?.result) return { code: 'admission.result_missing', field: 'result' };
    if (brought.result !== 'passed') return undefined;
    const hours = ruleAt(facts, 'training.hours');
    const days = ruleAt(facts, 'training.days');
    if ((brought.hours ?? 0) >= hours.value || (brought.days ?? 0) >= days.value) return undefined;
    return {
      code: 'admission.training_too_short',
      params: {
        hours: hours.value,
        days: days.value,
        haveHours: brought.hours ?? 0,
        haveDays: brought.days ?? 0,
      },
      cites: hours.source,
      field: 'hours',
    };
  },
};

/** A numbered form is one person's and is used once (细则2014 art. 19). */
export const formUnused: Case = {
  key: 'form_unused',
  check: ({ brought, formTaken }) =>
    formTaken
      ? { code: 'admission.form_taken', params: { formNo: brought?.formNo ?? '' }, field: 'formNo' }
      : undefined,
};

/** From 2026 within a month after the pre-review; later the pre-review is asked for anew. */
export const prereviewFresh: Case = {
  key: 'prereview_fresh',
  check: (facts) => {
    const passedOn = entryOf(facts.progress, 'tc_prereview')?.on;
    // Judged by the day of the meeting: a pre-review of before the change is bound by it as well.
    const rule = ruleAt(facts, 'branch_meeting.months');
    if (!passedOn || rule.value === 0) return undefined;
    const last = passedOn.add({ months: rule.value });
    if (!isAfter(facts.on, last)) return undefined;
    return {
      code: 'admission.prereview_expired',
      params: { months: rule.value, passedOn: passedOn.toString(), last: last.toString() },
      cites: rule.source,
      remedy: 'admission.prereview_again',
    };
  },
};

export const sponsorsPresent: Case = {
  key: 'sponsors_present',
  check: ({ brought }) =>
    brought?.sponsorsPresent !== undefined && brought.sponsorsPresent < 2
      ? { code: 'admission.sponsors_absent', params: { present: brought.sponsorsPresent } }
      : undefined,
};

/** Three months from the branch meeting, six with special reasons that were reported (细则2014 art. 27). */
export const approvedInTime: Case[] = [
  {
    key: 'not_expired',
    check: (facts) => {
      const from = approvalCountsFrom(facts);
      if (!from) return undefined;
      const rule = ruleAt(facts, 'approval.special_months');
      const last = from.add({ months: rule.value });
      if (!isAfter(facts.on, last)) return undefined;
      return {
        code: 'admission.approval_expired',
        params: { months: rule.value, from: from.toString(), last: last.toString() },
        cites: rule.source,
        remedy: 'admission.discuss_again',
      };
    },
  },
  {
    key: 'in_time_or_reasoned',
    check: (facts) => {
      const from = approvalCountsFrom(facts);
      if (!from || facts.brought?.specialReason?.trim()) return undefined;
      const rule = ruleAt(facts, 'approval.months');
      const last = from.add({ months: rule.value });
      if (!isAfter(facts.on, last)) return undefined;
      return {
        code: 'admission.approval_late',
        params: { months: rule.value, from: from.toString(), last: last.toString() },
        cites: rule.source,
        field: 'specialReason',
      };
    },
  },
];

export const oathInTime: Case = {
  key: 'oath_in_time',
  check: (facts) => {
    const deadline = deadlineOf(facts, 'oath');
    if (!deadline || !isAfter(facts.on, deadline.dueOn)) return undefined;
    return {
      code: 'admission.done_late',
      params: { stepKey: stepKey('oath'), dueOn: deadline.dueOn.toString() },
      cites: deadline.cites,
    };
  },
};
