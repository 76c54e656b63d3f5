/** Dated parameters: numbers and choices that rules set, each with its source and how sure we are of it. */
import { Refusal, type Reason } from './refusal.ts';

/** `statutory` is locked, `document` was set by the town's own policy document, `local` may be changed with a reason. */
export type ParameterKind = 'statutory' | 'document' | 'local';

/** How sure we are: read in the text, told by consistent sources, or to be checked before it is relied on. */
export type Certainty = 'certain' | 'likely' | 'check';

/** Where a value comes from; `source` names the rule and article in the field's own short name. */
export type Sourced = { source: string; sourceUrl?: string; kind: ParameterKind; certainty: Certainty };

/** One value and its interval; ISO dates, `to` is the last day, open when absent. */
export type Dated<Value> = Sourced & { value: Value; unit?: string; from: string; to?: string };

/** key → its values in time. */
export type Rulebook<Values extends object> = {
  readonly [Key in keyof Values]: readonly Dated<Values[Key]>[];
};

/** A town's own value for a key of a rulebook; the values come from the database and are parsed by the module that owns the book. */
export type Overrides<Values extends object> = {
  readonly [Key in keyof Values]?: readonly Dated<Values[Key]>[];
};

export type RulebookFault = { key: string; fault: 'empty' | 'backwards' | 'overlap' | 'gap'; on?: string };

/**
 * The value in force on `day`; a town's own value goes before the book's, except where the book's is statutory.
 * Refuses `rulebook.none_in_force` when neither has a value for that day.
 */
export function parameterAt<Values extends object, Key extends keyof Values & string>(
  book: Rulebook<Values>,
  key: Key,
  day: Temporal.PlainDate,
  overrides: Overrides<Values> = {},
): Dated<Values[Key]> {
  const general = inForce(book[key], day);
  if (general?.kind === 'statutory') return general;
  const value = inForce(overrides[key] ?? [], day) ?? general;
  if (!value) throw new Refusal('rulebook.none_in_force', { params: { key, day: day.toString() } });
  return value;
}

/** Why a value may not be changed from a day on: a statute sets it on that day or later. `nameKey` names it for people. */
export function reasonNotToAdjust(
  rows: readonly Dated<unknown>[],
  from: Temporal.PlainDate,
  nameKey: string,
): Reason | undefined {
  const locked = rows.find((row) => row.kind === 'statutory' && (!row.to || row.to >= from.toString()));
  return (
    locked && {
      code: 'rulebook.statutory_locked',
      params: { nameKey },
      cites: locked.source,
      remedy: 'rulebook.statutory_locked',
    }
  );
}

/** Every place where a book has no value, two values, or an interval that ends before it begins. */
export function checkRulebook<Values extends object>(book: Rulebook<Values>): RulebookFault[] {
  const rowsByKey = Object.entries<readonly Dated<unknown>[]>(book);
  return rowsByKey.flatMap(([key, rows]): RulebookFault[] => {
    if (rows.length === 0) return [{ key, fault: 'empty' }];
    const backwards = rows.filter((row) => row.to !== undefined && row.to < row.from);
    if (backwards.length > 0) return backwards.map((row) => ({ key, fault: 'backwards', on: row.from }));
    const inOrder = rows.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    return inOrder.slice(1).flatMap((row, index): RulebookFault[] => {
      const next = dayAfter(inOrder[index]?.to);
      if (next === undefined || row.from < next) return [{ key, fault: 'overlap', on: row.from }];
      return row.from > next ? [{ key, fault: 'gap', on: next }] : [];
    });
  });
}

function inForce<Value>(rows: readonly Dated<Value>[], day: Temporal.PlainDate): Dated<Value> | undefined {
  const iso = day.toString();
  return rows.find((row) => row.from <= iso && (row.to === undefined || iso <= row.to));
}

function dayAfter(iso: string | undefined): string | undefined {
  return iso === undefined ? undefined : Temporal.PlainDate.from(iso).add({ days: 1 }).toString();
}
