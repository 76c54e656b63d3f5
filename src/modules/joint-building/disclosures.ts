/** An alliance before the public: its agreement and what came of it, with bodies and sums and without any person. */
import { record } from '../../kernel/audit/record.ts';
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import type { Block, Value } from '../../kernel/disclosure/content.ts';
import { propose, publicationsOf } from '../../kernel/disclosure/publications.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { nameOf } from '../organizations/facade.ts';
import { listPlanItems } from '../partnerships/facade.ts';
import { requireBegun, subjectOf } from './agreement.ts';
import { leftOf } from './projects.ts';
import * as projectStore from './project-store.ts';
import { jointBuildingScreens } from './screen-messages.ts';
import * as store from './store.ts';

/** Days after it came to run within which it should be on the board: practice, no rule. */
export const disclosureDueDays = 30;

// What is published stays Chinese, whoever puts it forward.
const texts = jointBuildingScreens['zh-CN'];
const underWay: readonly string[] = ['proposed', 'reviewed', 'approved'];

export async function listDisclosures(ctx: Ctx, row: Pick<store.AllianceRow, 'id' | 'orgPath'>) {
  const found = await publicationsOf(ctx, { type: 'alliance', id: row.id });
  const opens = isInScope(scopeUnder(ctx, 'disclosure.read'), row.orgPath);
  return found.map(({ id, title, state }) => ({ title, state, path: opens ? `/openness/${id}` : null }));
}

/** Refuses before it runs, and while an earlier notice is under way. */
export async function putForward(ctx: Ctx, row: store.AllianceRow): Promise<void> {
  const runsFrom = requireBegun(row);
  const { org, subject } = subjectOf(row);
  if ((await listDisclosures(ctx, row)).some(({ state }) => underWay.includes(state)))
    throw new Refusal('joint_building.put_forward_already', { status: 409 });
  const { id } = await propose(ctx, {
    catalogueKey: 'joint_building.public',
    org,
    subject,
    title: texts['joint_building.public.title'].replace('{{title}}', row.title),
    content: {
      blocks: [
        await agreementBlock(ctx, row),
        ...(await itemBlock(ctx, row)),
        ...(await projectBlock(ctx, row)),
      ],
    },
    audience: 'society',
    profile: 'names_hidden',
    dueOn: runsFrom.add({ days: disclosureDueDays }),
  });
  await record(ctx, { event: 'joint_building.put_forward', org, subject, after: { publicationId: id } });
}

async function agreementBlock(ctx: Ctx, row: store.AllianceRow): Promise<Block> {
  const partners = await store.listPartners(ctx, [row.id]);
  const names = await nameOf(
    ctx,
    partners.flatMap(({ orgId }) => orgId ?? []),
    ctx.today,
  );
  const nameAt = ({ orgId, outsideName }: store.PartnerRow) =>
    (orgId === null ? outsideName : names.get(orgId)?.shortName) ?? '';
  return {
    kind: 'facts',
    facts: [
      fact('kind', text(texts[`joint_building.kind.${row.kind}`])),
      fact('partners', text(partners.map(nameAt).join('、'))),
      fact('since', { kind: 'day', day: row.since.toString() }),
      fact('until', { kind: 'day', day: row.untilOn.toString() }),
      fact('tasks', text(row.tasks)),
      ...(row.fundFen === null ? [] : [fact('fund', { kind: 'money', fen: row.fundFen })]),
      ...(row.fundSource === null ? [] : [fact('fund_source', text(row.fundSource))]),
      ...(row.state === 'ended' && row.review ? [fact('review', text(row.review))] : []),
    ],
  };
}

/** Who does an item stays inside: it may be a person. */
async function itemBlock(ctx: Ctx, row: store.AllianceRow): Promise<Block[]> {
  const items = await listPlanItems(ctx, { type: 'alliance', id: row.id });
  return tableOf(
    ['task', 'due', 'state', 'outcome'],
    items.map((item) => [
      text(item.task),
      { kind: 'day', day: item.dueOn.toString() },
      text(texts[`joint_building.public.item.${item.state}`]),
      text(item.outcome ?? '—'),
    ]),
  );
}

async function projectBlock(ctx: Ctx, row: store.AllianceRow): Promise<Block[]> {
  const projects = await projectStore.listProjects(ctx, row.id);
  const money = await projectStore.listMoney(
    ctx,
    projects.map(({ id }) => id),
  );
  return tableOf(
    ['project', 'state', 'source', 'use'],
    projects.map((project) => {
      const own = money.filter(({ projectId }) => projectId === project.id);
      const source = leftOf(own.filter(({ direction }) => direction === 'source'));
      return [
        text(project.title),
        text(texts[`joint_building.project_state.${project.state}`]),
        { kind: 'money', fen: source },
        { kind: 'money', fen: source - leftOf(own) },
      ];
    }),
  );
}

function tableOf(columns: readonly string[], rows: Value[][]): Block[] {
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: columns.map((key) => ({ labelKey: `joint_building.public.${key}` })),
      rows,
    },
  ];
}

function fact(key: string, value: Value) {
  return { labelKey: `joint_building.public.${key}`, value };
}

function text(words: string): Value {
  return { kind: 'text', text: words };
}
