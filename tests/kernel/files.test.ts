import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile, mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { startSession } from '../../src/kernel/auth/sessions.ts';
import { admitFile, fileNameFor, largestFile } from '../../src/kernel/files/admit.ts';
import { attachmentApi } from '../../src/kernel/files/api.ts';
import {
  attach,
  attachmentHandlers,
  listAttachments,
  openAttachment,
  type Owner,
} from '../../src/kernel/files/attachments.ts';
import { diskBlobs, memoryBlobs, type BlobStore } from '../../src/kernel/files/blob-store.ts';
import { sweepBlobs } from '../../src/kernel/files/jobs.ts';
import { withoutMetadata } from '../../src/kernel/files/metadata.ts';
import { bind } from '../../src/kernel/http/bind.ts';
import { createHttp } from '../../src/kernel/http/server.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

const folders: string[] = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jishi-blobs-'));
  folders.push(folder);
  return folder;
}

const stores: Record<string, () => Promise<BlobStore>> = {
  'on disk': async () => diskBlobs(await newFolder()),
  'in memory': async () => memoryBlobs(),
};

for (const [where, open] of Object.entries(stores)) {
  describe(`a blob store ${where}`, () => {
    it('gives back what it was given, and keeps the same bytes once', async () => {
      const store = await open();
      const name = await store.put(Buffer.from('清河镇'));
      assert.equal(await store.put(Buffer.from('清河镇')), name);
      assert.equal(await new Response(await store.open(name)).text(), '清河镇');
      assert.equal(await store.has(name), true);
      const names = await Array.fromAsync(store.list(), (one) => one.sha256);
      assert.deepEqual(names, [name]);
    });

    it('deletes once, and then has nothing', async () => {
      const store = await open();
      const name = await store.put(Buffer.from('x'));
      assert.deepEqual([await store.delete(name), await store.delete(name)], [true, false]);
      assert.equal(await store.has(name), false);
      await assert.rejects(store.open(name), /no such blob/);
    });
  });
}

describe('the disk', () => {
  it('gives out nothing behind a planted link, and no other path', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'secret'), 'secret');
    const name = 'ab'.repeat(32);
    await mkdir(join(folder, 'files', 'ab', 'ab'), { recursive: true });
    await symlink(join(folder, 'secret'), join(folder, 'files', 'ab', 'ab', name));
    const store = diskBlobs(join(folder, 'files'));
    await assert.rejects(store.open(name), /not a plain file/);
    await assert.rejects(store.open('../../secret'), /not the name of a blob/);
  });

  it('leaves no half-written file behind a name', async () => {
    const folder = await newFolder();
    await diskBlobs(folder).put(Buffer.alloc(100_000, 7));
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'));
    assert.deepEqual(names, []);
  });
});

/** A JPEG's skeleton: with EXIF (orientation 6 and a place), a comment, one scan, and something appended. */
function phonePhoto(): Buffer {
  const segment = (marker: number, body: Buffer): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  const tiff = Buffer.alloc(8 + 2 + 12 + 4 + 20);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(6, 18);
  tiff.write('N30.5123 E104.0567', 26, 'latin1');
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])),
    segment(0xed, Buffer.from('Photoshop 3.0\0 author', 'latin1')),
    segment(0xfe, Buffer.from('taken by')),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd9]),
    Buffer.from('appended film N30.5123'),
  ]);
}

