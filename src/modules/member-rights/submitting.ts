/** A request comes in: from the member's own phone, or written down by the branch for a member in need who agreed to it. */
import { record } from '../../kernel/audit/record.ts';
import { loadCalendar } from '../../kernel/clock/store.ts';
import { requireInScope, scopeUnder, withinPaths, isInScope, type Ctx } from '../../kernel/ctx.ts';
import { notify } from '../../kernel/notice/notify.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { findMember } from '../members/facade.ts';
import { nameOf, superiorTownOf } from '../organizations/facade.ts';
import { desks, type Desk, type RequestKind } from './choices.ts';
import { concernedBy, deskPermission, holdersFor } from './desks.ts';
import { rightsParameters } from './rulebook.ts';
import { acceptBy, firstDesk, type Holders } from './rules.ts';
import * as store from './store.ts';

export type Submission = {
  kind: RequestKind;
  /** The account of the office holder whom it concerns. */
  aboutId?: string | undefined;
  subject: string;
  body: string;
};

/** A member asks in the own name. Refuses accounts without a record in the roll, and what nobody in the town may handle. */
export async function submitOwn(ctx: Ctx, input: Submission): Promise<{ id: string }> {
  return submit(ctx, ownPerson(ctx), input);
}

export function ownPerson(ctx: Ctx): string {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  if (!personId) throw new Refusal('member_rights.no_record', { remedy: 'member_rights.ask_office' });
  return personId;
}

/** The branch writes down a member's need with the member's consent; the member sees it among the own requests. */
export async function submitNeed(
  ctx: Ctx,
  input: { personId: string; subject: string; body: string; consent: string },
): Promise<{ id: string }> {
  const person = await findMember(ctx, input.personId);
  if (!person || !isInScope(scopeUnder(ctx, deskPermission.branch), person.orgPath))
    throw new Refusal('not_found', { status: 404, field: 'personId' });
  requireInScope(ctx, person.orgPath);
  return submit(ctx, person.id, { ...input, kind: 'need' }, input.consent);
}

/** Demo and tests name the person; everybody else asks through `submitOwn` or `submitNeed`. */
export async function submit(
  ctx: Ctx,
  personId: string,
  input: Submission,
  consent: string | null = null,
): Promise<{ id: string }> {
  const person = await findMember(ctx, personId);
  if (!person) throw new Refusal('not_found', { status: 404 });
  if (person.status !== 'active')
    throw new Refusal('member_rights.not_active', { remedy: 'member_rights.ask_office' });
  const town = await superiorTownOf(ctx, person.orgId);
  return withinPaths(ctx, [town.path], async (wide) => {
    const holders = await holdersFor(wide, { branchPath: person.orgPath, townPath: town.path });
    const about = await personConcerned(wide, input.aboutId, holders);
    const concerned = await concernedBy(wide, {
      personId,
      aboutAccountId: about?.accountId ?? null,
      aboutPersonId: about?.personId ?? null,
    });
    const desk = firstDesk(input.kind, holders, concerned);
    if (!desk)
      throw new Refusal('member_rights.no_desk', {
        cites: '信访2022 art. 30',
        remedy: 'member_rights.turn_higher',
      });
    const local = await localValues(wide, rightsParameters, person.orgPath);
    const dueOn = acceptBy(wide.today, await loadCalendar(wide), local);
    const id = await store.insert(wide, {
      kind: input.kind,
      personId,
      personName: person.name,
      orgId: person.orgId,
      orgPath: person.orgPath,
      townId: town.id,
      townPath: town.path,
      desk,
      deskPath: desk === 'branch' ? person.orgPath : town.path,
      aboutAccountId: about?.accountId ?? null,
      aboutPersonId: about?.personId ?? null,
      aboutName: about?.name ?? null,
      subject: input.subject,
      body: input.body,
      consent,
      submittedOn: wide.today,
      dueOn,
    });
    await store.addStep(
      wide,
      { id, townPath: town.path },
      { move: 'submit', toState: 'submitted', desk, dueOn, note: null },
    );
    // Neither the text nor the person concerned: the log is read by others than the desk.
    await record(wide, {
      event: 'member_rights.submitted',
      org: town,
      subject: { type: 'member_request', id },
      after: { kind: input.kind, desk },
    });
    await tellDesk(wide, { id, desk, townPath: town.path }, { holders, concerned });
    return { id };
  });
}

/** The desk hears that something lies there, never who asks or what. */
export async function tellDesk(
  ctx: Ctx,
  at: { id: string; desk: Desk; townPath: string },
  { holders, concerned }: { holders: Holders; concerned: ReadonlySet<string> },
): Promise<void> {
  await notify(
    ctx,
    holders[at.desk].filter((account) => !concerned.has(account)),
    {
      key: 'member_rights.at_your_desk',
      path: `/member-requests/${at.id}`,
      subject: { type: 'member_request', id: at.id, orgPath: at.townPath },
    },
  );
}

type Official = { accountId: string; personId: string | null; name: string };

/** Only those who hold a desk change where a request goes; naming anybody else needs no more than the text. */
async function personConcerned(
  ctx: Ctx,
  accountId: string | undefined,
  holders: Holders,
): Promise<Official | undefined> {
  if (!accountId) return undefined;
  const found = (await officialsOf(ctx, holders)).find((one) => one.accountId === accountId);
  if (!found) throw new Refusal('member_rights.not_an_official', { field: 'aboutId' });
  return found;
}

async function officialsOf(ctx: Ctx, holders: Holders): Promise<Official[]> {
  const ids = [...new Set(desks.flatMap((desk) => holders[desk]))];
  if (ids.length === 0) return [];
  return ctx.tx
    .selectFrom('accounts')
    .select(['id as accountId', 'person_id as personId', 'display_name as name'])
    .where('id', 'in', ids)
    .orderBy('display_name')
    .execute();
}

/** What the form offers: who can be named as concerned, and where each kind goes when nobody is. */
export async function listChoices(ctx: Ctx) {
  const person = await findMember(ctx, ownPerson(ctx));
  if (!person) throw new Refusal('not_found', { status: 404 });
  const town = await superiorTownOf(ctx, person.orgId);
  return withinPaths(ctx, [town.path], async (wide) => {
    const holders = await holdersFor(wide, { branchPath: person.orgPath, townPath: town.path });
    const officials = await officialsOf(wide, holders);
    const names = await nameOf(wide, [person.orgId], wide.today);
    return {
      branch: names.get(person.orgId)?.shortName ?? '',
      officials: officials
        .filter((one) => one.personId !== person.id)
        .map(({ accountId, name }) => ({
          id: accountId,
          name,
          desks: desks.filter((desk) => holders[desk].includes(accountId)),
        })),
    };
  });
}
