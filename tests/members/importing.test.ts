import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { membersApi } from '../../src/modules/members/api.ts';
import { checkDigitOf } from '../../src/modules/members/id-number.ts';
import { importsApi } from '../../src/modules/members/imports-api.ts';
import { readRoster } from '../../src/modules/members/roster-reading.ts';
import { writeSheet } from '../../src/kernel/paper/sheet-writing.ts';
import { localQueue } from '../../src/kernel/jobs/local-queue.ts';
import { perform } from '../../src/kernel/jobs/perform.ts';
import { noticeApi } from '../../src/kernel/notice/api.ts';
import { writeRosterJob } from '../../src/modules/members/import-writing.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

const headers = [
  '序号',
  '姓名',
  '性别',
  '身份证号',
  '人员类别',
  '所在党支部',
  '入党时间',
  '转正时间',
  '学历',
  '联系电话',
];
type Line = (string | number)[];

function numberOf(birth: string, sequence: number): string {
  const first17 = `999999${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return first17 + checkDigitOf(first17);
}

async function sheetOf(lines: Line[]): Promise<File> {
  const bytes = await writeSheet({
    name: '党员名册',
    titles: ['清河镇党员名册'],
    columns: headers.map((header) => ({ header })),
    rows: lines,
  });
  return new File([Buffer.from(bytes)], '党员名册.xlsx');
}

const line = (
  n: number,
  name: string,
  rest: Partial<{ id: string; branch: string; education: string; kind: string }> = {},
): Line => [
  n,
  name,
  '男',
  rest.id ?? numberOf('1971-02-03', n * 2 + 1),
  rest.kind ?? '正式党员',
  rest.branch ?? '柳树村党支部',
  '1995-07-01',
  '1996-07-01',
  rest.education ?? '高中',
  `1990000${2000 + n}`,
];

describe('importing a roster', () => {
  let town: Town;
  const queue = localQueue();
  before(async () => {
    town = await openTown({ app: { queue } });
  });
  after(() => town.close());

  const work = () =>
    queue.runPending(
      {
        db: town.db,
        ownerDb: town.owner,
        services: town.app.services,
        now: () => Temporal.Instant.from('2026-11-23T05:00:00Z'),
      },
      town.app.jobs,
    );
  const total = async () => (await town.call('林委员', membersApi.listMembers, { status: 'all' })).body.total;

  async function start(lines: Line[], who: Person = '林委员') {
    const answer = await town.call(
      who,
      importsApi.startImport,
      { org: town.orgs['清河镇'].id, asAt: '2026-01-01' },
      { file: await sheetOf(lines) },
    );
    assert.equal(answer.status, 200, JSON.stringify(answer.problem));
    await work();
    return (await town.call(who, importsApi.getImport, { id: answer.body.id })).body;
  }

  async function confirm(dry: { id: string; version: number }, who: Person = '林委员') {
    const answer = await town.call(who, importsApi.confirmImport, { id: dry.id, version: dry.version });
    if (answer.status === 200) await work();
    return answer;
  }

  const rowsOf = async (id: string) =>
    (await town.call('林委员', importsApi.listImportRows, { id })).body.rows;

  it('a dry run says of each line what it is, and writes nothing', async () => {
    const dry = await start([
      line(1, '甲守田'),
      line(2, '乙守田', { branch: '柳村支部' }),
      line(3, '丙守田', {
        id: numberOf('1971-02-03', 7).slice(0, 17) + (numberOf('1971-02-03', 7).endsWith('0') ? '1' : '0'),
      }),
      line(1, '甲守田'),
      line(5, '戊守田', { kind: '入党积极分子' }),
    ]);
    assert.equal(dry.state, 'ready', JSON.stringify(dry.failure));
    assert.deepEqual(dry.counts, {
      new: 1,
      changed: 0,
      same: 0,
      wrong: 3,
      duplicate: 1,
      repaired: 1,
      warning: 0,
    });
    assert.equal(await total(), 0);
    const rows = await rowsOf(dry.id);
    const codes = rows.map((row) => row.problems.map((problem) => problem.code));
    assert.ok(
      codes[1]?.includes('branch.unknown') && codes[1].includes('members.branch_nearest'),
      String(codes[1]),
    );
    assert.ok(codes[2]?.includes('id_no.wrong_check_digit'));
    assert.ok(codes[4]?.includes('members.not_a_member_yet'));
    assert.ok(!JSON.stringify(rows).includes(numberOf('1971-02-03', 3)));
  });

  it('confirmed lines are written, and the same file again changes nothing', async () => {
    const lines = [line(11, '子大山'), line(12, '丑大山', { branch: '中共清河镇石桥村支部委员会' })];
    const first = await start(lines);
    assert.equal((await confirm(first)).status, 200);
    const written = (await town.call('林委员', importsApi.getImport, { id: first.id })).body;
    assert.equal(written.state, 'written', JSON.stringify(written.failure));
    const people = await total();
    const again = await start(lines);
    assert.deepEqual([again.counts.new, again.counts.changed, again.counts.same], [0, 0, 2]);
    assert.equal((await confirm(again)).problem.code, 'members.import_empty');
    assert.equal(await total(), people);
    assert.equal((await town.call('石支书', membersApi.listMembers, { q: '丑大山' })).body.total, 1);
  });

  it('a changed line shows before and after, and writes only that', async () => {
    const dry = await start([line(11, '子大山', { education: '大专' })]);
    const [row] = await rowsOf(dry.id);
    assert.equal(row?.verdict, 'changed');
    assert.deepEqual(row.changes, [{ field: 'education', before: '高中', after: '大专' }]);
    assert.equal((await confirm(dry)).status, 200);
    const found = await town.call('林委员', membersApi.listMembers, { q: '子大山' });
    const record = await town.call('林委员', membersApi.getMember, { id: found.body.rows[0]?.id ?? '' });
    assert.equal(record.body.fields['education'], '大专');
  });

  it('a line that names another branch moves the person from the day of the roster', async () => {
    const dry = await start([line(11, '子大山', { education: '大专', branch: '东沟村支部' })]);
    assert.equal((await rowsOf(dry.id))[0]?.changes[0]?.field, 'branch');
    await confirm(dry);
    const { body } = await town.call('林委员', membersApi.listMembers, { q: '子大山' });
    assert.equal(body.rows[0]?.branch.name, '东沟村支部');
  });

  it('another clerk cannot confirm, and two confirmations at once write once', async () => {
    const dry = await start([line(21, '寅建国')]);
    assert.equal((await confirm(dry, '许干事')).problem.code, 'members.import_of_another');
    const both = await Promise.all([confirm(dry), confirm(dry)]);
    assert.deepEqual(
      both.map((answer) => answer.status).toSorted((a, b) => a - b),
      [200, 409],
    );
    await work();
    assert.equal((await town.call('林委员', membersApi.listMembers, { q: '寅建国' })).body.total, 1);
  });

  it('when the roll has changed since the dry run nothing is written, and reading again mends it', async () => {
    const dry = await start([line(21, '寅建国', { education: '大学' }), line(31, '卯建国')]);
    const other = await town.call('林委员', membersApi.listMembers, { q: '寅建国' });
    const id = other.body.rows[0]?.id ?? '';
    const record = await town.call('林委员', membersApi.getMember, { id });
    await town.call('林委员', membersApi.correctMember, {
      id,
      version: record.body.version,
      workUnit: '清河粮油',
    });
    await confirm(dry);
    const failed = (await town.call('林委员', importsApi.getImport, { id: dry.id })).body;
    assert.equal(failed.state, 'failed');
    assert.equal(failed.failure?.code, 'members.roll_changed');
    assert.equal((await town.call('林委员', membersApi.listMembers, { q: '卯建国' })).body.total, 0);
    await town.call('林委员', importsApi.rerunImport, { id: dry.id, version: failed.version });
    await work();
    const fresh = (await town.call('林委员', importsApi.getImport, { id: dry.id })).body;
    assert.equal((await confirm(fresh)).status, 200);
    assert.equal((await town.call('林委员', membersApi.listMembers, { q: '卯建国' })).body.total, 1);
  });

  it('wrong lines come back as a sheet that reads with the same columns', async () => {
    const dry = await start([
      line(41, '辰国栋', { branch: '没有支部' }),
      line(42, '巳国栋', { kind: '入党申请人' }),
    ]);
    const file = await town.call('林委员', importsApi.downloadWrongRows, { id: dry.id });
    assert.equal(file.status, 200, JSON.stringify(file.problem));
    const again = await readRoster(file.body as unknown as Buffer);
    assert.deepEqual(
      again.rows.map((row) => row.values.name),
      ['辰国栋', '巳国栋'],
    );
    assert.equal(again.rows[0]?.values.id_no, numberOf('1971-02-03', 83));
  });

  it('an exported roster reads back as unchanged', async () => {
    const file = await town.call('林委员', membersApi.exportMembers, {});
    const upload = await town.call(
      '林委员',
      importsApi.startImport,
      { org: town.orgs['清河镇'].id, asAt: '2026-01-01' },
      { file: new File([file.body as unknown as Buffer<ArrayBuffer>], '导出.xlsx') },
    );
    await work();
    const { body } = await town.call('林委员', importsApi.getImport, { id: upload.body.id });
    assert.equal(body.counts.same, await total());
    assert.deepEqual([body.counts.new, body.counts.changed, body.counts.wrong], [0, 0, 0]);
  });

  it('a file that is no spreadsheet is refused at once and leaves nothing', async () => {
    const { imports: before } = (await town.call('林委员', importsApi.listImports, {})).body;
    const answer = await town.call(
      '林委员',
      importsApi.startImport,
      { org: town.orgs['清河镇'].id, asAt: '2026-01-01' },
      { file: new File([Buffer.from('%PDF-1.7 not a sheet')], '名册.xlsx') },
    );
    assert.equal(answer.status, 415);
    const { imports: after } = (await town.call('林委员', importsApi.listImports, {})).body;
    assert.equal(after.length, before.length);
  });

  it('whole numbers do not stay in the import once it is written', async () => {
    const { rows } = await town.act('system', 'system', (ctx) =>
      sql<{ n: number; files: number }>`
        select (select count(*) from roster_import_rows r join roster_imports i on i.id = r.import_id
            where i.state = 'written' and r.verdict in ('new', 'changed', 'same') and r.content is not null) as n,
          (select count(*) from roster_imports where state = 'written' and file is not null) as files
      `.execute(ctx.tx),
    );
    assert.deepEqual(rows, [{ n: 0, files: 0 }]);
  });

  /** Lines enough for several batches. */
  const many = (count: number, birth: string): Line[] =>
    Array.from({ length: count }, (_, i) =>
      line(i + 1, `众${String.fromCodePoint(0x4e00 + i)}`, {
        id: numberOf(Temporal.PlainDate.from(birth).add({ days: i }).toString(), 201),
      }),
    );

  async function whileWorking(id: string, what: (version: number) => Promise<{ status: number }>) {
    const done = work();
    for (;;) {
      const { body } = await town.call('林委员', importsApi.getImport, { id });
      if (body.state !== 'reading' && body.state !== 'writing') throw new Error(`too late: ${body.state}`);
      if (body.done > 0) {
        const answer = await what(body.version);
        await done;
        return answer;
      }
    }
  }

  it('a long work ends with a notice to whoever waits for it', async () => {
    const upload = { file: await sheetOf(many(3, '1951-01-01')) };
    const input = { org: town.orgs['清河镇'].id, asAt: '2026-01-01' };
    const { body } = await town.call('林委员', importsApi.startImport, input, upload);
    await work(); // an hour later by the clock of `work`
    const notices = await town.call('林委员', noticeApi.listNotices, {});
    const [first] = notices.body.notices.filter((one) => one.path === `/members/imports/${body.id}`);
    assert.match(first?.title ?? '', /等待确认/);
  });

  it('cancelled while it is compared, nothing of it is left', async () => {
    const upload = { file: await sheetOf(many(4000, '1952-01-01')) };
    const input = { org: town.orgs['清河镇'].id, asAt: '2026-01-01' };
    const { body } = await town.call('林委员', importsApi.startImport, input, upload);
    const { status } = await whileWorking(body.id, (version) =>
      town.call('林委员', importsApi.discardImport, { id: body.id, version }),
    );
    assert.equal(status, 200);
    assert.equal((await town.call('林委员', importsApi.getImport, { id: body.id })).body.state, 'discarded');
    assert.deepEqual(await rowsOf(body.id), []);
  });

  it('cancelled while it is written, nobody of it stands in the roll', async () => {
    const before = await total();
    const dry = await start(many(4000, '1952-01-01'));
    assert.equal(dry.counts.new, 4000);
    const { status: confirmed } = await town.call('林委员', importsApi.confirmImport, dry);
    assert.equal(confirmed, 200);
    const { status } = await whileWorking(dry.id, (version) =>
      town.call('林委员', importsApi.discardImport, { id: dry.id, version }),
    );
    assert.equal(status, 200);
    assert.equal(await total(), before);
    assert.equal((await town.call('林委员', importsApi.getImport, { id: dry.id })).body.state, 'discarded');
  });

  it('killed while it is written, it is written whole by the next run', async () => {
    const dry = await start(many(3000, '1962-01-01'));
    await town.call('林委员', importsApi.confirmImport, dry);
    const { rows } = await sql<{ before: number }>`select count(*) as before from members`.execute(
      town.owner,
    );
    const workshop = {
      db: town.db,
      ownerDb: town.owner,
      services: town.app.services,
      now: () => Temporal.Now.instant(),
    };
    const run = { signal: new AbortController().signal, lastAttempt: false };
    const killed = perform(workshop, writeRosterJob, { importId: dry.id }, run);
    const broken = assert.rejects(killed);
    for (let ended = 0; ended === 0;) {
      const found = await sql<{ ended: boolean }>`
        select pg_terminate_backend(pid) as ended from pg_stat_activity
        where datname = current_database() and query like '%insert into members (%' and state <> 'idle'
          and pid <> pg_backend_pid()
      `.execute(town.owner);
      ended = found.rows.length;
    }
    await broken;
    const left = await sql<{ before: number }>`select count(*) as before from members`.execute(town.owner);
    assert.deepEqual(left.rows, rows);
    await perform(workshop, writeRosterJob, { importId: dry.id }, { ...run, lastAttempt: true });
    const whole = await sql<{ before: number }>`select count(*) as before from members`.execute(town.owner);
    assert.equal(whole.rows[0]?.before, (rows[0]?.before ?? 0) + 3000);
  });

  it('village secretaries and those without the permission import nothing', async () => {
    for (const who of ['柳支书', '周书记', '系统员'] as const) {
      const answer = await town.call(
        who,
        importsApi.startImport,
        { org: town.orgs['柳树村'].id, asAt: '2026-01-01' },
        { file: await sheetOf([line(51, '午宝成')]) },
      );
      assert.equal(answer.status, 403, who);
    }
  });
});
