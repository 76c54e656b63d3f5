/** What a publication says, as structured data: the public site and the print give it its form. Never HTML. */
import { z } from 'zod';

const text = z.string().max(4000);
const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** A label is a message key (`labelKey`), a value is data. Names stand in `person` values, so that they can be masked. */
const value = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text }),
  z.object({ kind: z.literal('person'), name: z.string().max(60) }),
  z.object({ kind: z.literal('day'), day: z.iso.date() }),
  z.object({ kind: z.literal('number'), number: z.number(), unitKey: z.string().optional() }),
  z.object({ kind: z.literal('money'), fen: z.int() }),
]);

export const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), text }),
  z.object({ kind: z.literal('facts'), facts: z.array(z.object({ labelKey: z.string(), value })).max(60) }),
  z.object({
    kind: z.literal('table'),
    columns: z.array(z.object({ labelKey: z.string() })).max(12),
    rows: z.array(z.array(value).max(12)).max(500),
  }),
  z.object({ kind: z.literal('list'), items: z.array(value).max(200) }),
  /** One vote with its arithmetic; `ruleKey` and `params` say the rule in words, `cites` names it. */
  z.object({
    kind: z.literal('vote'),
    titleKey: z.string(),
    heldOn: z.iso.date(),
    eligible: z.int().min(0),
    present: z.int().min(0),
    yes: z.int().min(0),
    no: z.int().min(0),
    abstain: z.int().min(0),
    passed: z.boolean(),
    ruleKey: z.string(),
    params,
    cites: z.string().optional(),
  }),
]);

export const publicContent = z.object({ blocks: z.array(block).min(1).max(60) });

export type Value = z.infer<typeof value>;
export type Block = z.infer<typeof block>;
export type PublicContent = z.infer<typeof publicContent>;

/** Gives the content with every value changed by `change` and every free text by `changeText`. */
export function mapContent(
  content: PublicContent,
  change: (value: Value) => Value,
  changeText: (text: string) => string = (same) => same,
): PublicContent {
  const mapBlock = (one: Block): Block => {
    switch (one.kind) {
      case 'paragraph':
        return { ...one, text: changeText(one.text) };
      case 'facts':
        return { ...one, facts: one.facts.map((fact) => ({ ...fact, value: change(fact.value) })) };
      case 'table':
        return { ...one, rows: one.rows.map((row) => row.map(change)) };
      case 'list':
        return { ...one, items: one.items.map(change) };
      case 'vote':
        return one;
    }
  };
  return { blocks: content.blocks.map(mapBlock) };
}

/** Every free text of a content, for screening. */
export function textsOf(title: string, content: PublicContent): string[] {
  const texts = [title];
  mapContent(
    content,
    (one) => {
      if (one.kind === 'text') texts.push(one.text);
      if (one.kind === 'person') texts.push(one.name);
      return one;
    },
    (paragraph) => {
      texts.push(paragraph);
      return paragraph;
    },
  );
  return texts;
}
