import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { catalogue, mergeCatalogues } from '../../src/kernel/i18n/catalogue.ts';
import { translators } from '../../src/kernel/i18n/translate.ts';
import { noticeApi } from '../../src/kernel/notice/api.ts';
import { nextLoudMoment, smtpMailer, type Mailer } from '../../src/kernel/notice/mail.ts';
import { accountsWithRole, listReached, notify } from '../../src/kernel/notice/notify.ts';
import { messages } from '../../src/modules/messages.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

const texts = catalogue(
  {
    'notice.test_call.title': '请参加{{time}}的会议',
    'notice.test_call.text': '{{caller}}请您参加{{time}}的会议，讨论{{about}}的困难补助。',
  },
  {
    'notice.test_call.title': 'Please come to the meeting at {{time}}',
    'notice.test_call.text':
      '{{caller}} calls you to the meeting at {{time}} about the relief for {{about}}.',
  },
);
const call = {
  key: 'test_call',
  openParams: { time: '11月30日上午9时' },
  params: { caller: '柳支书', about: '赵某某' },
  path: '/meetings/1',
} as const;

type Post = { server: SMTPServer; port: number; received: string[]; refuseNext(times: number): void };

/** A real mail server on loopback that can refuse for a while. */
async function openPost(): Promise<Post> {
  const received: string[] = [];
  let refusals = 0;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo(_address, _session, done) {
      refusals -= 1;
      done(refusals >= 0 ? Object.assign(new Error('try later'), { responseCode: 451 }) : null);
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1', () => undefined);
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo; // it listens on a port
  return { server, port, received, refuseNext: (times) => void (refusals = times) };
}

/** Subject and text as a reader sees them. */
function readable(mail: string): string {
  const [head = '', ...body] = mail.split('\r\n\r\n');
  const subject = head.replaceAll(/=\?UTF-8\?([BQ])\?(.*?)\?=\s*/giu, (_, kind: string, text: string) =>
    kind.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString()
      : Buffer.from(
          text
            .replaceAll('_', ' ')
            .replaceAll(/=([0-9A-F]{2})/gu, (__, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1',
        ).toString(),
  );
  const text = body.join('\n');
  const plain = /base64/iu.test(head)
    ? Buffer.from(text, 'base64').toString()
    : Buffer.from(
        text
          .replaceAll(/=\r?\n/gu, '')
          .replaceAll(/=([0-9A-F]{2})/gu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString();
  return `${subject}\n${plain}`;
}

describe('notices', () => {
  let town: Town;
  let post: Post;
  let mailer: Mailer;
  before(async () => {
    post = await openPost();
    mailer = smtpMailer(`smtp://127.0.0.1:${post.port}`, 'jishi@example.invalid');
    town = await openTown({
      app: { mail: { mailer, publicUrl: 'https://town.example.invalid', quiet: { from: 21, to: 7 } } },
    });
    Object.assign(town.app.services, { translate: translators(mergeCatalogues([messages, texts])) });
    await town.act('system', 'system', (ctx) =>
      ctx.tx
        .updateTable('accounts')
        .set({ email: 'liu@example.invalid' })
        .where('id', '=', town.accounts.柳党员)
        .execute(),
    );
  });
  after(async () => {
    mailer.close();
    await town.close();
    await new Promise<void>((done) => post.server.close(done));
  });

  const give = (to: Person[], extra: object = {}): Promise<void> =>
    town.act('柳支书', 'members.read', (ctx) =>
      notify(
        ctx,
        to.map((who) => town.accounts[who]),
        { ...call, ...extra },
      ),
    );
  const mailOf = (who: Person): Promise<{ mail: string; mail_attempts: number; mail_error: string | null }> =>
    town.act('system', 'system', (ctx) =>
      ctx.tx
        .selectFrom('notices')
        .select(['mail', 'mail_attempts', 'mail_error'])
        .where('account_id', '=', town.accounts[who])
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );

  it('reach whom they are for, in that person’s words, and nobody else', async () => {
    town.setToday('2026-11-01');
    await give(['小唐']);
    const { body } = await town.call('小唐', noticeApi.listNotices, {});
    assert.equal(body.unread, 1);
    assert.equal(body.notices[0]?.text, '柳支书请您参加11月30日上午9时的会议，讨论赵某某的困难补助。');
    const other = await town.call('石支书', noticeApi.listNotices, {});
    assert.deepEqual(other.body.notices, []);
    const id = body.notices[0]?.id ?? '';
    assert.equal((await town.call('石支书', noticeApi.readNotice, { id })).status, 404);
    assert.equal((await town.call(null, noticeApi.listNotices, {})).status, 401);
    assert.equal((await town.call('小唐', noticeApi.readNotice, { id })).body.unread, 0);
  });

  it('stay unread when they came after the page was loaded', async () => {
    town.setToday('2026-11-02');
    await give(['小唐']);
    const { body } = await town.call('小唐', noticeApi.readAllNotices, { until: '2026-11-01T12:00:00Z' });
    assert.equal(body.unread, 1);
  });

  it('are not given when the act that they tell of fails', async () => {
    const failed = town.act('柳支书', 'members.read', async (ctx) => {
      await notify(ctx, [town.accounts.监主任], { ...call, urgent: true });
      throw new Error('broken off');
    });
    await assert.rejects(failed, /broken off/);
    assert.equal((await town.call('监主任', noticeApi.countNotices, {})).body.unread, 0);
  });

  it('go out by mail at once when urgent, without a word about a third person', async () => {
    town.setToday('2026-11-03');
    await give(['柳党员', '小唐'], { urgent: true });
    assert.deepEqual(await town.runJobs(), ['notices.mail']);
    assert.equal(post.received.length, 1);
    const mail = readable(post.received[0] ?? '');
    assert.match(mail, /请参加11月30日上午9时的会议/);
    assert.match(mail, /https:\/\/town\.example\.invalid\/app\/meetings\/1/);
    assert.doesNotMatch(mail, /赵某某|柳支书/);
    assert.equal((await mailOf('柳党员')).mail, 'sent');
    assert.equal((await mailOf('小唐')).mail, 'none');
  });

  it('wait in the night for the morning', async () => {
    town.setNow('2026-11-04T14:30:00Z'); // half past ten in the evening
    await give(['柳党员'], { urgent: true });
    assert.deepEqual(await town.runJobs(), []);
    town.setNow('2026-11-04T23:00:00Z'); // seven
    assert.deepEqual(await town.runJobs(), ['notices.mail']);
  });

  it('that were read need no mail any more', async () => {
    town.setToday('2026-11-05');
    const sentBefore = post.received.length;
    await give(['柳党员'], { urgent: true });
    await town.call('柳党员', noticeApi.readAllNotices, { until: '2026-11-05T12:00:00Z' });
    await town.runJobs();
    assert.equal(post.received.length, sentBefore);
    assert.equal((await mailOf('柳党员')).mail, 'read_before');
  });

  it('say when the mail server did not take them', async () => {
    town.setToday('2026-11-06');
    post.refuseNext(1);
    await give(['柳党员'], {
      urgent: true,
      subject: { type: 'meeting', id: town.orgs.柳树村.id, orgPath: town.orgs.柳树村.path },
    });
    await assert.rejects(town.runJobs(), /mail not taken: smtp\.451/);
    assert.deepEqual(await mailOf('柳党员'), { mail: 'failed', mail_attempts: 1, mail_error: 'smtp.451' });
    const reached = (who: Person): ReturnType<typeof listReached> =>
      town.act(who, 'members.read', (ctx) => listReached(ctx, { type: 'meeting', id: town.orgs.柳树村.id }));
    const [line] = await reached('柳支书');
    assert.deepEqual([line?.name, line?.mail, line?.mailError], ['柳党员', 'failed', 'smtp.451']);
    assert.deepEqual(await reached('石支书'), []);
  });

  it('find those who hold a role nearest above', async () => {
    const found = await town.act('system', 'system', (ctx) =>
      accountsWithRole(ctx, ['village_secretary', 'organization_officer'], town.orgs.柳树村支部.path),
    );
    assert.deepEqual(new Set(found), new Set([town.accounts.柳支书, town.accounts.林委员]));
  });
});

describe('the quiet hours', () => {
  const quiet = { from: 21, to: 7 };
  const cases = [
    ['2026-11-23T12:59:59Z', '2026-11-23T12:59:59Z'], // 20:59
    ['2026-11-23T13:00:00Z', '2026-11-23T23:00:00Z'], // 21:00 → 07:00 of the next day
    ['2026-11-23T22:59:59Z', '2026-11-23T23:00:00Z'], // 06:59
    ['2026-11-23T23:00:00Z', '2026-11-23T23:00:00Z'], // 07:00
  ] as const;
  for (const [at, then] of cases) {
    it(`from ${at} on, mail goes out at ${then}`, () => {
      assert.equal(nextLoudMoment(Temporal.Instant.from(at), quiet).toString(), then);
    });
  }
  it('can be none', () => {
    const at = Temporal.Instant.from('2026-11-23T18:00:00Z');
    assert.equal(nextLoudMoment(at, { from: 0, to: 0 }), at);
  });
});
