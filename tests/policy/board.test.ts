/** The town's documents and the board, as the people of the town use them. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Evidence, Institution } from '../../src/kernel/institution.ts';
import { institutions } from '../../src/modules/institutions.ts';
import { policyApi } from '../../src/modules/policy/api.ts';
import { getBoard } from '../../src/modules/policy/board.ts';
import { boardApi } from '../../src/modules/policy/board-api.ts';
import { runningInstitutions } from '../../src/modules/policy/institution-names.ts';
import { findInstitution } from '../../src/modules/policy/institutions-catalogue.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

const sample = fileURLToPath(new URL('../../policy/sample.txt', import.meta.url));

async function sampleFile(): Promise<File> {
  return new File([await readFile(sample)], '实施意见.txt');
}

/** Another document of another shape: no chapters, 第…条. */
function notice(extra = ''): File {
  const text = `清河镇村务公开办法

第一条 各村落实四议两公开，公告不少于7天。
第二条 各村每月安排一次三会一课。
第三条 各村营造良好氛围。
${extra}
2026年3月1日
`;
  return new File([text], '办法.txt');
}

async function takeIn(
  town: Town,
  file: File,
  who: Person = '林委员',
): Promise<{ id: string; version: number }> {
  const { status, body, problem } = await town.call(who, policyApi.readDocument, {}, { file });
  assert.equal(status, 200, JSON.stringify(problem));
  return body;
}

async function confirm(town: Town, step: { id: string; version: number }, from: string): Promise<void> {
  const { status, problem } = await town.call('周书记', policyApi.confirmDocument, { ...step, from });
  assert.equal(status, 200, JSON.stringify(problem));
}

