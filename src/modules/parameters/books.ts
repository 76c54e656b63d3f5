/** Finding one number among all books, and its values as they hold for a town. */
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../kernel/ctx.ts';
import { localValues, shapeOf, type AnyParameterBook } from '../../kernel/parameters.ts';
import type { ParameterForm } from '../../kernel/parameter-forms.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Dated, ParameterKind } from '../../kernel/rulebook.ts';
import { listBelow } from '../organizations/facade.ts';
import { townOf as townAround } from '../policy/facade.ts';

/** `key` is the whole one, with its book's; `rows` are the book's values, none where only a document sets it. */
export type Parameter = {
  key: string;
  form: ParameterForm;
  shape: z.ZodType;
  institution: string;
  rows: readonly Dated<unknown>[];
};

export function allParameters(books: readonly AnyParameterBook[]): Parameter[] {
  return books.flatMap((book) =>
    Object.entries(book.rules).map(([key, rows]): Parameter => {
      const form = book.forms[key];
      const shape = shapeOf(book, key);
      if (!form || !shape) throw new Error(`${book.key}.${key} has no form`);
      return { key: `${book.key}.${key}`, form, shape, institution: book.institutionOf(key), rows };
    }),
  );
}

/** Refuses `not_found` for a key that no book has. */
export function getParameterOf(books: readonly AnyParameterBook[], key: string): Parameter {
  const found = allParameters(books).find((one) => one.key === key);
  if (!found) throw new Refusal('not_found', { status: 404 });
  return found;
}

/** What sets the number on a day; a number without any rule is left to the town's document. */
export function kindOn(parameter: Parameter, on: string): ParameterKind {
  return (inForce(parameter.rows, on) ?? parameter.rows[0])?.kind ?? 'document';
}

export function inForce<Row extends { from: string; to?: string }>(
  rows: readonly Row[],
  on: string,
): Row | undefined {
  return rows.find((row) => row.from <= on && (row.to === undefined || on <= row.to));
}

/** A town's own value; `numberId` names the number of its document that it comes from. */
export type OwnValue = Dated<unknown> & { numberId: string | null };

/** The town's own values by whole key, the newest first. */
export async function ownValues(
  ctx: Ctx,
  books: readonly AnyParameterBook[],
  orgPath: string,
): Promise<Map<string, OwnValue[]>> {
  const { rows } = await sql<{ key: string; from: string; numberId: string | null }>`
    select s.key, lower(s.valid)::text as "from", s.article_parameter_id as "numberId"
    from parameter_settings s join organizations o on o.id = s.org_id
    where o.path @> ${orgPath}::ltree and s.article_parameter_id is not null
  `.execute(ctx.tx);
  const numbers = new Map(rows.map((row) => [`${row.key} ${row.from}`, row.numberId]));
  const found = new Map<string, OwnValue[]>();
  for (const book of books) {
    const local: Record<string, readonly Dated<unknown>[] | undefined> = await localValues(
      ctx,
      book,
      orgPath,
    );
    for (const [key, values] of Object.entries(local)) {
      const whole = `${book.key}.${key}`;
      const own = (values ?? []).map((one) => ({
        ...one,
        numberId: numbers.get(`${whole} ${one.from}`) ?? null,
      }));
      found.set(whole, own);
    }
  }
  return found;
}

/** The town in whose whole area the actor works; numbers are set for a town, not for one village. */
export async function townOf(ctx: Ctx): Promise<{ id: string; path: string }> {
  const [town] = await listBelow(ctx, ctx.scope, ['township_party_committee']);
  if (!town)
    throw new Refusal('permission.elsewhere', { status: 403, params: { permission: ctx.permission } });
  return town;
}

/** The town whose numbers hold for the reader. */
export async function readersTown(ctx: Ctx): Promise<{ id: string; path: string }> {
  return townAround(ctx);
}
