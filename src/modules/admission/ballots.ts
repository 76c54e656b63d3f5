/** Vote arithmetic of admission (细则2014 art. 20–21): quorum of those present, majority of those who should attend. */
import { meetsQuorum, passes, type QuorumVerdict, type Verdict } from '../../kernel/ballot/threshold.ts';
import type { Reason } from '../../kernel/refusal.ts';
import type { Dated } from '../../kernel/rulebook.ts';
import { type Ballot, type LocalAdmissionRules, ruleOn } from './facts.ts';

export type DecidingBody = 'branch_meeting' | 'branch_committee' | 'town_committee';

/** `impossible`: counts that cannot be right; then there is no verdict. */
export type BallotVerdict = {
  impossible: Reason[];
  quorum?: QuorumVerdict & { rule: Dated<unknown> };
  votes?: Verdict & { rule: Dated<unknown> };
};

const none = { yes: 0, no: 0, abstain: 0 };

/** Judged by the rule of the meeting's own day; written opinions count among the votes and not among those present. */
export function judgeBallot(
  body: DecidingBody,
  ballot: Ballot,
  heldOn: Temporal.PlainDate,
  local: LocalAdmissionRules = {},
): BallotVerdict {
  const impossible = faultsOf(body, ballot, heldOn, local);
  if (impossible.length > 0) return { impossible };
  const rules = { local };
  const quorumRule = ruleOn(rules, `${body}.quorum`, heldOn);
  const passRule = ruleOn(rules, `${body}.pass`, heldOn);
  const { eligible, present } = ballot;
  const written = ballot.written ?? none;
  const counts = sumOf(ballot) + sumOf(written);
  const unit = body === 'branch_meeting' ? 'members' : 'committee';
  return {
    impossible,
    quorum: { ...meetsQuorum(quorumRule.value, { [unit]: { eligible, present } }), rule: quorumRule },
    votes: {
      ...passes(passRule.value, {
        yes: ballot.yes + written.yes,
        eligible,
        present: present + sumOf(written),
        cast: counts,
        valid: counts,
      }),
      rule: passRule,
    },
  };
}

function faultsOf(
  body: DecidingBody,
  ballot: Ballot,
  heldOn: Temporal.PlainDate,
  local: LocalAdmissionRules,
): Reason[] {
  const { eligible, present } = ballot;
  const written = ballot.written ?? none;
  const faults: Reason[] = [];
  if (present > eligible)
    faults.push({
      code: 'admission.more_present_than_eligible',
      params: { present, eligible },
      field: 'present',
    });
  if (sumOf(ballot) > present)
    faults.push({
      code: 'admission.more_votes_than_present',
      params: { votes: sumOf(ballot), present },
      field: 'yes',
    });
  if (sumOf(written) === 0) return faults;
  const rule =
    body === 'branch_meeting' ? ruleOn({ local }, 'branch_meeting.written_opinions', heldOn) : undefined;
  if (!rule?.value)
    faults.push({
      code: 'admission.written_not_counted',
      field: 'writtenYes',
      ...(rule && { cites: rule.source }),
    });
  if (sumOf(written) > eligible - present)
    faults.push({
      code: 'admission.more_written_than_absent',
      params: { written: sumOf(written), absent: Math.max(0, eligible - present) },
      field: 'writtenYes',
    });
  return faults;
}

function sumOf({ yes, no, abstain }: { yes: number; no: number; abstain: number }): number {
  return yes + no + abstain;
}
