/** Terms that end soon, that are over, and of which nobody entered when they began; each with its organizations. */
import type { Ctx } from '../../kernel/ctx.ts';
import { sql } from 'kysely';
import type { Figure, FigureQuestion, FigureRow } from '../../kernel/figure.ts';
import { listTermsOf, type TermOf } from './term-store.ts';

function termsWhere(
  key: string,
  stoodBelow: (ctx: Ctx, paths: readonly string[], day: Temporal.PlainDate) => ReturnType<typeof sql>,
  counts: (of: TermOf) => boolean,
): Figure {
  const find = async (ctx: Ctx, { paths, asOf }: FigureQuestion) =>
    (await listTermsOf(ctx, stoodBelow(ctx, paths, asOf), asOf)).filter(counts);
  return {
    key,
    unit: 'elected_bodies',
    permission: 'organizations.read',
    value: async (ctx, question) => (await find(ctx, question)).length,
    rows: async (ctx, question, { offset, limit }) =>
      (await find(ctx, question)).slice(offset, offset + limit).map((of): FigureRow => ({
        id: of.orgId,
        label: of.orgName,
        orgId: of.orgId,
        orgName: of.orgName,
        on: of.term?.dueOn ?? null,
        path: `/organizations/${of.orgId}`,
      })),
  };
}

export function termFiguresBy(stoodBelow: Parameters<typeof termsWhere>[1]): readonly Figure[] {
  const states =
    (...wanted: readonly string[]) =>
    (of: TermOf) =>
      of.term !== null && wanted.includes(of.term.state);
  return [
    termsWhere('organizations.terms_overdue', stoodBelow, states('overdue')),
    termsWhere('organizations.terms_ending', stoodBelow, states('remind_first', 'remind_again')),
    termsWhere('organizations.terms_unknown', stoodBelow, (of) => of.term === null),
  ];
}
