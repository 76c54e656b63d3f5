import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { membersApi } from '../../src/modules/members/api.ts';
import { perform } from '../../src/kernel/jobs/perform.ts';
import { checkDigitOf } from '../../src/modules/members/id-number.ts';
import { fillSortKeys } from '../../src/modules/members/sort-keys.ts';
import { standingAt } from '../../src/modules/members/standing-at.ts';
import { openTown, type Person, type Place, type Town } from '../support/town.ts';

/** A number of nobody: the region 999999 is not given to any place. */
function numberOf(birth: string, sequence: number): string {
  const first17 = `999999${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return first17 + checkDigitOf(first17);
}

describe('the roll of members', () => {
  let town: Town;
  let made = 0;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  async function register(
    name: string,
    options: {
      at?: Place;
      kind?: 'full' | 'probationary';
      who?: Person;
      joinedOn?: string;
      idNo?: string;
    } = {},
  ) {
    made += 1;
    const answer = await town.call(options.who ?? '林委员', membersApi.registerMember, {
      name,
      sex: 'male',
      idNo: options.idNo ?? numberOf('1970-01-01', made * 2 + 1),
      mobile: `1990000${String(1000 + made)}`,
      branchId: town.orgs[options.at ?? '柳树村支部'].id,
      kind: options.kind ?? 'full',
      joinedOn: options.joinedOn ?? '1995-07-01',
      asAt: '2020-01-01',
    });
    return answer;
  }

  async function find(q: string, who: Person = '林委员') {
    return (await town.call(who, membersApi.listMembers, { q })).body.rows.map((row) => row.name);
  }

  it('a person is found by name, part of it, pinyin, initials and the last four of a number', async () => {
    const number = numberOf('1961-03-08', 771);
    await register('单国建', { idNo: number });
    for (const q of ['单国建', '国建', '建', 'shanguo', 'sgj', number.slice(-4), number])
      assert.deepEqual(await find(q), ['单国建'], q);
    assert.deepEqual(await find('dan'), []);
  });

  it('one surname stays together: 陈 does not stand between 程 and 程', async () => {
    for (const name of ['程安', '陈瑞', '程真', '陈玉', '谌明', '成安'])
      await register(name, { at: '东沟村支部' });
    const listed = await town.call('林委员', membersApi.listMembers, { org: town.orgs['东沟村支部'].id });
    const surnames = listed.body.rows
      .map((row) => row.name[0])
      .filter((one) => '陈程谌成'.includes(one ?? ''));
    assert.deepEqual(surnames, ['谌', '陈', '陈', '成', '程', '程']);
  });

  it('records from before the order had keys get theirs at night', async () => {
    await sql`update members set sort_key = '' where name in ('程安', '成安')`.execute(town.owner);
    await perform(
      { db: town.db, ownerDb: town.owner, services: town.app.services, now: () => Temporal.Now.instant() },
      fillSortKeys,
      {},
      { signal: new AbortController().signal, lastAttempt: true },
    );
    const { rows } = await sql<{ name: string; key: string }>`
      select name, sort_key as key from members where name in ('程安', '成安') order by sort_key
    `.execute(town.owner);
    assert.deepEqual(rows, [
      { name: '成安', key: 'cheng2成an1安' },
      { name: '程安', key: 'cheng2程an1安' },
    ]);
  });

  it('numbers are masked in the list and in the record', async () => {
    const number = numberOf('1972-04-05', 773);
    const { body } = await register('丁遮掩', { idNo: number });
    const list = await town.call('林委员', membersApi.listMembers, { q: '丁遮掩' });
    assert.equal(list.body.rows[0]?.idMasked, `999999********${number.slice(-4)}`);
    const record = await town.call('林委员', membersApi.getMember, { id: body.id });
    assert.ok(!JSON.stringify(record.body).includes(number));
  });

  it('the table keeps no number in clear', async () => {
    const number = numberOf('1973-04-05', 775);
    await register('丁密封', { idNo: number });
    const { rows } = await town.act('system', 'system', (ctx) =>
      sql<{ text: string }>`select m::text as text from members m`.execute(ctx.tx),
    );
    assert.ok(rows.length > 0);
    assert.ok(rows.every((row) => !row.text.includes(number.slice(6, 17))));
  });

  it('a village secretary neither lists, opens nor counts the people of another village', async () => {
    const { body } = await register('石外人', { at: '石桥村支部' });
    assert.deepEqual(await find('石外人', '柳支书'), []);
    assert.equal((await town.call('柳支书', membersApi.getMember, { id: body.id })).status, 404);
    const strength = await town.call('柳支书', membersApi.getStrength, { org: town.orgs['石桥村'].id });
    assert.equal(strength.status, 403);
    const filtered = await town.call('柳支书', membersApi.listMembers, { org: town.orgs['石桥村'].id });
    assert.equal(filtered.status, 403);
    assert.deepEqual(await find('石外人', '石支书'), ['石外人']);
  });

  it('administrators see no member at all', async () => {
    for (const who of ['系统员', '安全员', '审计员', '钱会计', '柳党员'] as const)
      assert.equal((await town.call(who, membersApi.listMembers, {})).status, 403, who);
  });

  it('a village secretary registers in the own branch only', async () => {
    assert.equal((await register('柳新人', { who: '柳支书' })).status, 200);
    const other = await register('石新人', { who: '柳支书', at: '石桥村支部' });
    assert.equal(other.status, 403);
    assert.deepEqual(await find('石新人'), []);
  });

  it('one number stands once in the roll, also when the other record is out of sight', async () => {
    const number = numberOf('1980-02-02', 777);
    assert.equal((await register('石原有', { at: '石桥村支部', idNo: number })).status, 200);
    const again = await register('柳重复', { who: '柳支书', idNo: number });
    assert.equal(again.status, 409);
    assert.equal(again.problem.code, 'members.number_taken');
  });

  it('facts that contradict each other are refused at their fields', async () => {
    const answer = await town.call('林委员', membersApi.registerMember, {
      name: '矛盾',
      sex: 'female',
      idNo: numberOf('1990-01-01', 779),
      branchId: town.orgs['柳树村支部'].id,
      kind: 'full',
      joinedOn: '2015-07',
      convertedOn: '2014-07-01',
      asAt: '2020-01-01',
    });
    assert.equal(answer.status, 422);
    assert.deepEqual(
      new Set(answer.problem.reasons.map((one) => one.field)),
      new Set(['convertedOn', 'sex']),
    );
  });

  it('status follows from dated events: suspended, restored, died; and as of each day', async () => {
    const { body } = await register('常变动');
    let { version } = body;
    const enter = async (event: 'suspended' | 'restored' | 'deceased', on: string, reference?: string) => {
      const answer = await town.call('林委员', membersApi.enterEvent, {
        id: body.id,
        version,
        event,
        on,
        ...(reference && { reference }),
      });
      if (answer.status === 200) version = answer.body.version;
      return answer;
    };
    const undecided = await enter('suspended', '2022-03-01');
    assert.equal(undecided.problem.code, 'members.decision_needed');
    assert.equal((await enter('suspended', '2022-03-01', '清组〔2022〕1号')).status, 200);
    assert.equal((await enter('restored', '2023-03-01', '清组〔2023〕2号')).status, 200);
    assert.equal((await enter('deceased', '2024-05-06')).status, 200);
    const after = await enter('restored', '2024-06-01', '清组〔2024〕9号');
    assert.equal(after.problem.code, 'members.event_not_now');
    const statusOn = async (asOf: string) =>
      (await town.call('林委员', membersApi.listMembers, { q: '常变动', status: 'all', asOf })).body.rows[0]
        ?.status;
    assert.deepEqual(
      [
        await statusOn('2022-02-28'),
        await statusOn('2022-03-01'),
        await statusOn('2023-03-01'),
        await statusOn('2024-05-06'),
      ],
      ['active', 'suspended', 'active', 'deceased'],
    );
    assert.equal(await statusOn('2019-12-31'), undefined);
    assert.deepEqual(await find('常变动'), []);
  });

  it('the kept status and branch are those that the events tell', async () => {
    const { rows } = await town.act('system', 'system', (ctx) =>
      sql<{ n: number; people: number }>`
        select count(*) filter (where (m.status, m.kind, m.org_id) is distinct from (s.status, s.kind, s.org_id)) as n,
          count(*) as people
        from members m left join member_status_as_of(${ctx.today}) s on s.person_id = m.id
      `.execute(ctx.tx),
    );
    assert.ok((rows[0]?.people ?? 0) > 5);
    assert.equal(rows[0]?.n, 0);
  });

  it('the figures count on every day the people whom the events tell, in every part of the town', async () => {
    for (const who of ['system', '林委员', '柳支书'] as const) {
      for (const day of [
        '2019-12-31',
        '2022-02-28',
        '2022-03-01',
        '2023-03-01',
        '2024-05-06',
        '2026-11-23',
      ]) {
        const counted = await town.act(who, 'members.count', (ctx) =>
          sql<{ told: string[]; standing: string[] }>`
            select
              array(select concat_ws(' ', s.person_id, s.org_id, s.kind) from member_status_as_of(${day}::date) s
                join organizations o on o.id = s.org_id and o.path <@ any(${ctx.scope}::ltree[])
                join members m on m.id = s.person_id
                where s.status = 'active' order by 1) as told,
              array(select concat_ws(' ', person_id, org_id, kind)
                from ${standingAt(ctx, ctx.scope, Temporal.PlainDate.from(day))} s order by 1) as standing
          `.execute(ctx.tx),
        );
        assert.deepEqual(counted.rows[0]?.standing, counted.rows[0]?.told, `${who} ${day}`);
      }
    }
    const none = await town.act('石支书', 'members.count', (ctx) =>
      sql`select from ${standingAt(ctx, [town.orgs.清河镇.path], ctx.today)} s
        where s.org_id = ${town.orgs.柳树村支部.id}`.execute(ctx.tx),
    );
    assert.equal(none.rows.length, 0);
  });

  it('conversion makes a full member from its day; a second one is refused', async () => {
    const { body } = await register('易预备', { kind: 'probationary', joinedOn: '2025-06-01' });
    const convert = (version: number) =>
      town.call('林委员', membersApi.enterEvent, {
        id: body.id,
        version,
        event: 'converted',
        on: '2026-06-01',
        reference: '支部大会决议',
      });
    const first = await convert(body.version);
    assert.equal(first.status, 200, JSON.stringify(first.problem));
    assert.equal((await convert(first.body.version)).problem.code, 'members.event_other_kind');
    const kindOn = async (asOf: string) =>
      (await town.call('林委员', membersApi.listMembers, { q: '易预备', asOf })).body.rows[0]?.kind;
    assert.deepEqual([await kindOn('2026-05-31'), await kindOn('2026-06-01')], ['probationary', 'full']);
  });

  it('moving to another village takes the whole record along and keeps the past', async () => {
    const { body } = await register('迁居人');
    const moved = await town.call('林委员', membersApi.enterEvent, {
      id: body.id,
      version: body.version,
      event: 'moved',
      on: '2023-09-01',
      branchId: town.orgs['石桥村支部'].id,
    });
    assert.equal(moved.status, 200, JSON.stringify(moved.problem));
    assert.deepEqual(await find('迁居人', '柳支书'), []);
    assert.deepEqual(await find('迁居人', '石支书'), ['迁居人']);
    const record = await town.call('石支书', membersApi.getMember, { id: body.id });
    assert.deepEqual(
      record.body.events.map((event) => event.event),
      ['moved', 'registered', 'joined'],
    );
    const before = await town.call('林委员', membersApi.listMembers, { q: '迁居人', asOf: '2023-08-31' });
    assert.equal(before.body.rows[0]?.branch.id, town.orgs['柳树村支部'].id);
  });

  it('nobody is moved by an event that names no branch: a suspension stays where the person is', async () => {
    const { body } = await register('停权人');
    const suspended = await town.call('林委员', membersApi.enterEvent, {
      id: body.id,
      version: body.version,
      event: 'suspended',
      on: '2023-09-01',
      reference: '清组〔2023〕7号',
      branchId: town.orgs['石桥村支部'].id,
    });
    assert.equal(suspended.status, 422);
    assert.deepEqual(
      suspended.problem.reasons.map(({ code, field }) => [code, field]),
      [['members.branch_not_asked', 'branchId']],
    );
    const { branch, status } = (await town.call('林委员', membersApi.getMember, { id: body.id })).body;
    assert.deepEqual([branch.id, status], [town.orgs['柳树村支部'].id, 'active']);
  });

  it('two clerks, one event: the second is refused and one event stands', async () => {
    const { body } = await register('两人办');
    const enter = () =>
      town.call('林委员', membersApi.enterEvent, {
        id: body.id,
        version: body.version,
        event: 'transferred_out',
        on: '2026-01-01',
      });
    const answers = await Promise.all([enter(), enter()]);
    const refused = answers.find((answer) => answer.status === 409);
    assert.deepEqual(refused?.problem.both, {
      yours: { event: '转出', on: '2026-01-01' },
      theirs: { event: '转出', on: '2026-01-01', version: 2 },
    });
    assert.deepEqual(
      answers.map((answer) => answer.status).toSorted((a, b) => a - b),
      [200, 409],
    );
    const record = await town.call('林委员', membersApi.getMember, { id: body.id });
    assert.equal(record.body.events.filter((event) => event.event === 'transferred_out').length, 1);
  });

  it('an event entered by mistake is taken back by its latest only, and the audit keeps it', async () => {
    const { body } = await register('误登人');
    const out = await town.call('林委员', membersApi.enterEvent, {
      id: body.id,
      version: body.version,
      event: 'transferred_out',
      on: '2026-01-01',
    });
    const record = await town.call('林委员', membersApi.getMember, { id: body.id });
    const [latest, older] = record.body.events;
    const withdraw = (eventId: string) =>
      town.call('林委员', membersApi.withdrawEvent, {
        id: body.id,
        eventId,
        version: out.body.version,
        reason: '登记错了人',
      });
    assert.equal((await withdraw(older?.id ?? '')).problem.code, 'members.not_the_latest');
    assert.equal((await withdraw(latest?.id ?? '')).status, 200);
    assert.deepEqual(await find('误登人'), ['误登人']);
    const { body: history } = await town.call('林委员', membersApi.listChanges, { id: body.id });
    assert.equal(history.changes[0]?.event, 'members.event_withdrawn');
    assert.equal(history.changes[0]?.reason, '登记错了人');
  });

  it('a correction shows before and after; a stale one is refused and nothing changes', async () => {
    const { body } = await register('更正人');
    const correct = (education: string) =>
      town.call('林委员', membersApi.correctMember, { id: body.id, version: body.version, education });
    assert.equal((await correct('高中')).status, 200);
    const stale = await correct('初中');
    assert.equal(stale.problem.code, 'stale');
    assert.deepEqual(stale.problem.both, {
      yours: { education: '初中' },
      theirs: { education: '高中', version: body.version + 1 },
    });
    const { body: history } = await town.call('林委员', membersApi.listChanges, { id: body.id });
    assert.deepEqual(history.changes[0]?.fields, [{ field: 'education', before: null, after: '高中' }]);
    const again = await town.call('林委员', membersApi.correctMember, {
      id: body.id,
      version: body.version + 1,
      education: '初中',
    });
    assert.equal(again.status, 200);
  });

  it('school, address, note and a telephone are corrected too, the telephone shown masked', async () => {
    const { body } = await register('补录人');
    const corrected = await town.call('林委员', membersApi.correctMember, {
      id: body.id,
      version: body.version,
      school: '青江县中学',
      phone: '0999-19900000',
      address: '柳树村一组',
      note: '复员军人',
    });
    assert.equal(corrected.status, 200);
    const { fields } = (await town.call('林委员', membersApi.getMember, { id: body.id })).body;
    assert.deepEqual(
      [fields['school'], fields['address'], fields['note']],
      ['青江县中学', '柳树村一组', '复员军人'],
    );
    assert.ok(!String(fields['phone']).includes('19900000'));
    const wrong = { id: body.id, version: corrected.body.version, phone: '没有电话' };
    assert.equal((await town.call('林委员', membersApi.correctMember, wrong)).status, 400);
  });

  it('who sees the whole number needs the permission and a reason, and the person sees who it was', async () => {
    const number = numberOf('1985-05-05', 781);
    const { body } = await register('被查看', { idNo: number });
    const ask = (who: Person, reason: string) =>
      town.call(who, membersApi.unmaskMember, { id: body.id, reason });
    assert.equal((await ask('柳支书', '核对证件')).status, 403);
    assert.equal((await ask('林委员', '')).status, 400);
    const shown = await ask('林委员', '办理党费减免核对证件');
    assert.equal(shown.body.idNo, number);
    await town.call('柳支书', membersApi.getMember, { id: body.id });
    await town.act('system', 'system', (ctx) =>
      sql`update accounts set person_id = ${body.id} where username = '柳党员'`.execute(ctx.tx),
    );
    const own = await town.call('柳党员', membersApi.getOwnRecord, {});
    assert.equal(own.body.member?.name, '被查看');
    assert.deepEqual(
      own.body.readings.map((reading) => [reading.by, reading.how, reading.reason]),
      [
        ['柳支书', 'opened', null],
        ['林委员', 'unmasked', '办理党费减免核对证件'],
      ],
    );
    assert.deepEqual((await town.call('柳支书', membersApi.getOwnRecord, {})).body, {
      member: null,
      readings: [],
    });
  });

  it('the export gives exactly what is shown, to those who may, and is recorded', async () => {
    assert.equal((await town.call('柳支书', membersApi.exportMembers, {})).status, 403);
    const answer = await town.call('林委员', membersApi.exportMembers, { q: '更正人' });
    assert.equal(answer.status, 200);
    assert.ok(Buffer.isBuffer(answer.body));
    const { rows } = await town.act('system', 'system', (ctx) =>
      sql<{ people: number }>`
        select (after ->> 'people')::int as people from audit_events where event = 'members.exported'
      `.execute(ctx.tx),
    );
    assert.deepEqual(rows, [{ people: 1 }]);
  });
});
