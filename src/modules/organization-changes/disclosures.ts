/** The committee's decision before the public: what was set up, merged or dissolved, by which paper. Nobody is named. */
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Block, Value } from '../../kernel/disclosure/content.ts';
import { propose, publicationsOf, type Publication } from '../../kernel/disclosure/publications.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { superiorTownOf } from '../organizations/facade.ts';
import { requireCase } from './case-file.ts';
import { organizationChangeMessages } from './messages.ts';
import * as store from './store.ts';

/** Days after the decision within which it should be public: towns write a week, no rule says it. */
export const disclosureDueDays = 7;
export const catalogueKey = 'organization_changes.decision';

const texts = organizationChangeMessages['zh-CN'];
const subjectOf = (id: string) => ({ type: 'organization_change', id });

/** Puts the decision forward; review, approval and publishing are other people's steps. */
export async function putForward(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const row = requireCase(ctx, await store.lock(ctx, id));
  const { approvalReference: reference, decidedOn } = row;
  if (!reference || !decidedOn || row.state === 'withdrawn')
    throw new Refusal('organization_changes.nothing_decided', { status: 409 });
  const present = await noticeOf(ctx, id);
  if (present)
    throw new Refusal('organization_changes.already_put_forward', {
      status: 409,
      params: { noticeCode: present.code },
    });
  const town = await superiorTownOf(ctx, row.orgId);
  const { id: publicationId } = await propose(ctx, {
    catalogueKey,
    org: town,
    subject: subjectOf(id),
    // What is published stays Chinese, whoever puts it forward.
    title: texts[`organization_changes.public.title.${row.type}`].replace('{{name}}', row.subjectName),
    content: { blocks: [blockOf(row, { reference, decidedOn })] },
    audience: 'society',
    profile: 'names_hidden',
    dueOn: decidedOn.add({ days: disclosureDueDays }),
  });
  await record(ctx, {
    event: 'organization_changes.put_forward',
    org: town,
    subject: subjectOf(id),
    after: { publicationId },
  });
}

/** The notice of a case that is public or on its way, as far as the reader sees the town's. */
export async function noticeOf(ctx: Ctx, id: string): Promise<Publication | undefined> {
  return (await publicationsOf(ctx, subjectOf(id))).find(
    ({ state }) => !['returned', 'ended', 'corrected'].includes(state),
  );
}

function blockOf(
  row: store.ChangeRow,
  { reference, decidedOn }: { reference: string; decidedOn: Temporal.PlainDate },
): Block {
  const text = (of: string): Value => ({ kind: 'text', text: of });
  const on = (of: Temporal.PlainDate): Value => ({ kind: 'day', day: of.toString() });
  const facts: [string, Value][] = [
    ['name', text(row.newName ?? row.subjectName)],
    ['reference', text(reference)],
    ['decided_on', on(decidedOn)],
    ...(row.effectiveOn ? [['effective_on', on(row.effectiveOn)] as [string, Value]] : []),
  ];
  return {
    kind: 'facts',
    facts: facts.map(([key, value]) => ({ labelKey: `organization_changes.public.${key}`, value })),
  };
}
