/** What lies at the desk and when it is due; and answers that wait for the member. */
import { sql } from 'kysely';
import { scopeUnder } from '../../kernel/ctx.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import { nameOf } from '../organizations/facade.ts';
import type { RequestKind } from './choices.ts';
import { deskPermission, handledBy } from './desks.ts';

const most = 60;

type Waiting = { id: string; kind: RequestKind; orgId: string; dueOn: Temporal.PlainDate; accepted: boolean };

/** Neither the name nor the subject: a work list is looked at over shoulders. */
const atTheDesk: WorkSource = {
  permission: 'member_rights.handle',
  async list(ctx) {
    const { rows } = await sql<Waiting>`
      select r.id, r.kind, r.org_id as "orgId", r.due_on as "dueOn", r.state = 'accepted' as accepted
      from member_requests r
      where r.due_on is not null and ${handledBy(ctx)} and r.desk_org_path <@ any(${ctx.scope}::ltree[])
      order by r.due_on, r.id limit ${most}
    `.execute(ctx.tx);
    const names = await nameOf(
      ctx,
      rows.map((row) => row.orgId),
      ctx.today,
    );
    return rows.map((row): WorkItem => ({
      key: row.accepted ? 'member_rights.answer' : 'member_rights.accept',
      params: { kindKey: `member_rights.kind.${row.kind}` },
      path: `/member-requests/${row.id}`,
      orgName: names.get(row.orgId)?.shortName ?? '',
      dueOn: row.dueOn,
      late: Temporal.PlainDate.compare(row.dueOn, ctx.today) < 0,
      waitsFor: 'me',
    }));
  },
};

/** The own requests: what was answered asks for a word, what lies at a desk is waited for. */
const ofTheMember: WorkSource = {
  permission: 'signed_in',
  async list(ctx) {
    const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    if (!personId) return [];
    const { rows } = await sql<{
      id: string;
      subject: string;
      desk: string;
      dueOn: Temporal.PlainDate | null;
    }>`
      select id, subject, desk, due_on as "dueOn" from member_requests
      where person_id = ${personId} and (due_on is not null or state = 'answered')
      order by due_on nulls first, id limit ${most}
    `.execute(ctx.tx);
    return rows.map(({ id, subject, desk, dueOn }): WorkItem => ({
      key: dueOn ? 'member_rights.own_waiting' : 'member_rights.own_answered',
      params: { subject },
      path: `/own-requests/${id}`,
      orgName: '',
      dueOn,
      late: dueOn !== null && Temporal.PlainDate.compare(dueOn, ctx.today) < 0,
      waitsFor: dueOn ? `member_rights.desk_${desk}` : 'me',
    }));
  },
};

const corrections: WorkSource = {
  permission: 'member_rights.decide_correction',
  async list(ctx) {
    // Those of the own branch; the office helps where a branch lets it lie.
    const { rows } = await sql<{ id: string; field: string; orgId: string; dueOn: Temporal.PlainDate }>`
      select id, field, org_id as "orgId", due_on as "dueOn" from record_corrections
      where state = 'open' and org_path <@ any(${ctx.scope}::ltree[])
        and (due_on < ${ctx.today} or org_path <@ any(${scopeUnder(ctx, deskPermission.branch)}::ltree[]))
      order by due_on, id limit ${most}
    `.execute(ctx.tx);
    const names = await nameOf(
      ctx,
      rows.map((row) => row.orgId),
      ctx.today,
    );
    return rows.map((row): WorkItem => ({
      key: 'member_rights.correction',
      params: { fieldKey: `roster.field.${row.field}` },
      path: `/record-corrections/${row.id}`,
      orgName: names.get(row.orgId)?.shortName ?? '',
      dueOn: row.dueOn,
      late: Temporal.PlainDate.compare(row.dueOn, ctx.today) < 0,
      waitsFor: 'me',
    }));
  },
};

export const memberRightsWork: readonly WorkSource[] = [atTheDesk, ofTheMember, corrections];
