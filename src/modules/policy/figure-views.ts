/** Figures with their rows, each under its own permission. */
import { requireInScope, underPermission, type Ctx } from '../../kernel/ctx.ts';
import type { Figure, FigureFamily, FigureQuestion } from '../../kernel/figure.ts';
import type { Institution } from '../../kernel/institution.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { getOrganization, nameOf } from '../organizations/facade.ts';
import { placeOf, type Asked, type Place } from './board-picture.ts';
import { rowsOnPage } from './choices.ts';
import type { Running } from './institution-names.ts';
import { narrowed } from './town.ts';

export type FigureValue = { institution: string; key: string; unit: string; value: number };

/** Values for a place; a figure that the reader may not see is left out. */
export async function figuresOf(
  ctx: Ctx,
  place: Place,
  institutions: readonly Institution[],
): Promise<FigureValue[]> {
  const figures = institutions.flatMap(({ id, figures }) => figures.map((figure) => ({ id, figure })));
  const permissions = [...new Set(figures.map(({ figure }) => figure.permission))];
  const values: FigureValue[] = [];
  for (const permission of permissions) {
    await underPermission(ctx, permission, async (within) => {
      const paths = narrowed(place.paths, within.scope);
      if (paths.length === 0) return;
      const families = new Map<FigureFamily, ReadonlyMap<string, number>>();
      const question = { paths, asOf: place.asOf };
      // Several institutions may show the same figure.
      const known = new Map<string, number>();
      for (const { id, figure } of figures.filter((one) => one.figure.permission === permission)) {
        const value = known.get(figure.key) ?? (await valueOf(within, figure, { question, families }));
        known.set(figure.key, value);
        values.push({ institution: id, key: figure.key, unit: figure.unit, value });
      }
    });
  }
  return values;
}

async function valueOf(
  ctx: Ctx,
  figure: Figure,
  known: { question: FigureQuestion; families: Map<FigureFamily, ReadonlyMap<string, number>> },
): Promise<number> {
  if (!figure.family) return figure.value(ctx, known.question);
  const values = known.families.get(figure.family) ?? (await figure.family.values(ctx, known.question));
  known.families.set(figure.family, values);
  return values.get(figure.key) ?? 0;
}

export async function getBoardFigures(ctx: Ctx, input: Asked, running: Running) {
  const place = await placeOf(ctx, input);
  return { asOf: place.asOf.toString(), figures: await figuresOf(ctx, place, [...running.values()]) };
}

type FigureAsked = { key: string; org?: string | undefined; asOf?: string | undefined };

/** Refuses `not_found`, `permission.missing` and `permission.elsewhere`, as the figure's own permission has it. */
export async function getFigure(ctx: Ctx, input: FigureAsked, running: Running) {
  return withFigure(ctx, input, running, async (within, figure, question) => ({
    key: figure.key,
    unit: figure.unit,
    value: await figure.value(within, question),
    asOf: question.asOf.toString(),
    org: input.org ? await namedOrg(within, input.org, question.asOf) : null,
  }));
}

export async function listFigureRows(ctx: Ctx, input: FigureAsked & { page: number }, running: Running) {
  return withFigure(ctx, input, running, async (within, figure, question) => {
    const page = { offset: (input.page - 1) * rowsOnPage, limit: rowsOnPage + 1 };
    const rows = await figure.rows(within, question, page);
    return {
      rows: rows.slice(0, rowsOnPage).map((row) => ({ ...row, on: row.on?.toString() ?? null })),
      more: rows.length > rowsOnPage,
    };
  });
}

async function withFigure<T>(
  ctx: Ctx,
  input: FigureAsked,
  running: Running,
  work: (within: Ctx, figure: Figure, question: FigureQuestion) => Promise<T>,
): Promise<T> {
  const figure = [...running.values()].flatMap(({ figures }) => figures).find(({ key }) => key === input.key);
  if (!figure) throw new Refusal('not_found', { status: 404 });
  const asOf = input.asOf ? Temporal.PlainDate.from(input.asOf) : ctx.today;
  const done = await underPermission(ctx, figure.permission, async (within) => {
    if (!input.org) return { result: await work(within, figure, { paths: within.scope, asOf }) };
    const { path } = await getOrganization(within, input.org);
    requireInScope(within, path);
    return { result: await work(within, figure, { paths: [path], asOf }) };
  });
  if (!done)
    throw new Refusal('permission.missing', {
      status: 403,
      params: { permissionKey: `permission.${figure.permission}` },
      who: figure.permission,
    });
  return done.result;
}

async function namedOrg(ctx: Ctx, id: string, asOf: Temporal.PlainDate) {
  const names = await nameOf(ctx, [id], asOf);
  return { id, name: names.get(id)?.shortName ?? '' };
}
