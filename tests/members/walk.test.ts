import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Endpoint, InputOf } from '../../src/kernel/http/contract.ts';
import { admissionApi } from '../../src/modules/admission/api.ts';
import { dispositionsApi } from '../../src/modules/dispositions/api.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import { enteredEvents } from '../../src/modules/members/choices.ts';
import { checkDigitOf } from '../../src/modules/members/id-number.ts';
import { messages } from '../../src/modules/messages.ts';
import { transfersApi } from '../../src/modules/transfers/api.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';
import { oneOf, type Pick, seededFor } from '../support/walk.ts';

const actsWanted = 300;
const branches = { 柳树村支部: '柳支书', 石桥村支部: '石支书' } as const;
const secretaries = Object.values(branches);

let town: Town;
let pick: Pick;
let people: string[];
let today = Temporal.PlainDate.from('2026-03-01');
const taken: Record<string, number> = {};
const refused: Record<string, number> = {};

before(async () => {
  town = await openTown();
  town.setToday(today.toString());
  people = [
    ...(await enterMembers(town, ['程一川', '程二川', '程三川'])),
    ...(await enterMembers(town, ['石一川', '石二川'], { at: '石桥村支部' })),
    ...(await enterMembers(town, ['程六川'], { kind: 'probationary' })),
  ];
});
after(() => town.close());

/** An act of a clerk: it is done, or it is refused with a reason that both languages can say; anything else is a bug. */
async function tryAct<E extends Endpoint>(
  name: string,
  who: Person,
  row: E,
  input: InputOf<E>,
): Promise<void> {
  const { status, problem } = await town.call(who, row, input);
  if (status === 200) {
    taken[name] = (taken[name] ?? 0) + 1;
    return;
  }
  refused[name] = (refused[name] ?? 0) + 1;
  assert.ok(status >= 400 && status < 500, `${name} answered ${status}: ${JSON.stringify(problem)}`);
  assert.ok(problem.reasons.length > 0, `${name} is refused without a reason`);
  for (const { code } of problem.reasons)
    for (const texts of [messages['zh-CN'], messages.en] as Record<string, string>[])
      assert.ok(texts[`refusal.${code}`], `${name}: no text for ${code}`);
}

/** Mostly today, now and then a day past or to come. */
const dayNear = () => (pick(3) > 0 ? today : today.add({ days: pick(6) - 4 })).toString();

/** Mostly the secretary who keeps the person's record, now and then the other one. */
async function secretaryOf(id: string): Promise<Person> {
  if (pick(5) === 0) return oneOf(pick, secretaries);
  const { body } = await town.call('林委员', membersApi.getMember, { id });
  return body.branch.id === town.orgs.石桥村支部.id ? '石支书' : '柳支书';
}

/** Both clerks press at the same moment. */
async function twice(act: () => Promise<void>): Promise<void> {
  await Promise.all([act(), act()]);
}

type Row = { id: string; version: number };
const openStates = {
  membership_transfers: ['applied', 'issued'],
  member_dispositions: ['verifying', 'talking'],
  admission_cases: ['applicant'],
} as const;

/** Mostly one that is open, now and then one that is over or was never there. */
async function anyOf(table: keyof typeof openStates): Promise<Row> {
  const states = pick(5) === 0 ? ['received', 'withdrawn', 'dropped', 'ceased'] : [...openStates[table]];
  const { rows } = await sql<Row>`
    select id, version from ${sql.table(table)} where state = any(${states}::text[]) order by id`.execute(
    town.owner,
  );
  return rows.length > 0 ? oneOf(pick, rows) : { id: crypto.randomUUID(), version: 1 };
}

/** What takes a person out of the walk comes up less often. */
const endings: readonly string[] = ['deceased', 'expelled', 'withdrawn', 'delisted'];

