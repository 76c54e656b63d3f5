/** A figure from one statement: the rows that it counts. The value and the list behind it cannot disagree. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Figure, FigureQuestion, FigureRow } from '../../kernel/figure.ts';

type Piece = ReturnType<typeof sql>;

export type Counted = {
  key: string;
  unit: string;
  permission: string;
  /**
   * A select that gives each row as `id`, `label`, `"orgId"`, `"on"` (a day or null) and `path` (where it opens),
   * and `amount` (float8, in the figure's unit) where the figure is a sum.
   */
  rows: (question: FigureQuestion, ctx: Ctx) => Piece | Promise<Piece>;
  sums?: boolean;
  /** Order of the list, over `f` with the columns above and whatever else `rows` gives; `f.id` decides between equals. */
  order?: Piece;
};

const newestFirst = sql`f."on" desc nulls last`;

/** The rows' organizations carry the names of the day that was asked for. */
export function figureOfRows({ rows: counted, sums, order = newestFirst, ...figure }: Counted): Figure {
  const number = sums ? sql`coalesce(sum(f.amount::numeric), 0)::float8` : sql`count(*)::int`;
  return {
    ...figure,
    async value(ctx, question) {
      const { rows } = await sql<{ n: number }>`
        select ${number} as n from (${await counted(question, ctx)}) f
      `.execute(ctx.tx);
      return rows[0]?.n ?? 0;
    },
    async rows(ctx, question, page) {
      const { rows } = await sql<FigureRow>`
        with found as (
          select * from (${await counted(question, ctx)}) f
          order by ${order}, f.id offset ${page.offset} limit ${page.limit}
        )
        select f.id, f.label, f."orgId", coalesce(n.short_name, '') as "orgName", f."on", f.path
          ${sums ? sql`, f.amount` : sql``}
        from found f
        left join organization_names n on n.org_id = f."orgId" and n.valid @> ${question.asOf}::date
        order by ${order}, f.id
      `.execute(ctx.tx);
      return rows;
    },
  };
}
