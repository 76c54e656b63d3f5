/** The board of all cases: who stands where, since when, what is next and whose. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { listBranches, nameOf } from '../organizations/facade.ts';
import { holdsAt } from './acts.ts';
import { type CaseFile, readFiles } from './case-file.ts';
import { type CaseState, caseStates, type Stage, stageOf, stages } from './choices.ts';
import { entryOf } from './progress.ts';
import * as store from './store.ts';
import { nextOf, tasksOf } from './tasks.ts';
import type { caseLine } from './case-api.ts';

export type CaseLine = z.output<typeof caseLine>;

const pageSize = 60;

/** Open cases, or those of one stage; the longest waiting first. */
export async function listCases(
  ctx: Ctx,
  {
    q,
    branch,
    stage,
    page = 1,
  }: {
    q?: string | undefined;
    branch?: string | undefined;
    stage?: Stage | undefined;
    page?: number | undefined;
  },
) {
  const states = caseStates.filter((state) =>
    stage ? stageOf(state) === stage : stageOf(state) !== 'closed',
  );
  const words = q?.trim();
  const { rows: found } = await sql<{ id: string; total: number }>`
    select c.id, count(*) over ()::int as total from admission_cases c
    where c.org_path <@ any(${ctx.scope}::ltree[]) and c.state = any(${states}::text[])
      ${words ? sql`and (c.name like ${`%${words}%`} or c.pinyin like ${`${words.toLowerCase()}%`})` : sql``}
      ${branch ? sql`and c.org_id = ${branch}` : sql``}
    order by c.state_since, c.id offset ${(page - 1) * pageSize} limit ${pageSize}
  `.execute(ctx.tx);
  const cases = await Promise.all(found.map(({ id }) => store.find(ctx, id)));
  const files = await readFiles(
    ctx,
    cases.filter((row) => row !== undefined),
  );
  const names = await nameOf(
    ctx,
    files.map(({ row }) => row.orgId),
    ctx.today,
  );
  const branches = await listBranches(ctx, ctx.scope);
  return {
    rows: files.map((file) => lineOf(ctx, file, names.get(file.row.orgId)?.shortName ?? '')),
    total: found[0]?.total ?? 0,
    counts: await countStages(ctx),
    branches: branches.map(({ id, shortName }) => ({ id, name: shortName })),
    mayStart: scopeUnder(ctx, 'admission.record').length > 0,
  };
}

export function lineOf(ctx: Ctx, file: CaseFile, branch: string): CaseLine {
  const { row } = file;
  const holds = holdsAt(ctx, row.orgPath);
  const next = nextOf(tasksOf(file, ctx.today, holds), holds);
  return {
    id: row.id,
    name: row.name,
    branch,
    stage: stageOf(row.state),
    state: row.state,
    stateSince: row.stateSince.toString(),
    waitingDays: row.stateSince.until(ctx.today).days,
    appliedOn: row.appliedOn.toString(),
    next:
      next && next.state !== 'done'
        ? {
            step: next.step,
            state: next.state,
            permission: next.permission,
            dueOn: next.dueOn,
            late: next.dueOn !== null && next.dueOn < ctx.today.toString(),
            possibleFrom:
              next.because
                .map((reason) => reason.possibleFrom ?? '')
                .toSorted()
                .at(-1) || null,
          }
        : null,
  };
}

async function countStages(ctx: Ctx): Promise<{ stage: Stage; count: number }[]> {
  const { rows } = await sql<{ state: CaseState; n: number }>`
    select state, count(*)::int as n from admission_cases c
    where c.org_path <@ any(${ctx.scope}::ltree[]) group by state
  `.execute(ctx.tx);
  return stages.map((stage) => ({
    stage,
    count: rows.filter((row) => stageOf(row.state) === stage).reduce((sum, row) => sum + row.n, 0),
  }));
}

/** Full members of the case's branch on its acts' day, from whom mentors and sponsors are chosen. */
export async function listChoices(ctx: Ctx, { id }: { id: string }) {
  const row = await store.find(ctx, id);
  if (!row) return { people: [] };
  const { rows } = await sql<{ id: string; name: string }>`
    select m.id, m.name from members m
    where m.org_id = ${row.orgId} and m.status = 'active' and m.kind = 'full' order by m.pinyin, m.id limit 500
  `.execute(ctx.tx);
  return { people: rows };
}

/** People whom the reader accompanies as a mentor; nothing more of the case than the mentor needs. */
export async function listMentees(ctx: Ctx) {
  const own = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  if (!own) return { rows: [] };
  const { rows } = await sql<{ id: string }>`
    select distinct case_id as id from admission_people where person_id = ${own} and role = 'mentor'
  `.execute(ctx.tx);
  const cases = await Promise.all(rows.map(({ id }) => store.find(ctx, id)));
  const files = await readFiles(
    ctx,
    cases
      .filter((row) => row !== undefined && stageOf(row.state) !== 'closed')
      .map((row) => row as store.CaseRow),
  ); // undefined ones are filtered out
  return {
    rows: files
      .filter((file) =>
        entryOf(file.progress, 'mentors_assigned')?.details.people?.some((one) => one.personId === own),
      )
      .map((file) => menteeOf(ctx, file)),
  };
}

function menteeOf(ctx: Ctx, file: CaseFile) {
  const { row } = file;
  const tasks = tasksOf(file, ctx.today, holdsAt(ctx, row.orgPath));
  const task = tasks.find(
    (one) => (one.step === 'cultivation' || one.step === 'probation_observation') && one.act,
  );
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    stage: stageOf(row.state),
    act: task?.act === 'observe' || task?.act === 'observe_probation' ? task.act : null,
    dueOn: task?.dueOn ?? null,
    observed: file.progress.entries
      .filter((entry) => entry.step === 'cultivation' || entry.step === 'probation_observation')
      .map((entry) => ({
        on: entry.on.toString(),
        mentorOpinion: entry.details.text?.['mentorOpinion'] ?? '',
      })),
    today: ctx.today.toString(),
  };
}