describe('a policy document, from the file to the board', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  it('gives 6 chapters and 20 articles, and none of its lines is without a place', async () => {
    const { id } = await takeIn(town, await sampleFile());
    const { body } = await town.call('许干事', policyApi.getDocument, { id });
    assert.equal(body.chapters.length, 6);
    const articles = body.chapters.flatMap((chapter) => chapter.articles);
    assert.deepEqual(
      articles.map((article) => article.number),
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
    assert.equal(body.number, '清委发〔2012〕18号');
    assert.equal(body.state, 'read');
    assert.deepEqual(body.unplaced, []);
    const paymentInArticle15 = articles[14]?.parameters.find(
      (one) => one.value === 10_000 && one.unit === 'fen',
    );
    assert.equal(paymentInArticle15?.state, 'proposed');
  });

  it('says so when the same file is handed in again, and by whom it was', async () => {
    const { status, problem } = await town.call(
      '许干事',
      policyApi.readDocument,
      {},
      { file: await sampleFile() },
    );
    assert.equal(status, 409);
    assert.equal(problem.code, 'policy.same_file');
    assert.equal(problem.reasons[0]?.field, 'file');
    assert.match(problem.message, /林委员/u);
  });

  it('refuses at the field what is no document, and nothing is kept', async () => {
    const wrong: [File, string][] = [
      [new File([''], '空.txt'), 'document.empty'],
      [new File(['\u0001\u0002abc'], '坏.txt'), 'document.unknown_type'],
      [new File(['%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj'], '扫描.pdf'), 'document.not_readable_pdf'],
      [new File([new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9])], '坏.docx'), 'document.damaged'],
    ];
    for (const [file, code] of wrong) {
      const { status, problem } = await town.call('林委员', policyApi.readDocument, {}, { file });
      assert.ok(status >= 400 && status < 500, file.name);
      assert.equal(problem.code, code);
      assert.equal(problem.reasons[0]?.field, 'file');
    }
    const { body } = await town.call('林委员', policyApi.listDocuments, {});
    assert.equal(body.documents.length, 1);
  });

  it('leaves the board empty until somebody confirms a document', async () => {
    const { body } = await town.call('周书记', boardApi.getBoard, {});
    assert.equal(body.document, null);
    assert.deepEqual(body.articles, []);
  });

  it('lets neither the clerk nor a village secretary confirm', async () => {
    const { body } = await town.call('林委员', policyApi.listDocuments, {});
    const id = body.documents[0]?.id ?? '';
    for (const who of ['许干事', '柳支书', '纪书记'] as const) {
      const answer = await town.call(who, policyApi.confirmDocument, { id, version: 1, from: '2026-01-01' });
      assert.equal(answer.status, 403, who);
    }
    const answer = await town.call('柳支书', policyApi.readDocument, {}, { file: notice() });
    assert.equal(answer.status, 403);
    assert.equal((await town.call('柳党员', boardApi.getBoard, {})).status, 403);
  });

  it('stands on the board in its own order once confirmed, every institution from the catalogue', async () => {
    const { body: list } = await town.call('林委员', policyApi.listDocuments, {});
    await confirm(town, { id: list.documents[0]?.id ?? '', version: 1 }, '2012-09-06');
    const { body } = await town.call('周书记', boardApi.getBoard, {});
    assert.deepEqual(
      body.articles.map((article) => article.number),
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
    const shown = body.articles.flatMap((article) => article.institutions);
    assert.ok(shown.length > 100);
    for (const { id } of shown) assert.ok(findInstitution(id), id);
    const running = new Set(institutions.map(({ id }) => id));
    for (const { id, state } of shown.filter((one) => !running.has(one.id)))
      assert.ok(['not_set_up', 'narrative'].includes(state), id);
  });

  it('is read by the villages as well, each with its own duties', async () => {
    const { body } = await town.call('柳支书', boardApi.getBoard, {});
    assert.equal(body.articles.length, 20);
    assert.deepEqual(
      body.villages.map((village) => village.name),
      ['柳树村'],
    );
    const elsewhere = await town.call('柳支书', boardApi.getBoard, { village: town.orgs['石桥村'].id });
    assert.equal(elsewhere.status, 403);
  });

  it('shows one chapter, one state, as the filters ask', async () => {
    const chapter = await town.call('周书记', boardApi.getBoard, { chapter: 3 });
    assert.deepEqual(
      chapter.body.articles.map((article) => article.number),
      [9, 10, 11],
    );
    const state = await town.call('周书记', boardApi.getBoard, { state: 'not_set_up' });
    assert.ok(state.body.articles.length > 0);
    assert.ok(state.body.articles.every((article) => article.state === 'not_set_up'));
  });

  it('lets nobody correct what has been confirmed', async () => {
    const { body } = await town.call('林委员', policyApi.listDocuments, {});
    const id = body.documents[0]?.id ?? '';
    const answer = await town.call('林委员', policyApi.discardDocument, { id, version: 2, because: '重来' });
    assert.equal(answer.status, 409);
    assert.equal(answer.problem.code, 'policy.closed');
  });

  it('changes when another document is confirmed; the former one is seen as of a day before', async () => {
    const step = await takeIn(town, notice());
    await confirm(town, step, '2026-03-01');
    const { body: now } = await town.call('周书记', boardApi.getBoard, {});
    assert.equal(now.articles.length, 3);
    assert.equal(now.articles[2]?.state, 'narrative');
    const { body: before } = await town.call('周书记', boardApi.getBoard, { asOf: '2026-02-28' });
    assert.equal(before.articles.length, 20);
    const { body: list } = await town.call('周书记', policyApi.listDocuments, {});
    assert.deepEqual(
      list.documents.map(({ state, inForceTo }) => [state, inForceTo]),
      [
        ['in_force', null],
        ['replaced', '2026-02-28'],
      ],
    );
  });

  it('cannot take over on a day that the document in force already had', async () => {
    const step = await takeIn(town, notice('附则一段。'));
    const { status, problem } = await town.call('周书记', policyApi.confirmDocument, {
      ...step,
      from: '2026-03-01',
    });
    assert.equal(status, 409);
    assert.equal(problem.reasons[0]?.possibleFrom, '2026-03-02');
    const { body } = await town.call('周书记', policyApi.getDocument, { id: step.id });
    assert.equal(body.state, 'read');
  });
});

