/** Parameter books: each module's rulebook with the shapes of its values, and the values that a town set itself. */
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from './ctx.ts';
import type { Dated, Overrides, Rulebook } from './rulebook.ts';

/** `key` stands before each key of the book: `village_decisions.members_meeting.pass`; message key `parameter.<that>`. */
export type ParameterBook<Values extends object> = {
  key: string;
  rules: Rulebook<Values>;
  shapes: { readonly [Key in keyof Values]: z.ZodType<Values[Key]> };
};

/** A book whose values nobody needs to tell apart. */
export type AnyParameterBook = {
  key: string;
  rules: Readonly<Record<string, readonly Dated<unknown>[]>>;
  shapes: Readonly<Record<string, z.ZodType>>;
};

/**
 * The town's own values that hold at an organization, nearest first: a village's before its town's.
 * A stored value that no longer fits its shape is our mistake and throws.
 */
export async function localValues<Values extends object>(
  ctx: Ctx,
  book: ParameterBook<Values>,
  orgPath: string,
): Promise<Overrides<Values>> {
  const { rows } = await sql<{
    key: string;
    value: unknown;
    from: string;
    to: string | null;
    source: string;
  }>`
    select s.key, s.value, lower(s.valid)::text as "from", (upper(s.valid) - 1)::text as "to", s.source
    from parameter_settings s
    join organizations o on o.id = s.org_id
    where o.path @> ${orgPath}::ltree and s.key like ${`${book.key}.%`}
    order by nlevel(o.path) desc, lower(s.valid) desc
  `.execute(ctx.tx);
  const shapes: Readonly<Record<string, z.ZodType>> = book.shapes;
  const overrides: Record<string, Dated<unknown>[]> = {};
  for (const row of rows) {
    const key = row.key.slice(book.key.length + 1);
    const shape = shapes[key];
    if (!shape) continue; // a parameter of an earlier edition
    (overrides[key] ??= []).push({
      value: shape.parse(row.value),
      from: row.from,
      ...(row.to && { to: row.to }),
      source: row.source,
      kind: 'local',
      certainty: 'certain',
    });
  }
  return overrides as Overrides<Values>; // each value was parsed by the shape of its key
}
