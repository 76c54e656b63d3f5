import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { noticeBoardApi } from '../../src/modules/openness/board-api.ts';
import { attach } from '../../src/kernel/files/attachments.ts';
import { end, type Audience } from '../../src/kernel/disclosure/publications.ts';
import { proposeIn, publishIn, publishProposed, said } from '../support/publishing.ts';
import { openTown, type Person, type Place, type Town } from '../support/town.ts';

const readers = [
  '周书记',
  '钱会计',
  '柳支书',
  '小唐',
  '监主任',
  '柳党员',
  '石支书',
] as const satisfies Person[];

describe('the notice board', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  const readersOf = async (id: string): Promise<string[]> => {
    const found: string[] = [];
    for (const who of readers) {
      const { status } = await town.call(who, noticeBoardApi.getBoardNotice, { id });
      const { body } = await town.call(who, noticeBoardApi.listBoardNotices, { page: 1 });
      assert.equal(
        body.rows.some((row) => row.id === id),
        status === 200,
        `${who}: list and page agree`,
      );
      assert.ok(status === 200 || status === 404, `${who}: ${status}`);
      if (status === 200) found.push(who);
    }
    return found;
  };
  const published = (audience: Audience, at: Place, title: string) =>
    publishIn(town, { title, content: said('内容如下'), audience, at });

  it('shows what is for society and for the region to everybody in the town', async () => {
    assert.deepEqual(await readersOf((await published('society', '柳树村', '向社会的公示')).id), [
      ...readers,
    ]);
    assert.deepEqual(await readersOf((await published('region', '柳树村', '本地区的公示')).id), [...readers]);
  });

  it('shows what is for the unit to those of the village and those above it', async () => {
    assert.deepEqual(await readersOf((await published('unit', '柳树村', '本村的公示')).id), [
      '周书记',
      '钱会计',
      '柳支书',
      '小唐',
      '监主任',
      '柳党员',
    ]);
    assert.deepEqual(await readersOf((await published('unit', '清河镇', '机关的公示')).id), [
      '周书记',
      '钱会计',
    ]);
  });

  it('shows what is for the Party members to them alone, and never on the site', async () => {
    const { id, code } = await published('members', '柳树村', '只对党员的公示');
    assert.deepEqual(await readersOf(id), ['周书记', '柳支书', '柳党员']);
    const inBranch = await published('members', '柳树村支部', '支部党员的公示');
    assert.deepEqual(await readersOf(inBranch.id), ['周书记', '柳支书', '柳党员']);
    assert.equal((await town.app.http.request(`/notices/${code}`)).status, 404);
    const { body } = await town.call('柳党员', noticeBoardApi.getBoardNotice, { id });
    assert.equal(body.publicPath, null);
  });

  it('is closed to visitors and to who administers the system', async () => {
    const { id } = await published('society', '柳树村', '再一条公示');
    for (const who of [null, '系统员', '安全员', '审计员'] as const) {
      const { status } = await town.call(who, noticeBoardApi.getBoardNotice, { id });
      assert.equal(status, who === null ? 401 : 403, who ?? 'visitor');
    }
  });

  it('shows nothing that is not published or is over', async () => {
    const proposed = await proposeIn(town, { title: '还在审查', content: said('草稿'), audience: 'members' });
    assert.deepEqual(await readersOf(proposed.id), []);
    const over = await published('members', '柳树村', '已经结束的公示');
    await town.act('林委员', 'disclosure.publish', (ctx) => end(ctx, over.id, '期满撤下'));
    assert.deepEqual(await readersOf(over.id), []);
  });

  it('gives an annex to the same people only', async () => {
    const { id, code } = await proposeIn(town, {
      title: '附表给党员',
      content: said('见附表'),
      audience: 'members',
    });
    await town.act('system', 'system', (ctx) =>
      attach(
        ctx,
        { ownerType: 'publication', ownerId: id, org: town.orgs.柳树村 },
        { name: '附表.txt', bytes: Buffer.from('收入 1 万元') },
      ),
    );
    await publishProposed(town, id);
    const { body } = await town.call('柳党员', noticeBoardApi.getBoardNotice, { id });
    const [file] = body.files;
    assert.equal(file?.name, '附表.txt');
    const input = { id, fileId: file.id };
    assert.equal(String((await town.call('柳党员', noticeBoardApi.getBoardFile, input)).body), '收入 1 万元');
    assert.equal((await town.call('小唐', noticeBoardApi.getBoardFile, input)).status, 404);
    assert.equal((await town.app.http.request(`/notices/${code}/files/${file.id}`)).status, 404);
  });

  it('finds by words of the text and by audience', async () => {
    const found = async (input: { q?: string; audience?: Audience }) =>
      (await town.call('柳党员', noticeBoardApi.listBoardNotices, { page: 1, ...input })).body.rows.map(
        (row) => row.title,
      );
    assert.deepEqual(await found({ q: '附表给' }), ['附表给党员']);
    assert.deepEqual(await found({ q: "%' or 1=1" }), []);
    assert.ok((await found({ audience: 'region' })).every((title) => title === '本地区的公示'));
  });
});