describe('correcting what was read', () => {
  let town: Town;
  let step: { id: string; version: number };
  before(async () => {
    town = await openTown();
    step = await takeIn(town, notice());
  });
  after(() => town.close());

  async function articles() {
    const { body } = await town.call('林委员', policyApi.getDocument, { id: step.id });
    step = { id: body.id, version: body.version };
    return body.chapters.flatMap((chapter) => chapter.articles);
  }

  it('joins two articles with the number between them, and splits them again', async () => {
    const [first, second] = await articles();
    assert.ok(first && second);
    const text = `${first.text}\n第二条 ${second.text}`;
    await town.call('林委员', policyApi.mergeArticle, { ...step, articleId: second.id });
    const joined = await articles();
    assert.equal(joined.length, 2);
    assert.equal(joined[0]?.text, text);
    assert.ok(joined[0]?.institutions.some((one) => one.id === 'organization_life'));
    await town.call('林委员', policyApi.splitArticle, {
      ...step,
      articleId: joined[0]?.id ?? '',
      at: text.indexOf('第二条'),
      number: 2,
      title: '',
    });
    const apart = await articles();
    assert.deepEqual(
      apart.map((article) => article.number),
      [1, 2, 3],
    );
    assert.equal(apart[0]?.text, first.text);
    assert.ok(!apart[0]?.institutions.some((one) => one.id === 'organization_life'));
    assert.ok(apart[1]?.institutions.some((one) => one.id === 'organization_life'));
  });

  it('refuses to join the first article, and a change made on what somebody else has changed', async () => {
    const [first] = await articles();
    const onFirst = { ...step, articleId: first?.id ?? '' };
    const refused = await town.call('林委员', policyApi.mergeArticle, onFirst);
    assert.equal(refused.problem.code, 'policy.no_previous');
    const stale = await town.call('许干事', policyApi.mergeArticle, {
      ...onFirst,
      version: step.version - 1,
    });
    assert.equal(stale.status, 409);
    assert.equal(stale.problem.code, 'stale');
  });

  it('strikes out an institution, adds another by its other name, and keeps both decisions', async () => {
    const [first] = await articles();
    const articleId = first?.id ?? '';
    const own = first?.institutions[0]?.id ?? '';
    const { body: found } = await town.call('林委员', policyApi.searchCatalogue, { q: '关爱基金' });
    assert.deepEqual(
      found.found.map((one) => one.id),
      ['warmth_fund'],
    );
    const decide = (institution: string, decision: 'keep' | 'reject') =>
      town.call('林委员', policyApi.decideInstitution, { ...step, articleId, institution, decision });
    await decide(own, 'reject');
    await articles();
    await decide('warmth_fund', 'keep');
    const [after] = await articles();
    const origins = new Map(after?.institutions.map((one) => [one.id, one.origin]));
    assert.equal(origins.get(own), 'rejected');
    assert.equal(origins.get('warmth_fund'), 'added');
    const unknown = await decide('no_such_thing', 'keep');
    assert.equal(unknown.problem.code, 'policy.unknown_institution');
  });

  it('does not call an article narrative that still names something measurable', async () => {
    const [first] = await articles();
    const { problem } = await town.call('林委员', policyApi.correctArticle, {
      ...step,
      articleId: first?.id ?? '',
      number: 1,
      title: '',
      nature: 'narrative',
    });
    assert.equal(problem.code, 'policy.not_narrative');
  });

  it('adopts a number for an institution', async () => {
    const [first] = await articles();
    const period = first?.parameters.find((one) => one.wording.includes('7天'));
    assert.ok(first && period);
    await town.call('林委员', policyApi.decideParameter, {
      ...step,
      articleId: first.id,
      parameterId: period.id,
      state: 'confirmed',
      institution: 'warmth_fund',
    });
    const [after] = await articles();
    assert.equal(after?.parameters.find((one) => one.id === period.id)?.state, 'confirmed');
  });

  it('is not confirmed before every line has its place', async () => {
    const file = notice('\n附件：1.清单\n');
    const text = `${await file.text()}\n附件1\n清单一\n清单二\n`;
    const read = await takeIn(town, new File([text], '带附件.txt'));
    const { body } = await town.call('林委员', policyApi.getDocument, { id: read.id });
    assert.ok(body.unplaced.length > 0);
    const refused = await town.call('林委员', policyApi.confirmDocument, { ...read, from: '2026-03-01' });
    assert.equal(refused.problem.code, 'policy.unplaced_open');
    const [moved, ...others] = body.unplaced.map((one) => one.line);
    const last = body.chapters[0]?.articles.at(-1);
    const silent = await town.call('林委员', policyApi.settleLines, {
      ...read,
      lines: [moved ?? 0],
      articleId: null,
      because: null,
    });
    assert.equal(silent.problem.code, 'policy.reason_needed');
    const settled = await town.call('林委员', policyApi.settleLines, {
      ...read,
      lines: [moved ?? 0],
      articleId: last?.id ?? '',
      because: null,
    });
    assert.equal(settled.status, 200);
    if (others.length > 0)
      await town.call('林委员', policyApi.settleLines, {
        ...settled.body,
        lines: others,
        articleId: null,
        because: '附件另行管理',
      });
    const { body: after } = await town.call('林委员', policyApi.getDocument, { id: read.id });
    assert.ok(after.chapters[0]?.articles.at(-1)?.text.includes(body.unplaced[0]?.text ?? '?'));
    await confirm(town, after, '2026-03-01');
  });
});

