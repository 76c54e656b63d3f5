/** Every number with where it comes from, and one number with all that was ever proposed of it. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { accountOf, dayOf, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import type { ReplyOf } from '../../kernel/http/contract.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import type { AnyParameterBook } from '../../kernel/parameters.ts';
import { Refusal, type Reason } from '../../kernel/refusal.ts';
import { reasonNotToAdjust, type Dated } from '../../kernel/rulebook.ts';
import { listDocumentNumbers, nameOfInstitution, type DocumentNumber } from '../policy/facade.ts';
import type { ParameterRow, parametersApi } from './api.ts';
import {
  allParameters,
  getParameterOf,
  inForce,
  kindOn,
  ownValues,
  readersTown,
  type OwnValue,
  type Parameter,
} from './books.ts';
import type { proposalStates } from './choices.ts';
import { valueFrom } from './from-document.ts';

/** As they hold at the reader's own town on the day: the town's own value where there is one. */
export async function listParameters(
  ctx: Ctx,
  books: readonly AnyParameterBook[],
  input: { asOf?: string | undefined },
): Promise<ReplyOf<typeof parametersApi.listParameters>> {
  const on = input.asOf ?? ctx.today.toString();
  const town = await readersTown(ctx);
  const own = await ownValues(ctx, books, town.path);
  const open = await openKeys(ctx, town.id);
  const numbers = await numbersOf(ctx, [...own.values()].flat());
  return {
    asOf: on,
    rows: allParameters(books).map((one) =>
      rowOf(ctx, one, { on, own: own.get(one.key) ?? [], open, numbers }),
    ),
  };
}

export async function getParameter(
  ctx: Ctx,
  books: readonly AnyParameterBook[],
  input: { key: string },
): Promise<ReplyOf<typeof parametersApi.getParameter>> {
  const parameter = getParameterOf(books, input.key);
  const town = await readersTown(ctx);
  const own = (await ownValues(ctx, books, town.path)).get(parameter.key) ?? [];
  const proposals = await listProposals(ctx, parameter.key, town.id);
  const numbers = await numbersOf(ctx, [...own, ...proposals]);
  const today = ctx.today.toString();
  const history = [
    ...own.map((one) => ({ ...datedView(one, numbers), own: true })),
    ...parameter.rows.map((one) => ({ ...datedView(one, numbers), own: false })),
  ];
  const isOpen = proposals.some((one) => one.state === 'proposed');
  const because = reasonsNotToChange(ctx, parameter, { isOpen });
  const mayAsk = scopeUnder(ctx, 'parameters.propose').length > 0;
  return {
    ...rowOf(ctx, parameter, {
      on: today,
      own,
      open: new Set(isOpen ? [parameter.key] : []),
      numbers,
    }),
    today,
    history: history.toSorted((a, b) => (a.from < b.from ? 1 : -1)),
    proposals: proposals.map((one) => proposalView(one, numbers)),
    mayPropose: mayAsk && because.length === 0,
    mayApprove:
      scopeUnder(ctx, 'parameters.approve').length > 0 &&
      proposals.some((one) => one.state === 'proposed' && one.proposedBy !== accountOf(ctx)),
    because: because.map((one) => reasonViewOf(one, ctx.services.translate[ctx.locale])),
  };
}

/** The confirmed numbers of one document and what each has become or is to become. */
export async function listNumbersOfDocument(
  ctx: Ctx,
  input: { documentId: string },
): Promise<ReplyOf<typeof parametersApi.listDocumentNumbers>> {
  const numbers = await listDocumentNumbers(ctx, input);
  const { rows: uses } = await sql<{ numberId: string; key: string; state: 'proposed' | 'approved' }>`
    select article_parameter_id as "numberId", key, state from parameter_proposals
    where state in ('proposed', 'approved') and article_parameter_id = any(${numbers.map(({ id }) => id)}::uuid[])
    order by proposed_at
  `.execute(ctx.tx);
  return {
    numbers: numbers.map(({ id }) => ({
      id,
      uses: uses.filter((use) => use.numberId === id).map(({ key, state }) => ({ key, state })),
    })),
    mayPropose: scopeUnder(ctx, 'parameters.propose').length > 0,
  };
}

/** Parameters that a number can set from its document's day on; a law's numbers are none of them. */
export async function getDocumentNumber(
  ctx: Ctx,
  books: readonly AnyParameterBook[],
  input: { id: string },
): Promise<ReplyOf<typeof parametersApi.getDocumentNumber>> {
  const [number] = await listDocumentNumbers(ctx, { ids: [input.id] });
  if (!number) throw new Refusal('not_found', { status: 404 });
  const town = await readersTown(ctx);
  const own = await ownValues(ctx, books, town.path);
  const on = ctx.today.toString();
  const from = Temporal.PlainDate.from(number.dated);
  const fits = allParameters(books).flatMap((parameter) => {
    if (reasonNotToAdjust(parameter.rows, from, parameter.key)) return [];
    const now = (inForce(own.get(parameter.key) ?? [], on) ?? inForce(parameter.rows, on))?.value;
    const value = valueFrom(parameter.form, number, now);
    if (value === undefined) return [];
    return [{ key: parameter.key, form: parameter.form, value, now, institution: parameter.institution }];
  });
  const isNear = (one: { institution: string }) => Number(one.institution !== number.institution);
  return {
    number: numberView(number),
    fits: fits.toSorted((a, b) => isNear(a) - isNear(b)),
  };
}

