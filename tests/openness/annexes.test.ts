import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { noticeProof } from '../../src/kernel/disclosure/exporting.ts';
import { faultsOfProof } from '../../src/kernel/disclosure/verifying.ts';
import * as publications from '../../src/kernel/disclosure/publications.ts';
import { writeSheet } from '../../src/kernel/paper/sheet-writing.ts';
import { opennessApi } from '../../src/modules/openness/api.ts';
import { proposeIn, publishProposed, said } from '../support/publishing.ts';
import { openTown, type Town } from '../support/town.ts';

/** A JPEG of one pixel with a place in its EXIF, as a phone takes it. */
function photo(): Buffer {
  const exif = Buffer.from('Exif\0\0GPS 34.1N 113.2E', 'latin1');
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x7f, 0xff, 0xd9]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), segment, scan]);
}
const sheet = () => new File(['项目,金额\n修路,10000\n'], '收支明细.txt', { type: 'text/plain' });

describe('annexes of a publication', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  const get = (path: string) => town.app.http.request(path);

  it('go out with the text, without what a photo tells, and only while it is public', async () => {
    const { id, code } = await proposeIn(town, { title: '有附件的公开', content: said('见附件') });
    const added = await town.call('小唐', opennessApi.addAnnex, { id }, { file: sheet() });
    assert.equal(added.status, 200);
    const picture = new File([new Uint8Array(photo())], '公开栏.jpg', { type: 'image/jpeg' });
    assert.equal((await town.call('小唐', opennessApi.addAnnex, { id }, { file: picture })).status, 200);
    const { body } = await town.call('监主任', opennessApi.listAnnexes, { id });
    const paths = body.files
      .toSorted((a, b) => Number(b.name.endsWith('.txt')) - Number(a.name.endsWith('.txt')))
      .map((file) => `/notices/${code}/files/${file.id}`);
    for (const path of paths) assert.equal((await get(path)).status, 404, 'not before it is published');

    await publishProposed(town, id);
    const page = await (await get(`/notices/${code}`)).text();
    assert.ok(page.includes('收支明细.txt') && page.includes('公开栏.jpg'));
    const [first = '', second = ''] = paths;
    const [text, jpeg] = [await get(first), await get(second)];
    assert.match(text.headers.get('content-disposition') ?? '', /^attachment/u);
    assert.equal(text.headers.get('x-content-type-options'), 'nosniff');
    assert.match(jpeg.headers.get('content-disposition') ?? '', /^inline/u);
    const bytes = Buffer.from(await jpeg.arrayBuffer());
    assert.ok(!bytes.includes('GPS'), 'the place is gone');

    const proof = noticeProof.parse(await (await get(`/notices/${code}/proof.json`)).json());
    assert.deepEqual(faultsOfProof(proof), []);
    assert.deepEqual(
      new Set(proof.content?.files?.map((file) => file.sha256)),
      new Set([sha(Buffer.from(await text.arrayBuffer())), sha(bytes)]),
    );
    const other = structuredClone(proof);
    other.content!.files![0]!.sha256 = '0'.repeat(64); // both are there, as asserted above
    assert.equal(faultsOfProof(other)[0]?.code, 'content', 'another annex does not fit the log');

    await town.act('林委员', 'disclosure.publish', (ctx) => publications.end(ctx, id, '期满撤下'));
    for (const path of paths) assert.equal((await get(path)).status, 404, 'nor after it has ended');
  });

  it('are fixed by the review: nobody adds what was not reviewed, nor takes away what was', async () => {
    const { id } = await proposeIn(town, { title: '审查过的公开', content: said('见附件') });
    const added = await town.call('小唐', opennessApi.addAnnex, { id }, { file: sheet() });
    await town.act('监主任', 'disclosure.review', (ctx) => publications.review(ctx, id, ''));
    const late = await town.call('小唐', opennessApi.addAnnex, { id }, { file: sheet() });
    assert.equal(late.status, 409);
    assert.equal(late.problem.code, 'disclosure.already_reviewed');
    assert.match(late.problem.reasons[0]?.remedy ?? '', /退回/u);
    const gone = { id, fileId: added.body.id, reason: '换一张' };
    assert.equal((await town.call('小唐', opennessApi.removeAnnex, gone)).status, 409);
    assert.equal((await town.call('小唐', opennessApi.listAnnexes, { id })).body.files.length, 1);
  });

  it('are refused to the next village and to who may not propose', async () => {
    const { id } = await proposeIn(town, { title: '别村的公开', content: said('见附件') });
    assert.equal((await town.call('石支书', opennessApi.addAnnex, { id }, { file: sheet() })).status, 404);
    assert.equal((await town.call('监主任', opennessApi.addAnnex, { id }, { file: sheet() })).status, 403);
    assert.equal((await town.call('石支书', opennessApi.listAnnexes, { id })).status, 404);
    assert.equal((await town.call('小唐', opennessApi.listAnnexes, { id })).body.files.length, 0);
  });

  it('are read before they are kept: a number in a table or a text is refused with its place', async () => {
    const { id } = await proposeIn(town, { title: '附表有号码的公开', content: said('见附表') });
    const table = await writeSheet({
      name: '名单',
      columns: [{ header: '姓名' }, { header: '电话' }],
      rows: [['王小明', '19900001234']],
    });
    const add = (name: string, bytes: Uint8Array) =>
      town.call('小唐', opennessApi.addAnnex, { id }, { file: new File([new Uint8Array(bytes)], name) });
    const refused = await add('名单.xlsx', table);
    assert.equal(refused.status, 422);
    assert.equal(refused.problem.code, 'disclosure.has_phone');
    assert.match(refused.problem.reasons[0]?.message ?? '', /王小明，【199…34】/u);
    const home = await add('名单.txt', Buffer.from('王小明住清河路12号'));
    assert.equal(home.problem.code, 'disclosure.has_address');
    assert.deepEqual((await town.call('小唐', opennessApi.listAnnexes, { id })).body.files, []);
  });

  it('are looked through by the reviewer where no machine reads them', async () => {
    const { id } = await proposeIn(town, { title: '附有照片的公开', content: said('见照片') });
    const picture = new File([new Uint8Array(photo())], '签字页.jpg', { type: 'image/jpeg' });
    await town.call('小唐', opennessApi.addAnnex, { id }, { file: sheet() });
    await town.call('小唐', opennessApi.addAnnex, { id }, { file: picture });
    const seen = await town.call('监主任', opennessApi.getPublication, { id });
    assert.deepEqual(seen.body.unscreened, ['签字页.jpg']);
    const refused = await town.call('监主任', opennessApi.reviewPublication, { id, note: '' });
    assert.equal(refused.status, 422);
    assert.equal(refused.problem.reasons[0]?.code, 'disclosure.annexes_not_looked_through');
    assert.equal(refused.problem.reasons[0]?.field, 'lookedThrough');
    assert.match(refused.problem.reasons[0]?.message ?? '', /签字页\.jpg/u);
    assert.equal((await town.call('监主任', opennessApi.getPublication, { id })).body.state, 'proposed');
    const reviewed = await town.call('监主任', opennessApi.reviewPublication, {
      id,
      note: '',
      lookedThrough: true,
    });
    assert.equal(reviewed.body.state, 'reviewed');
  });

  it('begin a correction as they stood', async () => {
    const { id } = await proposeIn(town, { title: '写错的公开', content: said('一万元') });
    await town.call('小唐', opennessApi.addAnnex, { id }, { file: sheet() });
    await publishProposed(town, id);
    const { body } = await town.call('小唐', opennessApi.proposeCorrection, {
      id,
      title: '改正的公开',
      text: '两万元整',
      reason: '金额误写',
    });
    const carried = await town.call('小唐', opennessApi.listAnnexes, { id: body.id });
    assert.deepEqual(
      carried.body.files.map((file) => file.name),
      ['收支明细.txt'],
    );
  });
});

describe('pictures of the display', () => {
  it('stay inside, and wait until it hangs', async () => {
    const town = await openTown();
    const { id, code } = await proposeIn(town, { title: '要张贴的公开', content: said('内容') });
    const picture = () => new File([new Uint8Array(photo())], '公开栏.jpg', { type: 'image/jpeg' });
    const early = await town.call('小唐', opennessApi.addDisplayPicture, { id }, { file: picture() });
    assert.equal(early.problem.code, 'disclosure.not_displayed_yet');
    await publishProposed(town, id);
    const { body } = await town.call('小唐', opennessApi.addDisplayPicture, { id }, { file: picture() });
    assert.equal((await town.app.http.request(`/notices/${code}/files/${body.id}`)).status, 404);
    const page = await (await town.app.http.request(`/notices/${code}`)).text();
    assert.ok(!page.includes('公开栏.jpg'));
    await town.close();
  });
});

function sha(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