describe('how articles stand', () => {
  let town: Town;
  const held: Evidence[] = [];
  /** An institution of the sample with one duty, discharged by what the test puts into `held`. */
  const lessons: Institution = {
    id: 'organization_life',
    responsible: { first: 'town_secretary', direct: 'organization_officer', specific: 'village_secretary' },
    path: '/meetings',
    duties: [
      {
        schedule: {
          key: 'test.lesson',
          every: 'quarter',
          due: { after: 'period_end', days: 0, unit: 'calendar' },
          from: '2020-01-01',
        },
        owedBy: { kinds: ['branch'] },
        next: 'village_secretary',
        cites: '支部2018 art. 11',
        certainty: 'certain',
        evidence: async () => held,
        startPath: (orgId) => `/meetings/plan?org=${orgId}`,
      },
    ],
    figures: [],
    catalogue: [],
  };
  const running = runningInstitutions([lessons]);
  const boardFor = (who: Person, asked: { village?: string } = {}) =>
    town.act(who, 'policy.read', (ctx) => getBoard(ctx, asked, running));

  before(async () => {
    town = await openTown();
    await town.owner
      .insertInto('parameter_settings')
      .values({
        key: 'duties.since',
        org_id: town.orgs['清河镇'].id,
        value: JSON.stringify('2026-07-01'),
        valid: '[2026-07-01,)',
        source: '试用',
        reason: '试用',
        set_at: Temporal.Instant.from('2026-07-01T00:00:00Z'),
      })
      .execute();
    const step = await takeIn(town, notice());
    await confirm(town, step, '2026-03-01');
  });
  after(() => town.close());

  it('are late when a duty is, with the one whose it is named first', async () => {
    const board = await boardFor('周书记');
    const [, article] = board.articles;
    assert.equal(article?.state, 'late');
    assert.equal(board.totals.late, 3);
    const own = board.lateDuties.find((one) => one.org.name === '柳树村支部');
    assert.equal(own?.dueOn, '2026-09-30');
    assert.deepEqual(own?.whose, ['柳支书']);
    const village = board.villages.find((one) => one.name === '柳树村');
    assert.equal(village?.duties.late, 1);
  });

  it('are on course again as soon as the record exists', async () => {
    held.push({
      orgId: town.orgs['柳树村支部'].id,
      happenedOn: Temporal.PlainDate.from('2026-09-20'),
      recordedOn: Temporal.PlainDate.from('2026-09-20'),
      label: '第三季度党课',
      path: '/meetings/1',
    });
    const village = { village: town.orgs['柳树村'].id };
    assert.equal((await boardFor('周书记', village)).articles[1]?.state, 'on_course');
    assert.equal((await boardFor('周书记', village)).totals.done, 1);
    assert.equal((await boardFor('柳支书')).totals.late, 0);
    assert.equal((await boardFor('石支书')).totals.late, 1);
  });

  it('show narrative articles without anything counted', async () => {
    const board = await boardFor('周书记');
    const [, , article] = board.articles;
    assert.equal(article?.state, 'narrative');
    assert.deepEqual(article?.duties, { late: 0, due: 0, on_course: 0, done: 0 });
  });

  it('name an assigned person before whoever holds the office', async () => {
    const assign = (who: Person, accountId: string, from: string) =>
      town.call(who, boardApi.assignResponsible, {
        institution: 'organization_life',
        level: 'specific',
        orgId: town.orgs['石桥村'].id,
        accountId,
        post: null,
        from,
        reason: '镇党委会议决定',
      });
    assert.equal((await assign('周书记', town.accounts['小唐'], '2026-10-01')).status, 403);
    assert.equal((await assign('林委员', town.accounts['小唐'], '2026-10-01')).status, 200);
    const board = await boardFor('周书记');
    const late = board.lateDuties.find((one) => one.org.name === '石桥村支部');
    assert.deepEqual(late?.whose, ['小唐']);
    const again = await assign('林委员', town.accounts['石支书'], '2026-10-01');
    assert.equal(again.status, 409);
    assert.equal(again.problem.reasons[0]?.possibleFrom, '2026-10-02');
    assert.equal((await assign('林委员', town.accounts['石支书'], '2026-11-01')).status, 200);
    const page = { id: 'organization_life', asOf: '2026-10-15' };
    const { body } = await town.call('周书记', boardApi.getInstitution, page);
    assert.deepEqual(
      body.responsible.filter((one) => !one.byOffice).map((one) => one.name),
      ['小唐'],
    );
    assert.equal(body.assignments.length, 2);
  });
});