const acts: Record<string, () => Promise<void>> = {
  async apply() {
    const personId = oneOf(pick, people);
    const who = await secretaryOf(personId);
    const direction = oneOf(pick, ['within', 'within', 'out'] as const);
    const toOrgId = town.orgs[oneOf(pick, ['柳树村支部', '石桥村支部'] as const)].id;
    await twice(() =>
      tryAct('apply', who, transfersApi.applyForTransfer, {
        personId,
        direction,
        ...(direction === 'within' ? { toOrgId } : { elsewhere: '外县某街道党工委' }),
        reason: '迁居',
        appliedOn: dayNear(),
      }),
    );
  },
  async issue() {
    const row = await anyOf('membership_transfers');
    const issuedOn = today.toString();
    const validUntil = today.add({ days: 5 + pick(100) }).toString();
    const letter = { ...row, issuedOn, validUntil, duesPaidTo: issuedOn.slice(0, 7) };
    await twice(() => tryAct('issue', '许干事', transfersApi.issueLetter, letter));
  },
  async receive() {
    const row = await anyOf('membership_transfers');
    for (const who of secretaries)
      await tryAct('receive', who, transfersApi.receiveMember, { ...row, arrivedOn: dayNear() });
  },
  async confirm() {
    const row = await anyOf('membership_transfers');
    await tryAct('confirm', '许干事', transfersApi.confirmSlip, { ...row, arrivedOn: dayNear() });
  },
  async announce() {
    const personId = oneOf(pick, people);
    const branch = oneOf(pick, ['柳树村支部', '石桥村支部'] as const);
    await twice(() =>
      tryAct('announce', branches[branch], transfersApi.announceArrival, {
        branchId: town.orgs[branch].id,
        personId,
        personName: '程归来',
        kind: 'full',
        elsewhere: '外县某街道党工委',
        reason: '返乡',
        letterNo: `街组-${pick(9999)}`,
        issuedOn: today.toString(),
        validUntil: today.add({ days: 30 }).toString(),
        duesPaidTo: today.toString().slice(0, 7),
      }),
    );
  },
  async withdraw() {
    const row = { ...(await anyOf('membership_transfers')), why: '不再迁居' };
    const move = oneOf(pick, ['withdrawTransfer', 'returnPapers', 'sendBack'] as const);
    await tryAct('withdraw', oneOf(pick, secretaries), transfersApi[move], row);
    await tryAct('call_in', '许干事', transfersApi.callInLetter, row);
  },
  async event() {
    const id = oneOf(pick, people);
    const { version, possibleEvents } = (await town.call('林委员', membersApi.getMember, { id })).body;
    const kept = possibleEvents.filter((one) => !endings.includes(one) || pick(12) === 0);
    const event = oneOf(pick, kept.length > 0 && pick(5) > 0 ? kept : enteredEvents);
    const branchId = town.orgs[oneOf(pick, ['柳树村支部', '石桥村支部'] as const)].id;
    const namesBranch = pick(2) === 0 || event === 'moved' || event === 'transferred_in';
    const change = {
      id,
      version,
      event,
      on: dayNear(),
      reference: '清委〔2026〕3号',
      ...(namesBranch && { branchId }),
    };
    await twice(() => tryAct('event', '林委员', membersApi.enterEvent, change));
  },
  async dispose() {
    const personId = oneOf(pick, people);
    const who = await secretaryOf(personId);
    await twice(() =>
      tryAct('dispose', who, dispositionsApi.openDisposition, {
        personId,
        cause: 'not_acting',
        question: '近半年不承担支部分配的工作',
        openedOn: today.toString(),
        isPenalised: false,
      }),
    );
  },
  async drop() {
    const row = await anyOf('member_dispositions');
    const input = { ...row, move: 'drop', on: today.toString(), why: '事实不成立' } as const;
    await tryAct('drop', oneOf(pick, secretaries), dispositionsApi.moveAtBranch, input);
  },
  async applyForAdmission() {
    const first17 = `9999991985010100${pick(3)}`;
    const branch = oneOf(pick, ['柳树村支部', '石桥村支部'] as const);
    await twice(() =>
      tryAct('applyForAdmission', branches[branch], admissionApi.registerApplication, {
        branchId: town.orgs[branch].id,
        name: '申一川',
        idNo: first17 + checkDigitOf(first17),
        sector: 'village',
        on: today.toString(),
        receivedBy: '柳支书',
        signed: true,
      }),
    );
  },
  async cease() {
    const row = { ...(await anyOf('admission_cases')), on: today.toString(), why: '本人撤回申请' };
    await tryAct('cease', oneOf(pick, secretaries), admissionApi.cease, row);
  },
};

