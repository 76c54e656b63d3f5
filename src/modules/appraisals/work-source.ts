/** What waits for whom in a year's appraisal. */
import { sql } from 'kysely';
import { isInScope, scopeUnder, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import { ownPlaces } from './objection-store.ts';
import type { RoundState } from './choices.ts';

const most = 60;

type Waiting = {
  id: string;
  orgId: string;
  orgPath: string;
  year: number;
  state: RoundState;
  until: Temporal.PlainDate | null;
  objections: number;
};

/** The next step of each round: the branch's, the committee's, or an objection to answer. */
export const appraisalWork: WorkSource = {
  permission: 'appraisals.read',
  async list(ctx) {
    const { rows } = await sql<Waiting>`
      select a.id, a.org_id as "orgId", a.org_path as "orgPath", a.year, a.state, a.objections_until as until,
        (select count(*) from appraisal_objections b where b.appraisal_id = a.id and b.answer is null) as objections
      from appraisals a
      where a.state not in ('closed', 'withdrawn') and a.org_path <@ any(${ctx.scope}::ltree[])
      order by a.year, a.state_since, a.id limit ${most}
    `.execute(ctx.tx);
    const names = await nameOf(
      ctx,
      rows.map((row) => row.orgId),
      ctx.today,
    );
    return rows.flatMap((row) => itemOf(ctx, row, names.get(row.orgId)?.shortName ?? ''));
  },
};

function itemOf(ctx: Ctx, row: Waiting, orgName: string): WorkItem[] {
  const step = row.objections > 0 ? 'objection' : row.state;
  // Until the window is over nobody has to do anything.
  if (step === 'told' && row.until && Temporal.PlainDate.compare(ctx.today, row.until) <= 0) return [];
  const permission = step === 'proposed' || step === 'objection' ? 'appraisals.approve' : 'appraisals.manage';
  const isMine = isInScope(scopeUnder(ctx, permission), row.orgPath);
  if (!isMine && !isInScope(scopeUnder(ctx, 'appraisals.manage'), row.orgPath)) return [];
  return [
    {
      key: `appraisals.${step}`,
      params: { year: row.year },
      path: `/appraisals/${row.id}`,
      orgName,
      dueOn: null,
      late: false,
      waitsFor: isMine ? 'me' : permission,
    },
  ];
}

/** A member's own self-assessment that is still to be written. */
export const ownAppraisalWork: WorkSource = {
  permission: 'signed_in',
  async list(ctx) {
    const places = await ownPlaces(ctx);
    const paths = [...new Set(places.map((one) => one.orgPath))];
    if (paths.length === 0) return [];
    return openOnes(
      ctx,
      paths,
      places.map((one) => one.memberId),
    );
  },
};

/** Rounds of the own places that are open and in which nothing was written yet. */
async function openOnes(ctx: Ctx, paths: string[], memberIds: string[]): Promise<WorkItem[]> {
  return withinPaths(ctx, paths, async (inner) => {
    const { rows } = await sql<{ year: number; orgId: string }>`
      select a.year, a.org_id as "orgId" from appraisal_members m join appraisals a on a.id = m.appraisal_id
      where m.id = any(${memberIds}::uuid[]) and a.state = 'open' and m.self_text is null and m.excused is null
    `.execute(inner.tx);
    const names = await nameOf(
      inner,
      rows.map((row) => row.orgId),
      inner.today,
    );
    return rows.map((row) => ({
      key: 'appraisals.self',
      params: { year: row.year },
      path: '/own-appraisals',
      orgName: names.get(row.orgId)?.shortName ?? '',
      dueOn: null,
      late: false,
      waitsFor: 'me',
    }));
  });
}
