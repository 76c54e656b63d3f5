/** What waits for people in the cases of admission, each with its deadline. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import { holdsAt } from './acts.ts';
import { readFiles } from './case-file.ts';
import { closedStates } from './choices.ts';
import { stepKey } from './conditions.ts';
import { listMentees } from './queries.ts';
import * as store from './store.ts';
import { nextOf, tasksOf } from './tasks.ts';

/** More than anybody has under way; the board has them all. */
const most = 60;

/** The next step of each case that can start, and every step with a deadline. */
const cases: WorkSource = {
  permission: 'admission.read',
  async list(ctx) {
    const { rows } = await sql<{ id: string }>`
      select id from admission_cases
      where state <> all(${[...closedStates]}::text[]) and org_path <@ any(${ctx.scope}::ltree[])
      order by state_since, id limit ${most}
    `.execute(ctx.tx);
    const found = await Promise.all(rows.map(({ id }) => store.find(ctx, id)));
    const files = await readFiles(
      ctx,
      found.filter((row) => row !== undefined),
    );
    const names = await nameOf(
      ctx,
      files.map(({ row }) => row.orgId),
      ctx.today,
    );
    return files.flatMap((file): WorkItem[] => {
      const holds = holdsAt(ctx, file.row.orgPath);
      const tasks = tasksOf(file, ctx.today, holds);
      const next = nextOf(tasks, holds);
      return tasks
        .filter(
          (task) => task.act !== null && task.state !== 'done' && (task === next || task.dueOn !== null),
        )
        .filter((task) => task.state !== 'blocked' || task.dueOn !== null)
        .map((task) =>
          itemOf(ctx, task, {
            path: `/admission/${file.row.id}`,
            orgName: names.get(file.row.orgId)?.shortName ?? '',
            name: file.row.name,
            isMine: holds(task.permission),
          }),
        );
    });
  },
};

function itemOf(
  ctx: Ctx,
  task: ReturnType<typeof tasksOf>[number],
  of: { path: string; orgName: string; name: string; isMine: boolean },
): WorkItem {
  const dueOn = task.dueOn ? Temporal.PlainDate.from(task.dueOn) : null;
  return {
    key: 'admission.next',
    params: { name: of.name, stepKey: stepKey(task.step) },
    path: of.path,
    orgName: of.orgName,
    dueOn,
    late: dueOn !== null && Temporal.PlainDate.compare(dueOn, ctx.today) < 0,
    waitsFor: of.isMine ? 'me' : task.permission,
  };
}

/** The mentor's own: an observation for each half-year. */
const mentees: WorkSource = {
  permission: 'admission.observe',
  async list(ctx) {
    const { rows } = await listMentees(ctx);
    return rows.flatMap((row): WorkItem[] => {
      if (!row.act || !row.dueOn) return [];
      const dueOn = Temporal.PlainDate.from(row.dueOn);
      return [
        {
          key: 'admission.observe',
          params: { name: row.name },
          path: '/mentees',
          orgName: '',
          dueOn,
          late: Temporal.PlainDate.compare(dueOn, ctx.today) < 0,
          waitsFor: 'me',
        },
      ];
    });
  },
};

export const admissionWork: readonly WorkSource[] = [cases, mentees];
