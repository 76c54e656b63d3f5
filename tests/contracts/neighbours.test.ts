/** Faults that users of neighbouring systems have met, each tried here. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { hashPassword } from '../../src/kernel/auth/passwords.ts';
import { loadMasterKey } from '../../src/kernel/auth/secrets.ts';
import { admissionApi } from '../../src/modules/admission/api.ts';
import { dispositionsApi } from '../../src/modules/dispositions/api.ts';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { checkDigitOf } from '../../src/modules/members/id-number.ts';
import { membersApi } from '../../src/modules/members/api.ts';
import { importsApi } from '../../src/modules/members/imports-api.ts';
import { transfersApi } from '../../src/modules/transfers/api.ts';
import { done, opening } from '../dispositions/world.ts';
import { begun, enterMembers, mark } from '../meetings/world.ts';
import { openTown, type Town } from '../support/town.ts';

describe('a fault of a neighbouring system is not ours', () => {
  let town: Town;
  let people: string[];
  before(async () => {
    town = await openTown();
    people = await enterMembers(town, ['程一川', '程二川', '程三川', '程四川', '程五川']);
  });
  after(() => town.close());

  const person = (index: number): string => people[index] ?? '';

  it('whoever has signed in advances the steps of others', async () => {
    const { id } = await done(town, '柳支书', dispositionsApi.openDisposition, {
      ...opening(person(0)),
      openedOn: '2026-11-23',
    });
    const transfer = await done(town, '柳支书', transfersApi.applyForTransfer, {
      personId: person(1),
      direction: 'within',
      toOrgId: town.orgs.石桥村支部.id,
      reason: '迁居',
      appliedOn: '2026-11-23',
    });
    const first17 = '99999919850101001';
    const application = await done(town, '柳支书', admissionApi.registerApplication, {
      branchId: town.orgs.柳树村支部.id,
      name: '申一川',
      idNo: first17 + checkDigitOf(first17),
      sector: 'village',
      on: '2026-11-23',
      receivedBy: '柳支书',
      signed: true,
    });
    const cease = { id: application.id, version: 1, on: '2026-11-23', why: '不再发展' };
    for (const who of ['柳党员', '石支书', '系统员', '安全员'] as const) {
      const drop = { id, version: 1, move: 'drop', on: '2026-11-23', why: '不再处理' } as const;
      const answers = [
        await town.call(who, dispositionsApi.moveAtBranch, drop),
        await town.call(who, transfersApi.withdrawTransfer, { id: transfer.id, version: 1, why: '不再迁居' }),
        await town.call(who, admissionApi.cease, cease),
      ];
      for (const { status } of answers) assert.ok(status === 403 || status === 404, `${who}: ${status}`);
    }
    assert.equal((await done(town, '柳支书', dispositionsApi.getDisposition, { id })).state, 'verifying');
    assert.equal(
      (await done(town, '柳支书', transfersApi.getTransfer, { id: transfer.id })).state,
      'applied',
    );
    const seen = await done(town, '柳支书', admissionApi.getCase, { id: application.id });
    assert.equal(seen.state, 'applicant');
  });

  it('revisions of a record are read beyond the permission to the record', async () => {
    const own = await town.call('柳支书', membersApi.listChanges, { id: person(0) });
    assert.ok(own.body.changes.length > 0);
    for (const who of ['石支书', '系统员', '柳党员'] as const) {
      const { status } = await town.call(who, membersApi.listChanges, { id: person(0) });
      assert.ok(status === 403 || status === 404, `${who}: ${status}`);
    }
  });

  it('a voter is who the client says: one teller hands in the second sheet under another name', async () => {
    const meeting = await mark(town, await begun(town), 5);
    const opened = { id: meeting.id, question: '同意清淤方案', mode: 'paper' } as const;
    const { voteId } = await done(town, '柳支书', meetingsApi.openVote, opened);
    const count = { issued: 5, returned: 5, unreturned: 0, valid: 5, invalid: 0, yes: 5, no: 0, abstain: 0 };
    await done(town, '柳支书', meetingsApi.handInSheet, { voteId, count });
    const pretended = { voteId, count, tellerId: town.accounts.小唐, accountId: town.accounts.小唐 };
    const { status, problem } = await town.call('柳支书', meetingsApi.handInSheet, pretended);
    assert.ok(status === 400 || problem.code === 'ballot.same_teller', JSON.stringify(problem));
    const seen = await done(town, '柳支书', meetingsApi.getMeeting, { id: meeting.id });
    assert.equal(seen.votes[0]?.state, 'open');
  });

  it('voting is opened without a valid setup', async () => {
    const meeting = await begun(town);
    const opened = { id: meeting.id, question: '同意清淤方案', mode: 'hands' } as const;
    const { status, problem } = await town.call('柳支书', meetingsApi.openVote, opened);
    assert.equal(status, 422);
    assert.ok(problem.reasons.length > 0);
    const seen = await done(town, '柳支书', meetingsApi.getMeeting, { id: meeting.id });
    assert.deepEqual(seen.votes, []);
  });

  it('the list of voters changes after the voting was opened', async () => {
    const meeting = await mark(town, await begun(town), 5);
    const opened = { id: meeting.id, question: '同意修路方案', mode: 'hands' } as const;
    const { voteId } = await done(town, '柳支书', meetingsApi.openVote, opened);
    await enterMembers(town, ['程六川', '程七川']);
    await done(town, '柳支书', meetingsApi.countHands, { id: meeting.id, voteId, yes: 3, no: 2, abstain: 0 });
    const [vote] = (await done(town, '柳支书', meetingsApi.getMeeting, { id: meeting.id })).votes;
    assert.deepEqual([vote?.electorate?.eligible, vote?.passed], [5, true]);
  });

  it('a member who has been suspended is still counted among the voters', async () => {
    const before = await begun(town);
    const { version } = await done(town, '林委员', membersApi.getMember, { id: person(2) });
    await done(town, '林委员', membersApi.enterEvent, {
      id: person(2),
      version,
      event: 'suspended',
      on: '2026-11-23',
      reference: '清组〔2026〕7号',
    });
    const later = await begun(town);
    const votersOf = ({ attendees }: typeof before) => attendees.filter((one) => one.votes).length;
    assert.equal(votersOf(later), votersOf(before) - 1);
  });

  it('passwords are hashed by something fast', async () => {
    const hash = await hashPassword('柳树成荫的石桥村 2026');
    const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),/u.exec(hash) ?? [];
    assert.ok(Number(memory) >= 19_456 && Number(passes) >= 2, 'less than the OWASP minimum for argon2id');
  });

  it('the stack and the statement of an error reach the client', async () => {
    await sql`alter table membership_events rename to membership_events_away`.execute(town.owner);
    const { status, problem } = await town.call('林委员', membersApi.getMember, { id: person(0) });
    await sql`alter table membership_events_away rename to membership_events`.execute(town.owner);
    assert.equal(status, 500);
    assert.equal(problem.code, 'bug');
    assert.doesNotMatch(JSON.stringify(problem), /membership_events|select|\.ts|at \w+ \(/u);
  });

  it('the list of permissions is silently cut at a hundred', async () => {
    await sql`
      with made as (
        insert into organizations (code, kind, path, founded_on)
        select 'MANY' || n, 'branch', ${town.orgs.清河镇.path}::ltree || replace(gen_random_uuid()::text, '-', ''), '2020-01-01'
        from generate_series(1, 130) n
        returning id
      ), named as (
        insert into organization_names (org_id, name, short_name, valid)
        select id, '许多支部', '许多支部', '[2020-01-01,)' from made
      )
      insert into role_grants (account_id, org_id, role, valid)
      select ${town.accounts.村主任}, id, 'village_secretary', '[2020-01-01,)' from made
    `.execute(town.owner);
    const { rows } = await sql<{ id: string }>`
      select id from organizations where code like 'MANY%' order by path
    `.execute(town.owner);
    assert.equal(rows.length, 130);
    const { status: before } = await town.call('小唐', membersApi.getStrength, { org: rows[0]?.id ?? '' });
    assert.equal(before, 403, 'who holds nothing there is refused');
    for (const { id } of [...rows.slice(0, 2), ...rows.slice(98, 102), ...rows.slice(-2)])
      assert.equal((await town.call('村主任', membersApi.getStrength, { org: id })).status, 200);
  });

  it('every installation signs and seals with the same secret', async () => {
    const folders = await Promise.all([1, 2].map(() => mkdtemp(path.join(os.tmpdir(), 'jishi-key-'))));
    const files = folders.map((folder) => path.join(folder, 'keys', 'master.key'));
    const keys = await Promise.all(files.map((file) => loadMasterKey(file)));
    assert.equal(new Set(keys.map((key) => key.toString('hex'))).size, 2);
    for (const [i, file] of files.entries()) {
      assert.ok((keys[i]?.length ?? 0) >= 32);
      assert.equal((await stat(file)).mode & 0o077, 0, 'nobody else reads it');
      assert.deepEqual(await loadMasterKey(file), keys[i], 'and it stays');
    }
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  it('what is typed becomes a second statement', async () => {
    const counted = async () => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from members`.execute(town.owner);
      return rows[0]?.n;
    };
    const before = await counted();
    for (const q of ["x'; delete from members; --", "%' or 1=1; drop table members cascade; --", '\\'])
      assert.equal((await done(town, '柳支书', membersApi.listMembers, { q, page: 1 })).total, 0, q);
    assert.equal(await counted(), before);
    await assert.rejects(
      sql`select ${1}::int; delete from members`.execute(town.owner),
      /cannot insert multiple commands into a prepared statement/u,
    );
    assert.equal(await counted(), before);
  });

  it('a roster goes in and out without the permission to', async () => {
    const file = new File(['x'], '花名册.xlsx');
    for (const who of ['柳党员', '村主任', '监主任', '审计员', '钱会计'] as const) {
      const upload = await town.call(
        who,
        importsApi.startImport,
        { org: town.orgs.清河镇.id, asAt: '2026-11-23' },
        { file },
      );
      assert.equal(upload.status, 403, who);
      assert.equal((await town.call(who, importsApi.listImports, {})).status, 403, who);
      assert.equal((await town.call(who, membersApi.exportMembers, {})).status, 403, who);
    }
    const { rows } = await sql`select id from roster_imports`.execute(town.owner);
    assert.deepEqual(rows, []);
  });
});
