/** Compares the lines of a roster with the roll: new, changed, the same, or wrong for a reason that only the town knows. */
import type { Params } from '../../kernel/refusal.ts';
import { changesBetween, maskNumber, maskPhone, type Change } from './record-values.ts';
import type { RosterField } from './roster-columns.ts';
import type { RosterProblem } from './roster-problems.ts';
import type { RosterRow } from './roster-reading.ts';
import type { RosterValues } from './roster-values.ts';
import type { Kind, Status } from './choices.ts';

/** A record as the comparison needs it. `key` is the number's fingerprint as text, null without a number. */
export type KnownRecord = {
  id: string;
  version: number;
  key: string | null;
  values: RosterValues;
  branchId: string;
  status: Status;
  kind: Kind;
};

export type ShownProblem = {
  field: string;
  code: string;
  severity: 'repaired' | 'warning' | 'wrong' | 'duplicate';
  params: Params;
};

export type ComparedRow = {
  line: number;
  name: string;
  idMasked: string | null;
  verdict: 'new' | 'changed' | 'same' | 'wrong' | 'duplicate';
  repaired: boolean;
  problems: ShownProblem[];
  changes: Record<string, Change> | null;
  personId: string | null;
  personVersion: number | null;
};

export type Roll = {
  /** Fingerprint as text → record within reach. */
  byKey: Map<string, KnownRecord>;
  /** `name|birth|branch` → records. */
  byNameAndBirth: Map<string, KnownRecord[]>;
  /** Fingerprints of numbers that stand in the roll outside the clerk's reach. */
  elsewhere: ReadonlySet<string>;
  keyOf(idNo: string): string;
  nearest(branch: string): string[];
  branchName(id: string): string;
  normalStates: ReadonlySet<string>;
};

export function rollOf(
  records: KnownRecord[],
  rest: Omit<Roll, 'byKey' | 'byNameAndBirth' | 'normalStates'>,
): Roll {
  const byKey = new Map<string, KnownRecord>();
  const byNameAndBirth = new Map<string, KnownRecord[]>();
  for (const record of records) {
    if (record.key) byKey.set(record.key, record);
    const key = nameKey(record.values, record.branchId);
    if (key) byNameAndBirth.set(key, [...(byNameAndBirth.get(key) ?? []), record]);
  }
  return { ...rest, byKey, byNameAndBirth, normalStates: new Set(['正常', '正式', '在册', '有党籍']) };
}

/** Judges one line. `seen` holds the records that an earlier line has already claimed. */
export function compareRow(row: RosterRow, roll: Roll, seen: Map<string, number>): ComparedRow {
  const { values } = row;
  const base = {
    line: row.line,
    name: values.name ?? '',
    idMasked: values.id_no ? maskNumber(values.id_no) : null,
    repaired: row.verdict === 'repaired',
    changes: null,
    personId: null,
    personVersion: null,
  };
  const problems = row.problems.map(shownProblem);
  const unknown = problems.find((problem) => problem.code === 'branch.unknown');
  const near = unknown && values.branch ? roll.nearest(values.branch) : [];
  if (near.length > 0)
    problems.push(problem('branch', 'members.branch_nearest', { names: near.join('、') }, 'warning'));
  if (row.verdict === 'wrong' || row.verdict === 'duplicate')
    return { ...base, verdict: row.verdict, repaired: false, problems };

  const { record, fault } = match(row, roll);
  const earlier = record && seen.get(record.id);
  const faults = [
    ...(fault ? [fault] : []),
    ...faultsOfValues(values, roll, record),
    ...(earlier === undefined ? [] : [problem('name', 'members.two_lines', { line: earlier })]),
  ];
  if (faults.length > 0)
    return { ...base, verdict: 'wrong', repaired: false, problems: [...problems, ...faults] };
  if (!record) return { ...base, verdict: 'new', problems };

  seen.set(record.id, row.line);
  const changes: Record<string, Change> = changesBetween(record.values, values);
  if (values.branch_id && values.branch_id !== record.branchId)
    changes['branch'] = [roll.branchName(record.branchId), roll.branchName(values.branch_id)];
  const isSame = Object.keys(changes).length === 0;
  return {
    ...base,
    verdict: isSame ? 'same' : 'changed',
    problems,
    changes: isSame ? null : changes,
    personId: record.id,
    personVersion: record.version,
  };
}

/** The kind that the sheet says, or that its dates leave no doubt about. */
export function kindOfValues(values: RosterValues): Kind | undefined {
  if (values.member_kind === 'full' || values.member_kind === 'probationary') return values.member_kind;
  return values.member_kind === undefined && values.converted_on ? 'full' : undefined;
}

function match(row: RosterRow, roll: Roll): { record?: KnownRecord | undefined; fault?: ShownProblem } {
  const { values } = row;
  const key = values.id_no ? roll.keyOf(values.id_no) : undefined;
  const byNumber = key ? roll.byKey.get(key) : undefined;
  if (byNumber) return { record: byNumber };
  if (key && roll.elsewhere.has(key)) return { fault: problem('id_no', 'members.number_elsewhere') };
  const alike = (roll.byNameAndBirth.get(nameKey(values, values.branch_id) ?? '') ?? []).filter(
    // Two different numbers are two people, whatever their names.
    (record) => !(key && record.key),
  );
  if (alike.length > 1) return { fault: problem('name', 'members.ambiguous', { count: alike.length }) };
  return { record: alike[0] };
}

function faultsOfValues(values: RosterValues, roll: Roll, record: KnownRecord | undefined): ShownProblem[] {
  const faults: ShownProblem[] = [];
  const kind = kindOfValues(values);
  if (values.member_kind && !kind) faults.push(problem('member_kind', 'members.not_a_member_yet', {}));
  if (!record && !values.member_kind && !kind) faults.push(problem('member_kind', 'members.kind_missing'));
  if (!record && !values.sex) faults.push(problem('sex', 'members.sex_missing'));
  if (!record && !values.branch_id) faults.push(problem('branch', 'branch.missing'));
  if (values.membership_state && !roll.normalStates.has(values.membership_state))
    faults.push(problem('membership_state', 'members.state_by_event', { value: values.membership_state }));
  if (record && record.status !== 'active')
    faults.push(problem('name', 'members.not_active', { statusKey: `members.status.${record.status}` }));
  if (record?.kind === 'probationary' && kind === 'full' && !values.converted_on)
    faults.push(problem('converted_on', 'members.conversion_day_missing'));
  if (record?.kind === 'full' && kind === 'probationary')
    faults.push(problem('member_kind', 'members.was_converted'));
  return faults;
}

function problem(
  field: RosterField,
  code: string,
  params: Params = {},
  severity: ShownProblem['severity'] = 'wrong',
): ShownProblem {
  return { field, code, severity, params };
}

/** The reader's problem, its value masked where it is a number of a person. */
function shownProblem({ field, code, severity, params }: RosterProblem): ShownProblem {
  if (typeof params['value'] !== 'string') return { field, code, severity, params };
  const value = params['value'];
  if (field === 'id_no') return { field, code, severity, params: { ...params, value: maskNumber(value) } };
  if (field === 'mobile') return { field, code, severity, params: { ...params, value: maskPhone(value) } };
  return { field, code, severity, params };
}

function nameKey(values: RosterValues, branchId: string | undefined): string | undefined {
  if (!values.name || !values.birth_date || !branchId) return undefined;
  return `${values.name}|${values.birth_date.date.toString()}|${branchId}`;
}
