/** The demo town's policy document, taken in, looked through, confirmed, and shared out among its people. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Ctx } from '../kernel/ctx.ts';
import { decideInstitution, decideParameter } from '../modules/policy/corrections.ts';
import * as store from '../modules/policy/document-store.ts';
import { readDocument } from '../modules/policy/document-intake.ts';
import { confirmDocument, type Changed } from '../modules/policy/documents.ts';
import { assignResponsible } from '../modules/policy/responsibilities.ts';
import type { Level } from '../modules/policy/choices.ts';

const sample = fileURLToPath(new URL('../../policy/sample.txt', import.meta.url));
const inForceFrom = '2012-09-06';
/** Named at the beginning of the year, as a town does. */
const reason = '年初镇党委会议分工';

/** Numbers of the document that its people have looked at, with the institution each belongs to. */
const adopted: { wording: string; institution: string }[] = [
  { wording: '100元', institution: 'per_member_fund' },
  { wording: '2000元', institution: 'warmth_fund' },
];

const shares: { institution: string; level: Level; at: string; who?: string; post?: string }[] = [
  { institution: 'warmth_fund', level: 'direct', at: '清河镇', who: 'lin' },
  { institution: 'warmth_fund', level: 'specific', at: '清河镇', who: 'qian' },
  { institution: 'organization_life', level: 'specific', at: '柳树村', who: 'tang' },
  { institution: 'organization_life', level: 'direct', at: '清河镇', who: 'xu' },
  { institution: 'venue_repair', level: 'direct', at: '清河镇', post: '分管副镇长' },
];

export async function fillPolicy(
  ctx: Ctx,
  town: { orgs: Map<string, string>; accounts: Map<string, string> },
): Promise<void> {
  const upload = { name: '清委发〔2012〕18号.txt', bytes: await readFile(sample) };
  const read = await readDocument(ctx, {}, { upload });
  const checked = await adoptNumbers(ctx, await placeDues(ctx, read));
  await confirmDocument(ctx, { ...checked, from: inForceFrom });
  const from = ctx.today.with({ month: 1, day: 1 }).toString();
  for (const { institution, level, at, who, post } of shares) {
    const orgId = town.orgs.get(at);
    const accountId = who ? town.accounts.get(who) : null;
    if (!orgId || accountId === undefined) throw new Error(`the demo has no ${at} or no ${who ?? ''}`);
    await assignResponsible(ctx, { institution, level, orgId, accountId, post: post ?? null, from, reason });
  }
}

/** The document does not name dues; the town manages them under the article on its members. */
async function placeDues(ctx: Ctx, read: Changed): Promise<Changed> {
  const articles = await store.listArticles(ctx, read.id);
  const onMembers = articles.find((one) => one.number === 8);
  if (!onMembers) throw new Error('the sample has no article 8');
  return decideInstitution(ctx, { ...read, articleId: onMembers.id, institution: 'dues', decision: 'keep' });
}

async function adoptNumbers(ctx: Ctx, read: Changed): Promise<Changed> {
  let at = read;
  const parameters = await store.listParameters(ctx, read.id);
  for (const { wording, institution } of adopted) {
    const found = parameters.find((one) => one.wording.includes(wording));
    if (!found) throw new Error(`the sample has no ${wording}`);
    const { id, articleId } = found;
    at = await decideParameter(ctx, { ...at, articleId, parameterId: id, state: 'confirmed', institution });
  }
  return at;
}
