/** Who answers for an institution where: assigned for a period, else by the role that holds the office there (art. 18). */
import { sql } from 'kysely';
import { isInScope, type Ctx } from '../../kernel/ctx.ts';
import type { Institution } from '../../kernel/institution.ts';
import { levels, type Level } from './choices.ts';

export type Assigned = {
  id: string;
  institution: string;
  level: Level;
  accountId: string | null;
  name: string;
  orgId: string;
  orgPath: string;
  orgName: string;
  from: Temporal.PlainDate;
  /** The first day after it. */
  until: Temporal.PlainDate | null;
  reason: string;
  endedBecause: string | null;
  version: number;
};

export type Holder = {
  accountId: string;
  name: string;
  role: string;
  orgId: string;
  orgPath: string;
  orgName: string;
};

export type Responsibility = { asOf: Temporal.PlainDate; assigned: Assigned[]; holders: Holder[] };

export type Responsible = {
  level: Level;
  name: string;
  accountId: string | null;
  org: { id: string; name: string };
  orgPath: string;
  byOffice: boolean;
  since: Temporal.PlainDate | null;
};

/** Everything of a town on a day, in two queries: what was assigned, past and present, and who holds which role. */
export async function loadResponsibility(
  ctx: Ctx,
  townPath: string,
  asOf: Temporal.PlainDate,
): Promise<Responsibility> {
  const { rows: assigned } = await sql<Assigned>`
    select r.id, r.institution, r.level, r.account_id as "accountId", coalesce(a.display_name, r.post) as name,
      r.org_id as "orgId", r.org_path as "orgPath", n.short_name as "orgName", lower(r.valid) as "from",
      upper(r.valid) as until, r.reason, r.ended_because as "endedBecause", r.version
    from institution_responsibles r
    left join accounts a on a.id = r.account_id
    join organization_names n on n.org_id = r.org_id and upper_inf(n.valid)
    where r.org_path <@ ${townPath}::ltree and not isempty(r.valid)
    order by r.institution, r.level, lower(r.valid) desc
  `.execute(ctx.tx);
  const { rows: holders } = await sql<Holder>`
    select g.account_id as "accountId", a.display_name as name, g.role, g.org_id as "orgId", o.path as "orgPath",
      n.short_name as "orgName"
    from role_grants g
    join accounts a on a.id = g.account_id
    join organizations o on o.id = g.org_id
    join organization_names n on n.org_id = o.id and upper_inf(n.valid)
    where g.valid @> ${asOf}::date and o.path <@ ${townPath}::ltree and g.role <> 'member'
    order by nlevel(o.path), o.order_no, o.path, a.display_name, g.role
  `.execute(ctx.tx);
  return { asOf, assigned, holders };
}

export function isValidOn(row: Assigned, on: Temporal.PlainDate): boolean {
  const begun = Temporal.PlainDate.compare(row.from, on) <= 0;
  return begun && (row.until === null || Temporal.PlainDate.compare(on, row.until) < 0);
}

/**
 * Who answers for an institution in the subtrees: people at, above or below them. An assignment at an organization stands
 * before whoever would answer by office there.
 */
export function responsiblesFor(
  all: Responsibility,
  institution: { id: string; running: Institution | undefined },
  paths: readonly string[],
): Responsible[] {
  const isNear = (path: string): boolean =>
    isInScope(paths, path) || paths.some((own) => isInScope([path], own));
  return levels.flatMap((level) => {
    const assigned = all.assigned.filter(
      (row) =>
        row.institution === institution.id &&
        row.level === level &&
        isValidOn(row, all.asOf) &&
        isNear(row.orgPath),
    );
    const taken = new Set(assigned.map((row) => row.orgId));
    const role = institution.running?.responsible[level];
    const byOffice = all.holders.filter(
      (row) => row.role === role && !taken.has(row.orgId) && isNear(row.orgPath),
    );
    return [
      ...assigned.map((row) => responsible(level, row, row.from)),
      ...byOffice.map((row) => responsible(level, row, null)),
    ];
  });
}

/** The one whose it is at an organization: the nearest that was assigned, else whoever holds the role that can do it. */
export function whoseIs(
  all: Responsibility,
  duty: { institution: string; orgPath: string; next: string },
): string[] {
  const [nearest] = all.assigned
    .filter(
      (row) =>
        row.institution === duty.institution &&
        row.level === 'specific' &&
        isValidOn(row, all.asOf) &&
        isInScope([row.orgPath], duty.orgPath),
    )
    .toSorted((a, b) => b.orgPath.length - a.orgPath.length);
  if (nearest) return [nearest.name];
  const holders = all.holders.filter(
    (row) => row.role === duty.next && isInScope([row.orgPath], duty.orgPath),
  );
  const depth = Math.max(0, ...holders.map((row) => row.orgPath.length));
  return [...new Set(holders.filter((row) => row.orgPath.length === depth).map((row) => row.name))];
}

function responsible(level: Level, row: Assigned | Holder, since: Temporal.PlainDate | null): Responsible {
  return {
    level,
    name: row.name,
    accountId: row.accountId,
    org: { id: row.orgId, name: row.orgName },
    orgPath: row.orgPath,
    byOffice: since === null,
    since,
  };
}