describe('figures and responsibilities', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    for (const level of ['first', 'direct', 'specific'] as const)
      for (const place of ['清河镇', '柳树村', '石桥村'] as const)
        await town.call('林委员', boardApi.assignResponsible, {
          institution: 'warmth_fund',
          level,
          orgId: town.orgs[place].id,
          accountId: level === 'first' ? null : town.accounts['林委员'],
          post: level === 'first' ? '镇长' : null,
          from: '2026-02-01',
          reason: '分工',
        });
  });
  after(() => town.close());

  it('every figure equals the number of its rows, for every reader, or is refused', async () => {
    const keys = institutions.flatMap(({ figures }) => figures.map(({ key }) => key));
    assert.ok(keys.length > 5);
    let seen = 0;
    for (const who of ['周书记', '柳支书', '监主任', '柳党员', '县组织部'] as const)
      for (const key of keys)
        for (const asOf of ['2026-01-31', '2026-11-23']) {
          const { status, body } = await town.call(who, boardApi.getFigure, { key, asOf });
          const rows = await town.call(who, boardApi.listFigureRows, { key, asOf });
          assert.equal(rows.status, status, `${who} ${key}`);
          if (status !== 200) continue;
          seen += 1;
          assert.equal(rows.body.rows.length, body.value, `${who} ${key} ${asOf}`);
        }
    assert.ok(seen > 20);
    const assigned = { key: 'policy.specific', asOf: '2026-11-23' };
    assert.equal((await town.call('周书记', boardApi.getFigure, assigned)).body.value, 3);
    assert.equal((await town.call('柳支书', boardApi.getFigure, assigned)).body.value, 1);
    const past = { ...assigned, asOf: '2026-01-31' };
    assert.equal((await town.call('周书记', boardApi.getFigure, past)).body.value, 0);
  });

  it('a person sees what is theirs by name and by office', async () => {
    const { body } = await town.call('林委员', boardApi.getResponsibilities, {});
    const byName = body.items.filter((item) => !item.byOffice);
    assert.equal(byName.length, 6);
    assert.ok(body.items.some((item) => item.byOffice && item.level === 'direct'));
    assert.equal(body.person.name, '林委员');
  });

  it('the board counts the institutions for which nobody answers, and lists exactly those', async () => {
    const step = await takeIn(town, notice('第四条 各村建立后进村工作台账。'));
    await confirm(town, step, '2026-03-01');
    const gapsOf = async (who: Person, asked: { village?: string; asOf?: string } = {}) => {
      const { rows } = (await town.call(who, boardApi.listGaps, asked)).body;
      const { gaps } = (await town.call(who, boardApi.getBoard, asked)).body;
      assert.equal(gaps, rows.length);
      return rows;
    };
    const before = await gapsOf('周书记');
    const gap = before.find((row) => !row.isSetUp);
    assert.ok(gap);
    assert.deepEqual(gap.missing, ['first', 'direct', 'specific']);
    for (const level of gap.missing)
      await town.call('林委员', boardApi.assignResponsible, {
        institution: gap.institution.id,
        level,
        orgId: town.orgs['清河镇'].id,
        accountId: town.accounts['周书记'],
        post: null,
        from: '2026-11-01',
        reason: '分工',
      });
    const after = await gapsOf('周书记');
    assert.deepEqual(
      before.filter((row) => !after.some((one) => one.institution.id === row.institution.id)),
      [gap],
    );
    assert.equal((await gapsOf('周书记', { asOf: '2026-10-31' })).length, before.length);
    await gapsOf('柳支书', { village: town.orgs['柳树村'].id });
    assert.equal((await town.call('柳党员', boardApi.listGaps, {})).status, 403);
  });

  it('an assignment ends with a reason, and the office holds again', async () => {
    const { body } = await town.call('林委员', boardApi.getResponsibilities, {});
    const [row] = body.history;
    assert.ok(row);
    const end = { id: row.id, version: row.version, on: '2026-11-23', reason: '调整分工' };
    assert.equal((await town.call('柳支书', boardApi.endResponsible, end)).status, 403);
    assert.equal((await town.call('林委员', boardApi.endResponsible, end)).status, 200);
    assert.equal((await town.call('林委员', boardApi.endResponsible, end)).status, 409);
    const after = await town.call('林委员', boardApi.getResponsibilities, {});
    assert.equal(after.body.items.filter((item) => !item.byOffice).length, 5);
  });
});
