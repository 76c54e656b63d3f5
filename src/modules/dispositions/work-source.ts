/** What waits for whom in dispositions: the next step with its last day, appeals to answer, members to contact. */
import { sql } from 'kysely';
import { isInScope, type Ctx } from '../../kernel/ctx.ts';
import { localValuesAt } from '../../kernel/parameters.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import { holdsAt } from './case-file.ts';
import type { DispositionState } from './choices.ts';
import { contactsDue } from './contacts.ts';
import { dispositionParameters, dispositionRules } from './rulebook.ts';
import { dueOn, isAfter, type LocalRules } from './rules.ts';
import * as store from './store.ts';

const most = 60;

/** Who makes the next move of each state that waits; none: nothing is owed. */
const turnOf: Partial<Record<DispositionState, 'branch' | 'town' | 'office'>> = {
  verifying: 'branch',
  talking: 'branch',
  discussing: 'branch',
  resolved: 'town',
  approved: 'branch',
  correcting: 'branch',
  asked: 'branch',
  concluded: 'office',
  effective: 'office',
};

type Waiting = store.CaseRow & { appealDueOn: Temporal.PlainDate | null };

const caseWork: WorkSource = {
  permission: 'dispositions.read',
  async list(ctx) {
    const own = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    const { rows } = await sql<Waiting>`
      select ${store.caseColumns}, a.due_on as "appealDueOn"
      from member_dispositions d
      left join disposition_appeals a on a.disposition_id = d.id and a.outcome is null
      where (d.state not in ('archived', 'dropped', 'revoked') or a.id is not null)
        and d.org_path <@ any(${ctx.scope}::ltree[]) and d.person_id is distinct from ${own}
      order by d.state_since, d.id limit ${most}
    `.execute(ctx.tx);
    const names = await nameOf(
      ctx,
      rows.map((row) => row.orgId),
      ctx.today,
    );
    const local = await localValuesAt(ctx, dispositionParameters, [
      ...new Set(rows.map((row) => row.orgPath)),
    ]);
    return rows.flatMap((row) =>
      itemsOf(ctx, row, {
        orgName: names.get(row.orgId)?.shortName ?? '',
        local: local.get(row.orgPath) ?? {},
      }),
    );
  },
};

function itemsOf(ctx: Ctx, row: Waiting, at: { orgName: string; local: LocalRules }): WorkItem[] {
  const common = {
    params: { name: row.personName },
    path: `/dispositions/${row.id}`,
    orgName: at.orgName,
  };
  const items: WorkItem[] = [];
  if (row.appealDueOn)
    items.push({
      ...common,
      key: 'dispositions.appeal',
      dueOn: row.appealDueOn,
      late: isAfter(ctx.today, row.appealDueOn),
      waitsFor: holdsAt(ctx, row.orgPath)('dispositions.answer') ? 'me' : 'dispositions.answer',
    });
  const turn = turnOf[row.state];
  const due = dueOn(row, at.local);
  // While a correction runs there is nothing to press for before its review comes near.
  if (!turn || (row.state === 'correcting' && due && !isNear(due, ctx.today, at.local))) return items;
  items.push({
    ...common,
    key: `dispositions.${row.state}`,
    dueOn: due ?? null,
    late: due !== undefined && isAfter(ctx.today, due),
    waitsFor: waitsFor(ctx, turn, row.orgPath),
  });
  return items;
}

function isNear(due: Temporal.PlainDate, today: Temporal.PlainDate, local: LocalRules): boolean {
  const { value } = parameterAt(dispositionRules, 'correct.remind_days', today, local);
  return !isAfter(due.subtract({ days: value }), today);
}

/** The office may help the branch, but it is not the office's work. */
function waitsFor(ctx: Ctx, turn: 'branch' | 'town' | 'office', path: string): string {
  if (turn === 'branch') return isOfBranch(ctx, path) ? 'me' : 'role.village_secretary';
  const permission = turn === 'town' ? 'dispositions.check' : 'dispositions.carry_out';
  const isMine = hasRole(ctx, 'organization_officer') && holdsAt(ctx, path)(permission);
  return isMine ? 'me' : permission;
}

/** Only the secretary of the branch is asked to contact somebody; others find the list when they look for it. */
const contactWork: WorkSource = {
  permission: 'dispositions.keep',
  async list(ctx) {
    if (!hasRole(ctx, 'village_secretary')) return [];
    // Who is away and not reached comes from the register of mobile members already.
    const contacts = (await contactsDue(ctx, ctx.scope)).filter(
      ({ failure, stage }) => failure !== 'lost_contact' && (stage === 'ask' || stage === 'branch'),
    );
    return contacts.slice(0, most).map(({ person, branch, stage }) => ({
      key: `dispositions.contact_${stage}`,
      params: { name: person.name },
      path: '/dispositions/contacts',
      orgName: branch,
      dueOn: null,
      late: false,
      waitsFor: 'me',
    }));
  },
};

function hasRole(ctx: Ctx, role: string): boolean {
  return ctx.actor.kind === 'person' && ctx.actor.grants.some((grant) => grant.role === role);
}

function isOfBranch(ctx: Ctx, path: string): boolean {
  if (ctx.actor.kind !== 'person') return false;
  const secretaries = ctx.actor.grants.filter((grant) => grant.role === 'village_secretary');
  return isInScope(
    secretaries.map((grant) => grant.orgPath),
    path,
  );
}

export const dispositionWork: readonly WorkSource[] = [caseWork, contactWork];
