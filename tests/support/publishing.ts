/** Publishes in the named world, through all its steps and people. */
import type { PublicContent } from '../../src/kernel/disclosure/content.ts';
import * as publications from '../../src/kernel/disclosure/publications.ts';
import type { Place, Town } from './town.ts';

export type Told = {
  title: string;
  content: PublicContent;
  at?: Place;
  catalogueKey?: string;
  profile?: publications.Proposal['profile'];
  audience?: publications.Audience;
  days?: number;
  dueOn?: string;
};

/** Put forward for 柳树村 unless told. */
export async function proposeIn(town: Town, told: Told): Promise<{ id: string; code: string }> {
  return town.act('system', 'system', (ctx) =>
    publications.propose(ctx, {
      catalogueKey: told.catalogueKey ?? 'village.affairs',
      org: town.orgs[told.at ?? '柳树村'],
      subject: { type: 'test', id: town.orgs.柳树村.id },
      title: told.title,
      content: told.content,
      audience: told.audience ?? 'society',
      profile: told.profile ?? 'names_masked',
      ...(told.days !== undefined && { shown: { days: told.days, unit: 'calendar' as const } }),
      ...(told.dueOn !== undefined && { dueOn: Temporal.PlainDate.from(told.dueOn) }),
    }),
  );
}

export async function publishIn(town: Town, told: Told): Promise<{ id: string; code: string }> {
  const proposed = await proposeIn(town, told);
  await publishProposed(town, proposed.id);
  return proposed;
}

export async function publishProposed(town: Town, id: string): Promise<void> {
  await town.act('许干事', 'disclosure.review', (ctx) => publications.review(ctx, id, '', true));
  await town.act('周书记', 'disclosure.approve', (ctx) => publications.approve(ctx, id));
  await town.act('林委员', 'disclosure.publish', (ctx) => publications.publish(ctx, id));
}

export const said = (text: string): PublicContent => ({ blocks: [{ kind: 'paragraph', text }] });
