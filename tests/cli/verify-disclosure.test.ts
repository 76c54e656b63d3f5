import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { noticeProof, logExport, type LogExport } from '../../src/kernel/disclosure/exporting.ts';
import { publishIn, said } from '../support/publishing.ts';
import { openTown, type Town } from '../support/town.ts';

const program = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

describe('jishi verify disclosure', () => {
  let town: Town;
  let folder: string;
  let log: LogExport;
  let code: string;
  before(async () => {
    town = await openTown();
    folder = await mkdtemp(join(tmpdir(), 'jishi-log-'));
    ({ code } = await publishIn(town, { title: '修路决议', content: said('工程款 12000 元') }));
    await publishIn(town, { title: '修桥决议', content: said('工程款 30000 元') });
    const answer = await town.app.http.request('/log.json');
    log = logExport.parse(await answer.json());
  });
  after(async () => {
    await town.close();
    await rm(folder, { recursive: true });
  });

  async function verify(option: 'export' | 'proof', content: unknown, checkpoint?: string) {
    const file = join(folder, 'given.json');
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    const args = ['verify', 'disclosure', `--${option}`, file];
    if (checkpoint !== undefined) {
      await writeFile(join(folder, 'checkpoint'), checkpoint);
      args.push('--checkpoint', join(folder, 'checkpoint'));
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      encoding: 'utf8',
      env: { ...process.env, LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' },
    });
    return { status, said: stdout + stderr };
  }

  it('finds the log of the site whole, without a server', async () => {
    assert.deepEqual(await verify('export', log), { status: 0, said: '公开日志完好：2 条。\n' });
  });

  it('holds the log against the checkpoint that stands on the notice', async () => {
    const page = await (await town.app.http.request(`/notices/${code}`)).text();
    const [, printed = ''] = /<pre>([^<]+)<\/pre>/u.exec(page) ?? [];
    assert.equal((await verify('export', log, printed)).status, 0);
    const other = printed.replace(/[A-Za-z0-9+/]{43}=/u, Buffer.alloc(32).toString('base64'));
    const forked = await verify('export', log, other);
    assert.equal(forked.status, 1);
    assert.ok(forked.said.includes('另起了一份'));
  });

  it('names the entry that was edited', async () => {
    const leaves = log.leaves.map((leaf) => (leaf.code === code ? { ...leaf, event: 'ended' } : leaf));
    const { status, said: words } = await verify('export', { ...log, leaves });
    assert.equal(status, 1);
    assert.ok(words.includes(`第 1 条（${code}）`), words);
  });

  it('tells whether the text of a notice is the one that was published', async () => {
    const answer = await town.app.http.request(`/notices/${code}/proof.json`);
    const proof = noticeProof.parse(await answer.json());
    assert.equal((await verify('proof', proof)).status, 0);
    const altered = JSON.stringify(proof).replace('12000', '10000');
    const { status, said: words } = await verify('proof', altered);
    assert.equal(status, 1);
    assert.ok(words.includes(code) && words.includes('不是当时公布的内容'));
  });

  it('says in one sentence that a file is none', async () => {
    const { status, said: words } = await verify('export', '这不是日志');
    assert.equal(status, 1);
    assert.ok(words.startsWith('文件无法读取') && !words.includes('    at '));
  });
});
