/** Parameter books: each module's rulebook with the forms of its values, and the values that a town set itself. */
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from './ctx.ts';
import { parameterForms, type FormFor, type ParameterForm } from './parameter-forms.ts';
import type { Dated, Overrides, Rulebook } from './rulebook.ts';

/**
 * `key` stands before each key of the book: `village_decisions.members_meeting.pass`; message key `parameter.<that>`.
 * `institutionOf` names the institution (an id of the catalogue) under which people look for the number.
 */
export type ParameterBook<Values extends object> = {
  key: string;
  rules: Rulebook<Values>;
  forms: { readonly [Key in keyof Values]: FormFor<Values[Key]> };
  /** Narrower bounds than those of the form, where a number has its own. */
  shapes?: { readonly [Key in keyof Values]?: z.ZodType<Values[Key]> };
  institutionOf(key: keyof Values & string): string;
};

/** A book whose values nobody needs to tell apart. */
export type AnyParameterBook = {
  key: string;
  rules: Readonly<Record<string, readonly Dated<unknown>[]>>;
  forms: Readonly<Record<string, ParameterForm>>;
  shapes?: Readonly<Record<string, z.ZodType | undefined>>;
  institutionOf(key: string): string;
};

/** A book of which only the values are asked. */
type Values<Of extends object> = Pick<ParameterBook<Of>, 'key' | 'rules' | 'forms' | 'shapes'>;

/** The town's own values that hold at an organization, nearest first: a village's before its town's. */
export async function localValues<Of extends object>(
  ctx: Ctx,
  book: Values<Of>,
  orgPath: string,
): Promise<Overrides<Of>> {
  return (await localValuesAt(ctx, book, [orgPath])).get(orgPath) ?? {};
}

/**
 * The same for many organizations in one query, by path; one without own values has no entry.
 * A stored value that no longer fits its form is our mistake and throws.
 */
export async function localValuesAt<Of extends object>(
  ctx: Ctx,
  book: Values<Of>,
  orgPaths: readonly string[],
): Promise<Map<string, Overrides<Of>>> {
  const { rows } = await sql<{
    at: string;
    key: string;
    value: unknown;
    from: string;
    to: string | null;
    source: string;
  }>`
    select at.path::text as at, s.key, s.value, lower(s.valid)::text as "from", (upper(s.valid) - 1)::text as "to", s.source
    from parameter_settings s
    join organizations o on o.id = s.org_id
    join unnest(${orgPaths}::ltree[]) as at (path) on o.path @> at.path
    where starts_with(s.key, ${`${book.key}.`})
    order by nlevel(o.path) desc, lower(s.valid) desc
  `.execute(ctx.tx);
  const found = new Map<string, Record<string, Dated<unknown>[]>>();
  for (const row of rows) {
    const key = row.key.slice(book.key.length + 1);
    const shape = shapeOf(book, key);
    if (!shape) continue; // a parameter of an earlier edition
    const overrides = found.get(row.at) ?? {};
    found.set(row.at, overrides);
    (overrides[key] ??= []).push({
      value: shape.parse(row.value),
      from: row.from,
      ...(row.to && { to: row.to }),
      source: row.source,
      kind: 'local',
      certainty: 'certain',
    });
  }
  return found as Map<string, Overrides<Of>>; // each value was parsed by the shape of its key
}

/** What a value of a key must be: its own bounds, else those of its form; undefined for a key that the book has not. */
export function shapeOf(
  book: Pick<AnyParameterBook, 'forms' | 'shapes'>,
  key: string,
): z.ZodType | undefined {
  const form = book.forms[key];
  return book.shapes?.[key] ?? (form && parameterForms[form]);
}
