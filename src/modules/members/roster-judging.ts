/** Judges the values of a line against each other and against the town: what contradicts, what is missing. */

import { cellText, type Cell } from '../../kernel/paper/cell.ts';
import { compareDates, type RosterDate } from './roster-dates.ts';
import { tidy } from './roster-text.ts';
import { report, type BranchResolver, type Draft, type RowOptions } from './roster-values.ts';

/** As clerks mark a branch that is no more: （已撤销）老街支部. */
const DISSOLVED = /[（(【[](原|已)?(撤销|注销|合并|解散)[）)】\]]/u;
const AGE_OF_ADMISSION = 18; // 党章 art. 1

/** Adds to the draft what its values say about each other. */
export function judgeRow(draft: Draft, options: RowOptions): void {
  judgeName(draft);
  judgeIdentity(draft);
  judgeBranch(draft, options.branches);
  judgePartyDates(draft);
  if (options.today) judgeFuture(draft, options.today);
}

function judgeName(draft: Draft): void {
  const { name } = draft.values;
  if (!name) {
    if (draft.cells.get('name')?.kind !== 'error') report(draft, 'name', 'name.missing', 'wrong');
    return;
  }
  if (name !== cellText(draft.cells.get('name')).trim()) report(draft, 'name', 'name.normalized', 'repaired');
  const isUsual = /^[\p{Script=Han}·]{2,}$/u.test(name) || /^\p{L}[\p{L} .·'-]+$/u.test(name);
  if (!isUsual || /[某ＸX×]/.test(name)) report(draft, 'name', 'name.odd_characters', 'warning');
}

/** Number, sex and date of birth against each other: differences are shown, never overwritten (档案年龄 ≠ number). */
function judgeIdentity(draft: Draft): void {
  const { id, values, cells } = draft;
  if (cells.has('id_no') && draft.idText === '' && cells.get('id_no')?.kind === 'empty') {
    report(draft, 'id_no', 'id_no.missing', 'warning');
  }
  if (!id) return;
  if (values.sex && values.sex !== id.sex) report(draft, 'sex', 'sex.contradicts_id', 'wrong');
  if (!values.sex && isBlank(cells.get('sex'))) {
    values.sex = id.sex;
    report(draft, 'sex', 'sex.from_id', 'repaired');
  }
  const birth = values.birth_date;
  const fromId: RosterDate = { date: id.birthDate, precision: 'day' };
  if (!birth) {
    if (!isBlank(cells.get('birth_date'))) return;
    values.birth_date = fromId;
    report(draft, 'birth_date', 'birth_date.from_id', 'repaired');
  } else if (compareDates(birth, fromId) !== 0) {
    report(draft, 'birth_date', 'birth_date.contradicts_id', 'warning', { idDate: id.birthDate.toString() });
  } else if (birth.precision === 'month') {
    values.birth_date = fromId;
    draft.problems = draft.problems.filter(
      (it) => it.field !== 'birth_date' || it.code !== 'date.month_only',
    );
    report(draft, 'birth_date', 'birth_date.day_from_id', 'repaired');
  }
}

function judgeBranch(draft: Draft, resolve: BranchResolver | undefined): void {
  const { branch } = draft.values;
  if (!resolve) {
    // Without a town only what the sheet itself says of its branch can be judged.
    if (branch && DISSOLVED.test(branch))
      report(draft, 'branch', 'branch.said_dissolved', 'wrong', { branch });
    return;
  }
  if (!branch) return report(draft, 'branch', 'branch.missing', 'wrong');
  const found = resolve(branch);
  if (found === undefined) report(draft, 'branch', 'branch.unknown', 'wrong', { branch });
  else if (found === 'ambiguous') report(draft, 'branch', 'branch.ambiguous', 'wrong', { branch });
  else draft.values.branch_id = found.id;
}

function judgePartyDates(draft: Draft): void {
  const { values, cells } = draft;
  const { joined_on: joined, converted_on: converted, birth_date: birth, member_kind: kind } = values;
  const isMember = kind === undefined || kind === 'full' || kind === 'probationary';
  if (isMember && cells.has('joined_on') && isBlank(cells.get('joined_on')) && !joined) {
    report(draft, 'joined_on', 'joined_on.missing', 'wrong');
  }
  if (joined && birth) {
    const adult = birth.date.add({ years: AGE_OF_ADMISSION });
    const joinedAtLatest = joined.precision === 'day' ? joined.date : lastOfMonth(joined.date);
    if (compareDates(joined, birth) < 0) report(draft, 'joined_on', 'joined_on.before_birth', 'wrong');
    else if (Temporal.PlainDate.compare(joinedAtLatest, adult) < 0) {
      const { years } = birth.date.until(joinedAtLatest, { largestUnit: 'years' });
      report(draft, 'joined_on', 'joined_on.under_18', 'warning', { age: years });
    }
  }
  if (joined && converted && compareDates(converted, joined) < 0) {
    report(draft, 'converted_on', 'converted_on.before_joined', 'wrong', { joined: joined.date.toString() });
  }
  if (kind === 'probationary' && converted) {
    report(draft, 'converted_on', 'converted_on.on_probationary', 'warning');
  }
  if (kind === 'full' && cells.has('converted_on') && isBlank(cells.get('converted_on')) && !converted) {
    report(draft, 'converted_on', 'converted_on.missing', 'warning');
  }
}

function judgeFuture(draft: Draft, today: Temporal.PlainDate): void {
  for (const field of ['birth_date', 'joined_on', 'converted_on'] as const) {
    const value = draft.values[field];
    if (value && Temporal.PlainDate.compare(value.date, today) > 0) {
      report(draft, field, 'date.in_future', 'warning', { today: today.toString() });
    }
  }
}

function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || tidy(cellText(cell)) === '' || /^[-–—/\\无]+$/.test(tidy(cellText(cell)));
}

function lastOfMonth(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.with({ day: date.daysInMonth });
}
