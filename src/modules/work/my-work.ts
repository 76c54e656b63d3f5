/** My work: what every module has waiting, each under its own permission, the late first. */
import { underPermission, type Ctx } from '../../kernel/ctx.ts';
import { periodInWords } from '../../kernel/duty/period-words.ts';
import { standingOf } from '../../kernel/duty/standing.ts';
import type { ReplyOf } from '../../kernel/http/contract.ts';
import type { Institution } from '../../kernel/institution.ts';
import type { WorkItem, WorkSource } from '../../kernel/work.ts';
import type { workApi } from './api.ts';

/** Duties that are late or due: mine where I hold the role that can discharge them there. */
export function dutyWork(institutions: readonly Institution[]): WorkSource {
  return {
    permission: 'duties.read',
    async list(ctx) {
      const standings = await standingOf(ctx, institutions, { paths: ctx.scope, asOf: ctx.today });
      const t = ctx.services.translate[ctx.locale];
      return standings
        .filter((one) => one.state === 'late' || one.state === 'due')
        .map((one) => ({
          key: 'duty',
          params: { dutyKey: `duty.${one.duty}`, period: periodInWords(t, one.period.label) },
          path: holdsRoleAt(ctx, one.next, one.org.path) ? one.startPath : `/duties?org=${one.org.id}`,
          orgName: one.org.name,
          dueOn: one.dueOn,
          late: one.state === 'late',
          waitsFor: holdsRoleAt(ctx, one.next, one.org.path) ? 'me' : `role.${one.next}`,
        }));
    },
  };
}

function holdsRoleAt(ctx: Ctx, role: string, path: string): boolean {
  if (ctx.actor.kind !== 'person') return false;
  return ctx.actor.grants.some(
    (grant) => grant.role === role && (path === grant.orgPath || path.startsWith(`${grant.orgPath}.`)),
  );
}

/** Longest list that anybody would read; the modules' own lists have the rest. */
const most = 100;

export async function listWork(
  ctx: Ctx,
  sources: readonly WorkSource[],
): Promise<ReplyOf<typeof workApi.listWork>> {
  const items: WorkItem[] = [];
  for (const source of sources) items.push(...(await itemsOf(ctx, source)));
  const view = (item: WorkItem) => viewOf(ctx, item);
  const sorted = items.toSorted(inOrder);
  const mine = sorted.filter((item) => item.waitsFor === 'me');
  const others = sorted.filter((item) => item.waitsFor !== 'me');
  return {
    mine: mine.slice(0, most).map(view),
    mineCount: mine.length,
    others: others.slice(0, most).map(view),
    othersCount: others.length,
  };
}

/** What waits for somebody as a person, not in a role, needs no more than the own account. */
async function itemsOf(ctx: Ctx, source: WorkSource): Promise<WorkItem[]> {
  if (source.permission === 'signed_in') return source.list(ctx);
  return (await underPermission(ctx, source.permission, (inner) => source.list(inner))) ?? [];
}

/** Late before the rest, then by the day on which it is due; what has no day comes last. */
function inOrder(a: WorkItem, b: WorkItem): number {
  if (a.late !== b.late) return a.late ? -1 : 1;
  if (!a.dueOn || !b.dueOn) return a.dueOn ? -1 : b.dueOn ? 1 : 0;
  return Temporal.PlainDate.compare(a.dueOn, b.dueOn);
}

function viewOf(ctx: Ctx, item: WorkItem): ReplyOf<typeof workApi.listWork>['mine'][number] {
  const t = ctx.services.translate[ctx.locale];
  return {
    text: t(`work.${item.key}`, item.params),
    path: item.path,
    orgName: item.orgName,
    dueOn: item.dueOn?.toString() ?? null,
    late: item.late,
    waitsFor: item.waitsFor === 'me' ? null : nameOf(t, item.waitsFor),
  };
}

/** Who it waits for: a message key, a role, or a permission's holders. */
function nameOf(t: (key: string) => string, who: string): string {
  for (const key of [who, `role.${who}`, `who.${who}`]) {
    const text = t(key);
    if (text !== key) return text;
  }
  return who;
}