type Numbers = ReadonlyMap<string, DocumentNumber>;

async function numbersOf(ctx: Ctx, rows: readonly { numberId: string | null }[]): Promise<Numbers> {
  const ids = rows.flatMap((one) => one.numberId ?? []);
  const found = ids.length > 0 ? await listDocumentNumbers(ctx, { ids }) : [];
  return new Map(found.map((one) => [one.id, one]));
}

/** Proposals are the town's business: below it nobody sees them (row-level security gives no rows). */
async function openKeys(ctx: Ctx, townId: string): Promise<ReadonlySet<string>> {
  const rows = await ctx.tx
    .selectFrom('parameter_proposals')
    .select('key')
    .where('state', '=', 'proposed')
    .where('org_id', '=', townId)
    .execute();
  return new Set(rows.map((row) => row.key));
}

type ProposalRow = {
  id: string;
  value: unknown;
  from: string;
  to: string | null;
  source: string;
  reason: string;
  state: (typeof proposalStates)[number];
  proposedBy: string | null;
  by: string;
  at: Temporal.Instant;
  decidedBy: string | null;
  decidedAt: Temporal.Instant | null;
  refusedBecause: string | null;
  numberId: string | null;
};

async function listProposals(ctx: Ctx, key: string, townId: string): Promise<ProposalRow[]> {
  const { rows } = await sql<ProposalRow>`
    select id, value, valid_from::text as "from", valid_to::text as "to", source, reason, state,
      proposed_by as "proposedBy", proposer as by, proposed_at as at, decider as "decidedBy",
      decided_at as "decidedAt", refused_because as "refusedBecause", article_parameter_id as "numberId"
    from parameter_proposals where key = ${key} and org_id = ${townId}
    order by proposed_at desc, id desc
  `.execute(ctx.tx);
  return rows;
}

function proposalView(row: ProposalRow, numbers: Numbers) {
  const { proposedBy: _, numberId, at, decidedAt, ...shown } = row;
  const number = numberId ? numbers.get(numberId) : undefined;
  return {
    ...shown,
    on: dayOf(at).toString(),
    decidedOn: decidedAt && dayOf(decidedAt).toString(),
    number: number ? numberView(number) : null,
  };
}

function reasonsNotToChange(ctx: Ctx, parameter: Parameter, { isOpen }: { isOpen: boolean }): Reason[] {
  const locked = reasonNotToAdjust(parameter.rows, ctx.today, `parameter.${parameter.key}`);
  if (locked) return [locked];
  if (isOpen)
    return [
      {
        code: 'parameters.already_proposed',
        remedy: 'parameters.already_proposed',
        who: 'parameters.approve',
      },
    ];
  return kindOn(parameter, ctx.today.toString()) === 'document'
    ? [{ code: 'parameters.document_sets_it', remedy: 'parameters.document_sets_it' }]
    : [];
}

type Shown = { on: string; own: readonly OwnValue[]; open: ReadonlySet<string>; numbers: Numbers };

function rowOf(ctx: Ctx, parameter: Parameter, { on, own, open, numbers }: Shown): ParameterRow {
  const { key, form, institution } = parameter;
  const kind = kindOn(parameter, on);
  const general = inForce(parameter.rows, on);
  const ours = kind === 'statutory' ? undefined : inForce(own, on);
  const now = ours ?? general;
  return {
    key,
    kind,
    form,
    institution: { id: institution, name: nameOfInstitution(institution, ctx.locale) },
    now: now ? datedView(now, numbers) : null,
    book: ours && general ? datedView(general, numbers) : null,
    isProposed: open.has(key),
  };
}

function datedView(row: Dated<unknown> & { numberId?: string | null }, numbers: Numbers) {
  const number = row.numberId ? numbers.get(row.numberId) : undefined;
  const { value, from, to, source, certainty } = row;
  return { value, from, to: to ?? null, source, certainty, number: number ? numberView(number) : null };
}

type NumberView = NonNullable<z.infer<typeof parametersApi.getDocumentNumber.reply>>['number'];

function numberView(number: DocumentNumber): NumberView {
  const { id, wording, articleId, article, documentId, documentName, dated } = number;
  return { id, wording, articleId, article, documentId, documentName, dated };
}
