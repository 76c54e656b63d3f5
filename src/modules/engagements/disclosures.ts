/** Posts and households before the public: one notice for a branch and kind, with those who consent to be named. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import type { Value } from '../../kernel/disclosure/content.ts';
import { proposeNaming } from '../../kernel/disclosure/naming.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { requireOpen } from '../organizations/facade.ts';
import { engagementMessages } from './messages.ts';
import * as store from './store.ts';

/** Days after it was fixed within which it should be on the board: practice, no rule. */
export const disclosureDueDays = 15;

const texts = engagementMessages['zh-CN'];
const none: Value = { kind: 'text', text: '—' };

/** Refuses when nobody may be shown who is not. */
export async function putForward(
  ctx: Ctx,
  input: { orgId: string; kind: 'post' | 'household' },
): Promise<{ publicationId: string; people: number }> {
  const branch = await requireOpen(ctx, input.orgId);
  requireInScope(ctx, branch.path);
  const { rows } = await sql<store.EngagementRow>`
    select ${store.engagementColumns} from engagements e
    where e.org_id = ${branch.id} and e.kind = ${input.kind} and ${store.mayBeShown}
    order by e.title, e.person_name, e.id for update of e
  `.execute(ctx.tx);
  if (rows.length === 0)
    throw new Refusal('engagements.nothing_to_show', { remedy: 'engagements.ask_for_consent' });
  const { id } = await proposeNaming(
    ctx,
    {
      catalogueKey: `engagements.${input.kind}`,
      org: { id: branch.id, path: branch.path },
      subject: { type: `branch_${input.kind}s`, id: branch.id },
      // What is published stays Chinese, whoever puts it forward.
      title: texts[`engagements.public.title_${input.kind}`],
      content: {
        blocks: [
          {
            kind: 'table',
            columns: [input.kind, 'member', 'duties', 'until'].map((key) => ({
              labelKey: `engagements.public.${key}`,
            })),
            rows: rows.map((row): Value[] => [
              { kind: 'text', text: row.title },
              { kind: 'person', name: row.personName },
              { kind: 'text', text: row.duties },
              row.untilOn ? { kind: 'day', day: row.untilOn.toString() } : none,
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
    event: 'engagements.put_forward',
    org: { id: branch.id, path: branch.path },
    subject: { type: 'publication', id },
    after: { kind: input.kind, people: rows.length },
  });
  return { publicationId: id, people: rows.length };
}
