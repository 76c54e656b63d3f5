/** Reads one line of a roster into typed values and says what is wrong with it. Pure: no town, no clock. */

import { cellText, type Cell } from '../../kernel/paper/cell.ts';
import { findCode } from './code-tables.ts';
import { readIdNumber, type Sex } from './id-number.ts';
import { kindOf, type ColumnKind, type RosterField } from './roster-columns.ts';
import { readDate } from './roster-dates.ts';
import { judgeRow } from './roster-judging.ts';
import type { Severity } from './roster-problems.ts';
import { halfWidth, tidy, tidyName } from './roster-text.ts';
import {
  report,
  type Draft,
  type MemberKind,
  type ReadRow,
  type RosterDateField,
  type RosterFlagField,
  type RosterTextField,
  type RowOptions,
} from './roster-values.ts';

/** A fault in these keeps the whole line out; in others the value is left out and pointed at. */
const essentialFields = new Set<RosterField>([
  'name',
  'sex',
  'id_no',
  'birth_date',
  'member_kind',
  'branch',
  'joined_on',
  'converted_on',
]);

const flagWords: Record<string, boolean> = {};
for (const word of ['是', '有', '√', '✓', '✔', '1', 'y', 'yes', 'true', '对']) flagWords[word] = true;
for (const word of ['否', '无', '×', '✗', '0', 'n', 'no', 'false', '不是', '非', '-'])
  flagWords[word] = false;

/** Reads the cells of one line, `cells` being those whose column has a known field. */
export function readRosterRow(cells: Map<RosterField, Cell>, options: RowOptions): ReadRow {
  const draft: Draft = { values: {}, problems: [], idText: '', cells, id: undefined };
  for (const [field, cell] of cells) {
    if (cell.kind === 'error') report(draft, field, 'cell.error', faultSeverity(field));
    else readCell(draft, field, cell);
  }
  judgeRow(draft, options);
  return { values: draft.values, problems: draft.problems, idText: draft.idText };
}

function readCell(draft: Draft, field: RosterField, cell: Cell): void {
  const kind = kindOf(field);
  const { values } = draft;
  switch (kind.as) {
    case 'serial':
    case 'ignored':
      return;
    case 'id':
      return readId(draft, cell);
    case 'date':
    case 'month':
      return readDateField(draft, field as RosterDateField, cell, kind.as); // kinds date and month have these fields
    case 'code':
      return readCode(draft, field, cell, kind);
    case 'flag':
      return readFlag(draft, field as RosterFlagField, cell); // kind flag has these fields
    case 'phone':
      return readPhone(draft, cell);
    case 'yuan':
    case 'count':
      return readNumberField(draft, field as 'monthly_due' | 'party_years_adjustment', cell, kind.as); // by kind
    case 'name': {
      const name = tidyName(cellText(cell));
      if (name) values.name = name;
      return;
    }
    case 'branch': {
      const name = tidy(cellText(cell)).replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
      if (name) values.branch = name;
      return;
    }
    case 'text': {
      const text = tidy(cellText(cell));
      if (text) values[field as RosterTextField] = text; // kind text has these fields
      return;
    }
  }
}

function readId(draft: Draft, cell: Cell): void {
  const reading = readIdNumber(cell);
  if (reading.id) {
    draft.id = reading.id;
    draft.values.id_no = reading.id.number;
  }
  if (reading.fault) report(draft, 'id_no', reading.fault, 'wrong', { length: reading.text.length });
  for (const repair of reading.repairs) report(draft, 'id_no', repair, 'repaired');
  const isDamaged = reading.fault === 'id_no.stored_as_number' || reading.fault === 'id_no.scientific';
  draft.idText = isDamaged ? '' : reading.text;
}

function readDateField(draft: Draft, field: RosterDateField, cell: Cell, as: 'date' | 'month'): void {
  const reading = readDate(cell);
  if (reading.fault) return report(draft, field, reading.fault, faultSeverity(field));
  if (!reading.value) return;
  if (as === 'month') {
    draft.values[field] = { date: reading.value.date.with({ day: 1 }), precision: 'month' };
    return;
  }
  draft.values[field] = reading.value;
  for (const repair of reading.repairs) report(draft, field, repair, 'repaired');
}

function readCode(draft: Draft, field: RosterField, cell: Cell, kind: ColumnKind & { as: 'code' }): void {
  const written = tidy(halfWidth(cellText(cell)));
  if (!written) return;
  const row = findCode(kind.table, written);
  if (!row) report(draft, field, 'code.unknown', kind.closed ? 'wrong' : 'warning');
  if (field === 'sex') {
    if (row) draft.values.sex = row.id as Sex; // each row of this table has one
  } else if (field === 'member_kind') {
    if (row) draft.values.member_kind = row.id as MemberKind; // each row of this table has one
  } else {
    draft.values[field as RosterTextField] = row?.label ?? written; // the other coded fields carry labels
  }
}

function readFlag(draft: Draft, field: RosterFlagField, cell: Cell): void {
  const word = halfWidth(cellText(cell)).replace(/\s/g, '').toLowerCase();
  if (word === '') return;
  const flag = flagWords[word];
  if (flag === undefined) report(draft, field, 'flag.unknown', 'warning');
  else draft.values[field] = flag;
}

function readPhone(draft: Draft, cell: Cell): void {
  const written = tidy(halfWidth(cellText(cell)));
  if (!written) return;
  const digits = written.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '');
  const isPhone = /^1\d{10}$/.test(digits) || /^(0\d{2,3})?\d{7,8}$/.test(digits);
  if (!isPhone) report(draft, 'mobile', 'phone.malformed', 'warning');
  draft.values.mobile = isPhone ? digits : written;
}

function readNumberField(
  draft: Draft,
  field: 'monthly_due' | 'party_years_adjustment',
  cell: Cell,
  as: 'yuan' | 'count',
): void {
  const written = halfWidth(cellText(cell)).replace(/[\s,¥￥元]/g, '');
  if (!written) return;
  const pattern = as === 'yuan' ? /^(\d{1,7})(?:\.(\d{1,2})0*)?$/ : /^(-?\d{1,4})$/;
  const match = pattern.exec(written);
  if (!match) return report(draft, field, 'amount.unreadable', 'warning');
  const whole = Number(match[1]);
  draft.values[field] = as === 'yuan' ? whole * 100 + Number((match[2] ?? '').padEnd(2, '0')) : whole;
}

function faultSeverity(field: RosterField): Severity {
  return essentialFields.has(field) ? 'wrong' : 'warning';
}
