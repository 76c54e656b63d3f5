/** The own case, as the person sees it: what is on file, the days, who opened it; the own statement and the own appeal. */
import { whoOpened } from '../../kernel/audit/reads.ts';
import { withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { keepRecord } from './actions.ts';
import { keepAppeal } from './appeals.ts';
import { readFile, type CaseFile } from './case-file.ts';
import { appealLevels, recordRows, type AppealLevel, type DispositionState } from './choices.ts';
import { appealsOf, recordsOf, storyOf } from './queries.ts';
import { reasonNotToAppeal } from './rules.ts';
import * as store from './store.ts';

export async function listOwnDispositions(ctx: Ctx) {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const rows = personId ? await store.listOfPerson(ctx, personId) : [];
  if (!personId || rows.length === 0) return { cases: [], readings: [], today: ctx.today.toString() };
  const paths = [...new Set(rows.map((row) => row.orgPath))];
  const cases = await withinPaths(ctx, paths, async (inner) => {
    const views = [];
    for (const row of rows) views.push(await ownViewOf(inner, await readFile(inner, row)));
    return views;
  });
  const readings = await whoOpened(ctx, { module: 'dispositions', type: 'member', id: personId });
  return {
    cases,
    readings: readings.map(({ at, by }) => ({ at: at.toString(), by })),
    today: ctx.today.toString(),
  };
}

async function ownViewOf(ctx: Ctx, file: CaseFile) {
  const { row, decisions, appeals } = file;
  const t = ctx.services.translate[ctx.locale];
  const against = (level: AppealLevel) =>
    appeals.some(({ outcome }) => outcome === null)
      ? { code: 'dispositions.appeal_open', remedy: 'dispositions.wait_for_answer' }
      : reasonNotToAppeal({
          level,
          decided: decisions.length > 0,
          approved: decisions.some(({ move }) => move === 'approve'),
          state: row.state,
        });
  const levels = appealLevels.filter((level) => !against(level));
  const inTheWay = against('above');
  const during: readonly DispositionState[] = recordRows.statement.during;
  return {
    ...(await storyOf(ctx, file)),
    records: recordsOf(file),
    appeals: appealsOf(file),
    mayState: during.includes(row.state),
    appealTo: levels,
    noAppealBecause: inTheWay ? [reasonViewOf(inTheWay, t)] : [],
  };
}

/** The person's own written statement. */
export async function stateOwnViews(ctx: Ctx, input: { id: string; content: string }): Promise<void> {
  await atOwnCase(ctx, input.id, (inner, row) =>
    keepRecord(inner, row, {
      kind: 'statement',
      on: ctx.today.toString(),
      content: input.content,
      isOwn: true,
    }),
  );
}

/** The person's own appeal, to the office and not through the branch. */
export async function appealForOneself(
  ctx: Ctx,
  input: { id: string; level: AppealLevel; content: string },
): Promise<void> {
  await atOwnCase(ctx, input.id, (inner, row) =>
    keepAppeal(inner, row, {
      level: input.level,
      on: ctx.today.toString(),
      content: input.content,
      isOwn: true,
    }),
  );
}

/** Finds the own case without any scope, then acts where it lies; any other case is not found. */
async function atOwnCase(
  ctx: Ctx,
  id: string,
  work: (ctx: Ctx, row: store.CaseRow) => Promise<void>,
): Promise<void> {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const seen = await store.find(ctx, id);
  if (!seen || seen.personId !== personId) throw new Refusal('not_found', { status: 404 });
  await withinPaths(ctx, [seen.orgPath], async (inner) => {
    const row = await store.lock(inner, id);
    if (!row) throw new Refusal('not_found', { status: 404 });
    await work(inner, row);
  });
}