function pngWith(chunks: [string, string][]): Buffer {
  const chunk = (kind: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length, 0);
    head.write(kind, 4, 'latin1');
    return Buffer.concat([head, body, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
    ...chunks.map(([kind, text]) => chunk(kind, Buffer.from(text))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a photo', () => {
  it('loses place, author and what was appended, and keeps its turn and its pixels', () => {
    const clean = withoutMetadata(phonePhoto(), 'image/jpeg');
    assert.ok(clean);
    for (const trace of ['N30', 'author', 'taken', 'appended'])
      assert.equal(clean.includes(trace), false, trace);
    assert.equal(clean.includes('JFIF'), true);
    assert.equal(clean.subarray(-6).toString('hex'), '12ff0034ffd9');
    const exif = clean.indexOf('Exif');
    assert.equal(clean.readUInt16BE(exif + 24), 6);
    assert.deepEqual(withoutMetadata(clean, 'image/jpeg'), clean);
  });

  it('is refused when it breaks off', () => {
    const whole = phonePhoto();
    for (const at of [3, 10, 60, whole.length - 25]) {
      assert.equal(withoutMetadata(whole.subarray(0, at), 'image/jpeg'), undefined, String(at));
    }
  });

  it('loses the text chunks of a PNG', () => {
    const clean = withoutMetadata(
      pngWith([
        ['tEXt', 'Author\0x'],
        ['eXIf', 'N30'],
        ['IDAT', 'pixels'],
      ]),
      'image/png',
    );
    assert.ok(clean);
    assert.deepEqual(
      [clean.includes('Author'), clean.includes('N30'), clean.includes('pixels')],
      [false, false, true],
    );
  });
});

describe('what may be kept', () => {
  const refused = async (name: string, bytes: Buffer): Promise<string> => {
    const error: unknown = await admitFile({ name, bytes }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Refusal, 'was not refused');
    return `${error.status} ${error.code}`;
  };

  it('is judged by what it is, not by what it is called', async () => {
    assert.equal(
      await refused('公告.pdf', Buffer.from('MZ\x90\0 this is a program', 'latin1')),
      '415 file.type_not_kept',
    );
    assert.equal(
      await refused('公告.txt', Buffer.from('<html><script>alert(1)</script>')),
      '415 file.type_not_kept',
    );
    assert.equal(
      await refused('图.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
      '415 file.type_not_kept',
    );
    assert.equal(await refused('空.txt', Buffer.alloc(0)), '400 file.empty');
    assert.equal(await refused('大.txt', Buffer.alloc(largestFile + 1, 0x61)), '413 file.too_large');
    assert.equal(await refused('坏.jpg', phonePhoto().subarray(0, 60)), '415 file.damaged');
  });

  it('is a text in UTF-8 or GB18030', async () => {
    const gb = Buffer.from([0xc7, 0xe5, 0xba, 0xd3]); // 清河
    assert.equal((await admitFile({ name: '记录.txt', bytes: gb })).type, 'text/plain');
    assert.equal((await admitFile({ name: '记录', bytes: Buffer.from('清河') })).name, '记录.txt');
  });

  it('gets a name that neither a folder nor a header takes amiss', () => {
    assert.equal(fileNameFor('../../etc/pass\r\nwd', 'text/plain'), 'passwd.txt');
    assert.equal(fileNameFor('公告\u202Efdp.exe', 'application/pdf'), '公告fdp.pdf');
    assert.equal(fileNameFor('.', 'image/jpeg'), '附件.jpg');
    assert.equal(fileNameFor('会议.JPEG', 'image/jpeg'), '会议.jpeg');
  });
});

describe('files of a record', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  const text = { name: '记录.txt', bytes: Buffer.from('会议记录') };
  const ownerAt = (place: '柳树村' | '石桥村', ownerId = randomUUID()): Owner => ({
    ownerType: 'test',
    ownerId,
    org: town.orgs[place],
  });

  it('are seen by who may see its organization, and by nobody else', async () => {
    const owner = ownerAt('柳树村');
    const kept = await town.act('柳支书', 'members.read', (ctx) => attach(ctx, owner, text));
    const seen = await town.act('林委员', 'members.read', (ctx) => listAttachments(ctx, owner));
    assert.deepEqual(
      seen.map((file) => file.id),
      [kept.id],
    );
    const elsewhere = town.act('石支书', 'members.read', (ctx) => openAttachment(ctx, owner, kept.id));
    await assert.rejects(elsewhere, { code: 'permission.elsewhere' });
    const rows = await town.act('石支书', 'members.read', (ctx) =>
      ctx.tx.selectFrom('files').select('id').execute(),
    );
    assert.deepEqual(rows, []);
  });

  it('are not found through another record', async () => {
    const kept = await town.act('柳支书', 'members.read', (ctx) => attach(ctx, ownerAt('柳树村'), text));
    const other = town.act('柳支书', 'members.read', (ctx) =>
      openAttachment(ctx, ownerAt('柳树村'), kept.id),
    );
    await assert.rejects(other, { code: 'not_found' });
  });

  it('arrive and leave through HTTP, never as a page of ours', async () => {
    const owner = ownerAt('柳树村');
    const api = attachmentApi({ base: '/api/test/:id', read: 'members.read', write: 'members.read' });
    const http = createHttp({
      db: town.db,
      services: town.app.services,
      routes: bind(
        api,
        attachmentHandlers(async () => owner),
      ),
      translate: town.app.services.translate,
      log: pino({ level: 'silent' }),
      now: () => Temporal.Instant.from('2026-11-23T04:00:00Z'),
      secureCookies: false,
      behindProxy: false,
    });
    const headers = { 'x-jishi': '1', cookie: `jishi_session=${await sessionOf('柳支书')}` };
    const form = new FormData();
    form.set('file', new File([new Uint8Array(phonePhoto())], '现场.jpg'));
    const added = await http.request(`/api/test/${owner.ownerId}/files`, {
      method: 'POST',
      headers,
      body: form,
    });
    assert.equal(added.status, 200, await added.clone().text());
    const { id } = (await added.json()) as { id: string };
    const got = await http.request(`/api/test/${owner.ownerId}/files/${id}?show=true`, { headers });
    assert.equal(got.headers.get('content-type'), 'image/jpeg');
    assert.equal(got.headers.get('x-content-type-options'), 'nosniff');
    assert.match(got.headers.get('content-security-policy') ?? '', /^sandbox; default-src 'none'/);
    assert.match(
      got.headers.get('content-disposition') ?? '',
      /^inline; filename\*=UTF-8''%E7%8E%B0%E5%9C%BA\.jpg$/,
    );
    assert.equal(Buffer.from(await got.arrayBuffer()).includes('N30'), false);

    const broken = new FormData();
    broken.set('file', new File(['x'], 'a.txt'));
    broken.set('fields', '{"id":');
    const refused = await http.request(`/api/test/${owner.ownerId}/files`, {
      method: 'POST',
      headers,
      body: broken,
    });
    assert.deepEqual(
      [refused.status, ((await refused.json()) as { code: string }).code],
      [400, 'http.not_json'],
    );

    const gone = await http.request(
      `/api/test/${owner.ownerId}/files/${id}?reason=${encodeURIComponent('传错了')}`,
      {
        method: 'DELETE',
        headers,
      },
    );
    assert.equal(gone.status, 200);
    assert.equal((await http.request(`/api/test/${owner.ownerId}/files/${id}`, { headers })).status, 404);
  });

  it('are swept away a day after an act that failed, and kept while a record holds them', async () => {
    const { blobs } = town.app.services;
    const failed = town.act('柳支书', 'members.read', async (ctx) => {
      await attach(ctx, ownerAt('柳树村'), { name: 'a.txt', bytes: Buffer.from('never committed') });
      throw new Error('broken off');
    });
    await assert.rejects(failed, /broken off/);
    await town.act('柳支书', 'members.read', (ctx) =>
      attach(ctx, ownerAt('柳树村'), { name: 'b.txt', bytes: Buffer.from('held') }),
    );
    const before = (await Array.fromAsync(blobs.list())).length;
    const run = {
      act: <T>(work: Parameters<typeof town.act<T>>[2]) => town.act('system', 'system', work),
      db: town.db,
      ownerDb: town.owner,
      services: town.app.services,
      signal: new AbortController().signal,
      lastAttempt: true,
    };
    await sweepBlobs.handle({ ...run, now: () => Temporal.Now.instant() }, {});
    assert.equal((await Array.fromAsync(blobs.list())).length, before, 'young bytes stay');
    await sweepBlobs.handle({ ...run, now: () => Temporal.Now.instant().add({ hours: 25 }) }, {});
    const texts = await Array.fromAsync(blobs.list(), async ({ sha256 }) =>
      new Response(await blobs.open(sha256)).text(),
    );
    assert.equal(texts.includes('never committed'), false);
    assert.equal(texts.includes('held'), true);
  });

  async function sessionOf(who: Person): Promise<string> {
    return town.act('system', 'system', (ctx) =>
      startSession(ctx, town.accounts[who], 'signed_in', { address: 'test', device: 'test' }),
    );
  }
});
