/** Conditions of S21–S25: the end of probation, on time, extended once or revoked, and its approval. */
import { type Case, stepKey } from './conditions.ts';
import { isAfter, ruleAt, ruleOn } from './facts.ts';
import { probationOf } from './probation.ts';
import { entriesOf, entryOf } from './progress.ts';

/** Not earlier than the weeks before the end that the town allows. */
export const nearTheEnd: Case = {
  key: 'near_the_end',
  check: (facts) => {
    const probation = probationOf(facts);
    if (!probation) return undefined;
    const rule = ruleAt(facts, 'conversion.request_days');
    const first = probation.lastDay.subtract({ days: rule.value });
    if (!isAfter(first, facts.on)) return undefined;
    return {
      code: 'admission.request_too_early',
      params: { lastDay: probation.lastDay.toString(), days: rule.value, first: first.toString() },
      cites: rule.source,
      possibleFrom: first.toString(),
    };
  },
};

/** Conversion and extension are decided when the probation is over, never before (党章 art. 7). */
export const probationOver: Case = {
  key: 'probation_over',
  check: (facts) => {
    const probation = probationOf(facts);
    if (!probation || !isAfter(probation.fullFrom, facts.on)) return undefined;
    const { source: cites } = ruleOn(facts, 'probation.months', probation.start);
    return {
      code: 'admission.probation_running',
      params: { lastDay: probation.lastDay.toString() },
      cites,
      possibleFrom: probation.fullFrom.toString(),
    };
  },
};

export const notExtendedBefore: Case = {
  key: 'not_extended_before',
  check: (facts) => {
    if (!probationOf(facts)?.extended) return undefined;
    const { source: cites } = ruleAt(facts, 'extension.months');
    return { code: 'admission.extended_before', cites, field: 'resolution' };
  },
};

/** Six to twelve whole months, once. */
export const extensionInRange: Case = {
  key: 'extension_in_range',
  check: (facts) => {
    const months = facts.brought?.months ?? 0;
    const { value, source: cites } = ruleAt(facts, 'extension.months');
    if (months >= value.min && months <= value.max) return undefined;
    return { code: 'admission.extension_out_of_range', params: { ...value }, cites, field: 'months' };
  },
};

/** An entry for each half-year of probation; two in a year. */
export const observedOnProbation: Case = {
  key: 'observed_on_probation',
  check: (facts) => {
    const probation = probationOf(facts);
    if (!probation) return undefined;
    const rule = ruleOn(facts, 'observation.months', probation.start);
    const until = isAfter(facts.on, probation.fullFrom) ? probation.fullFrom : facts.on;
    const needed = Math.max(
      0,
      Math.floor(probation.start.until(until, { largestUnit: 'month' }).months / rule.value),
    );
    const have = entriesOf(facts.progress, 'probation_observation').length;
    if (have >= needed) return undefined;
    return {
      code: 'admission.observations_missing',
      params: { have, needed, months: rule.value },
      cites: rule.source,
      who: 'admission.observe',
    };
  },
};

/** Three months from the branch's resolution; the text knows no longer term here, so late is shown and not refused. */
export const conversionApprovedInTime: Case = {
  key: 'conversion_approved_in_time',
  check: (facts) => {
    const heldOn = entryOf(facts.progress, 'branch_meeting_conversion')?.on;
    if (!heldOn) return undefined;
    const rule = ruleAt(facts, 'conversion.approval_months');
    const last = heldOn.add({ months: rule.value });
    if (!isAfter(facts.on, last)) return undefined;
    return {
      code: 'admission.done_late',
      params: { stepKey: stepKey('tc_conversion_approval'), dueOn: last.toString() },
      cites: rule.source,
    };
  },
};