/** One open case per person, whoever entered it and at what moment. */
async function holdOneOpenCase(): Promise<void> {
  const { rows } = await sql<{ what: string; open: string }>`
    select 'transfer' as what, count(*) as open from membership_transfers
      where state in ('applied', 'issued') and person_id is not null group by person_id
    union all select 'disposition', count(*) from member_dispositions
      where state not in ('concluded', 'effective', 'archived', 'dropped', 'revoked') group by person_id
    union all select 'admission', count(*) from admission_cases
      where state not in ('archived', 'ceased', 'revoked') group by id_fingerprint
    union all select 'letter', count(*) from transfer_letters where voided_on is null group by transfer_id
  `.execute(town.owner);
  for (const { what, open } of rows) assert.equal(Number(open), 1, `two open cases: ${what}`);
}

const statusAfter: Readonly<Record<string, string>> = {
  registered: 'active',
  joined: 'active',
  transferred_in: 'active',
  restored: 'active',
  suspended: 'suspended',
  delisted: 'delisted',
  withdrawn: 'withdrawn',
  expelled: 'expelled',
  deceased: 'deceased',
  transferred_out: 'transferred_out',
};

/** What the roll says of a person is what the dated events say, told here from the first to the last. */
async function holdReplay(personId: string): Promise<void> {
  const { rows } = await sql<{ event: string; on: string; orgId: string; asKind: string | null }>`
    select event, happened_on::text as "on", org_id as "orgId", as_kind as "asKind" from membership_events
    where person_id = ${personId} order by happened_on, id`.execute(town.owner);
  let said = { status: '', kind: 'probationary', branch: '' };
  for (const { event, orgId, asKind } of rows) {
    const status = statusAfter[event] ?? said.status;
    const isFull = event === 'converted' || asKind === 'full';
    const moves = ['registered', 'moved', 'transferred_in'].includes(event);
    said = { status, kind: isFull ? 'full' : said.kind, branch: moves ? orgId : said.branch };
  }
  const { body } = await town.call('林委员', membersApi.getMember, { id: personId });
  assert.deepEqual(
    { status: body.status, kind: body.kind, branch: body.branch.id },
    said,
    `${body.name}: ${JSON.stringify(rows)}`,
  );
}

/** What a case says of itself is where its last step left it. */
async function holdSteps(): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select t.id from membership_transfers t
      join lateral (select to_state from transfer_steps s where s.transfer_id = t.id order by s.order_no desc limit 1) s
        on s.to_state <> t.state
    union all select d.id from member_dispositions d
      join lateral (select to_state from disposition_steps s where s.disposition_id = d.id order by s.order_no desc limit 1) s
        on s.to_state <> d.state`.execute(town.owner);
  assert.deepEqual(rows, [], 'a case stands elsewhere than its last step');
}

test(`${actsWanted} acts of several clerks leave one open case a person and the standing that events say`, async (t) => {
  pick = seededFor(t);
  const names = Object.keys(acts);
  for (let act = 0; act < actsWanted; act += 1) {
    if (pick(3) === 0) {
      today = today.add({ days: 1 + pick(4) });
      town.setToday(today.toString());
    }
    const name = oneOf(pick, names);
    await acts[name]?.();
    await holdOneOpenCase();
    if (act % 5 === 0) for (const person of people) await holdReplay(person);
  }
  await holdSteps();
  t.diagnostic(`done ${JSON.stringify(taken)}; refused ${JSON.stringify(refused)}`);
  for (const name of ['apply', 'event', 'dispose', 'applyForAdmission', 'cease'])
    assert.ok(taken[name] && refused[name], `${name} was never done or never refused`);
});
