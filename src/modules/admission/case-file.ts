/** Everything on record of a case, and the facts that its procedure looks at. */
import type { WorkingCalendar } from '../../kernel/clock/calendar.ts';
import { loadCalendar } from '../../kernel/clock/store.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { decisionsWithoutEffect } from '../meetings/facade.ts';
import type { AdmissionFacts, Details, LocalAdmissionRules, ShownNotice } from './facts.ts';
import { admissionParameters } from './parameters.ts';
import { type Progress, replay } from './progress.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;

export type CaseFile = {
  row: store.CaseRow;
  entries: store.EntryRow[];
  progress: Progress;
  notices: store.NoticeRow[];
  annulled: readonly string[];
  calendar: WorkingCalendar;
  local: LocalAdmissionRules;
};

/** What an entry at hand brings beside what is on record. */
export type Brought = {
  on: Day;
  details: Details;
  formTaken?: boolean;
  rollVoters?: number;
  load?: Record<string, number>;
};

export async function readFile(ctx: Ctx, row: store.CaseRow): Promise<CaseFile> {
  const [file] = await readFiles(ctx, [row]);
  if (!file) throw new Error('a row gives a file');
  return file;
}

/** The files of several cases with a fixed number of queries, for boards and lists of work. */
export async function readFiles(ctx: Ctx, rows: readonly store.CaseRow[]): Promise<CaseFile[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const entries = Map.groupBy(await store.listEntries(ctx, ids), (entry) => entry.caseId);
  const notices = Map.groupBy(await store.listNotices(ctx, ids), (notice) => notice.caseId);
  const calendar = await loadCalendar(ctx);
  const decisions = [...entries.values()].flat().flatMap(({ decisionId }) => decisionId ?? []);
  const annulled = [...(await decisionsWithoutEffect(ctx, decisions))];
  const local = new Map<string, LocalAdmissionRules>();
  for (const path of new Set(rows.map((row) => row.orgPath)))
    local.set(path, await localValues(ctx, admissionParameters, path));
  return rows.map((row) => {
    const own = entries.get(row.id) ?? [];
    return {
      row,
      entries: own,
      progress: replay(own),
      notices: notices.get(row.id) ?? [],
      annulled,
      calendar,
      local: local.get(row.orgPath) ?? {},
    };
  });
}

/** The facts of a case on `today`, with what the entry at hand brings. */
export function factsOf(file: CaseFile, today: Day, brought?: Brought): AdmissionFacts {
  const { row, progress, calendar, local, annulled } = file;
  return {
    today,
    on: brought?.on ?? today,
    calendar,
    local,
    person: { name: row.name, birthDate: row.birthDate, ...(row.personId && { personId: row.personId }) },
    progress,
    notices: file.notices.flatMap(shownNotice),
    waitingNotices: file.notices
      .filter((one) => one.state && ['proposed', 'reviewed', 'approved'].includes(one.state))
      .map((one) => one.part),
    annulled,
    ...(brought && { brought: brought.details }),
    ...(brought?.formTaken && { formTaken: true }),
    ...(brought?.rollVoters !== undefined && { rollVoters: brought.rollVoters }),
    ...(brought?.load && { load: brought.load }),
  };
}

function shownNotice(notice: store.NoticeRow): ShownNotice[] {
  if (!notice.postedOn) return [];
  const { part, postedOn, endedOn, openObjections, upheldObjections } = notice;
  return [{ part, postedOn, ...(endedOn && { endedOn }), openObjections, upheldObjections }];
}
