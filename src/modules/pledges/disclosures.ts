/** Pledges before the public: one notice for a branch, with those whose members consent. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import type { Value } from '../../kernel/disclosure/content.ts';
import { proposeNaming } from '../../kernel/disclosure/naming.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { requireOpen } from '../organizations/facade.ts';
import { pledgeMessages } from './messages.ts';
import * as store from './store.ts';

/** Days after a pledge was agreed within which it should be on the board: practice, no rule. */
export const disclosureDueDays = 30;

const texts = pledgeMessages['zh-CN'];

/** One notice for a branch with every pledge that may be shown and is not; refuses when there is none. */
export async function putPledgesForward(
  ctx: Ctx,
  input: { orgId: string; year: number },
): Promise<{ publicationId: string; pledges: number }> {
  const branch = await requireOpen(ctx, input.orgId);
  requireInScope(ctx, branch.path);
  const { rows } = await sql<store.PledgeRow>`
    select ${store.pledgeColumns} from pledges p
    where p.org_id = ${branch.id} and p.year = ${input.year} and ${store.mayBeShown}
    order by p.person_name, p.id for update of p
  `.execute(ctx.tx);
  if (rows.length === 0) throw new Refusal('pledges.nothing_to_show', { remedy: 'pledges.ask_for_consent' });
  const items = await store.listItems(
    ctx,
    rows.map((row) => row.id),
  );
  const { id } = await proposeNaming(
    ctx,
    {
      catalogueKey: 'pledges.public',
      org: { id: branch.id, path: branch.path },
      subject: { type: 'branch_pledges', id: branch.id },
      // What is published stays Chinese, whoever puts it forward.
      title: texts['pledges.public.title'].replace('{{year}}', String(input.year)),
      content: {
        blocks: [
          {
            kind: 'table',
            columns: ['member', 'item', 'due_on'].map((key) => ({ labelKey: `pledges.public.${key}` })),
            rows: items.map((item): Value[] => [
              { kind: 'person', name: rows.find((row) => row.id === item.pledgeId)?.personName ?? '' },
              { kind: 'text', text: item.text },
              { kind: 'day', day: item.dueOn.toString() },
            ]),
          },
        ],
      },
      audience: 'society',
      // The members agreed to be named: that is what their consent says.
      profile: 'names_full',
      dueOn: ctx.today.add({ days: disclosureDueDays }),
    },
    rows.map(store.namedBy),
  );
  await record(ctx, {
    event: 'pledges.put_forward',
    org: { id: branch.id, path: branch.path },
    subject: { type: 'publication', id },
    after: { year: input.year, pledges: rows.length },
  });
  return { publicationId: id, pledges: rows.length };
}
