/** Both disclosures of a case: what is put before the residents, with the votes and their arithmetic. */
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Block, Value } from '../../kernel/disclosure/content.ts';
import { propose } from '../../kernel/disclosure/publications.ts';
import type { MaskingProfile } from '../../kernel/disclosure/masking.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { actedFirstOf } from './acting-first.ts';
import { codeOf, openCase, raise } from './actions.ts';
import { type CaseFile, currentDisclosure, currentMeeting, substantiveText, verdictOf } from './case-file.ts';
import type { DisclosurePart, VotedStep } from './choices.ts';
import { caseMessages } from './case-messages.ts';
import { messages } from './messages.ts';
import { decisionRules } from './rulebooks.ts';
import { meetingKey } from './rules.ts';
import * as store from './store.ts';

/** Days after the event within which it must be public: the law says 及时, towns write a week. */
export const disclosureDueDays = 7;

/** Puts the resolution or the result forward; review, approval and publishing are other people's steps. */
export async function proposeDisclosure(
  ctx: Ctx,
  input: { id: string; version: number; part: DisclosurePart },
): Promise<void> {
  const file = await openCase(ctx, input);
  const { row } = file;
  const { part } = input;
  if (row.state !== (part === 'resolution' ? 'resolved' : 'implemented')) {
    throw new Refusal('village_decisions.not_at_this_stage', {
      status: 409,
      params: { stateKey: `procedure.four_discussions_two_disclosures.state.${row.state}` },
    });
  }
  const present = currentDisclosure(file, part);
  if (present)
    throw new Refusal('village_decisions.already_put_forward', {
      status: 409,
      params: { noticeCode: present.code },
    });
  const period = parameterAt(decisionRules, 'publication.notice', ctx.today, file.local).value;
  const { id } = await propose(ctx, {
    catalogueKey: `village_decisions.${part}`,
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'village_decision_case', id: row.id },
    title: titleOf(part, row.title),
    content: { blocks: part === 'resolution' ? resolutionBlocks(file) : resultBlocks(file) },
    audience: 'society',
    profile: profileOf(row),
    ...(part === 'resolution' && { shown: period }),
    dueOn: row.stateSince.add({ days: disclosureDueDays }),
  });
  await store.addDisclosure(ctx, row, { part, publicationId: id });
  await raise(ctx, row, {});
  await record(ctx, {
    event: 'village_decisions.put_forward',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'village_decision_case', id: row.id },
    after: { part, publicationId: id },
  });
}

/** Relief shows a person's need, so the family name alone. */
function profileOf(row: store.CaseRow): MaskingProfile {
  return row.matter === 'relief_list' ? 'names_hidden' : 'names_masked';
}

/** What is published is a document of the village and stays Chinese, whoever puts it forward. */
function titleOf(part: DisclosurePart, title: string): string {
  return caseMessages['zh-CN'][`village_decisions.public.title_${part}`].replace('{{title}}', title);
}

function resolutionBlocks(file: CaseFile): Block[] {
  const { row } = file;
  const resolution = currentMeeting(file, 'resolution');
  const facts = [
    ...caseFacts(row),
    ...(resolution?.heldOn ? [fact('held_on', { kind: 'day', day: resolution.heldOn.toString() })] : []),
    ...(resolution?.place ? [fact('place', { kind: 'text', text: resolution.place })] : []),
  ];
  const plan = file.texts.find((text) => text.no === (resolution?.textNo ?? substantiveText(file)));
  return [
    { kind: 'facts', facts },
    ...(plan ? [paragraph(plan.text)] : []),
    ...(resolution?.decision ? [paragraph(resolution.decision)] : []),
    ...(['deliberation', 'review', 'resolution'] as const).flatMap((step) => voteBlock(file, step)),
    ...worksTable(file),
  ];
}

function resultBlocks(file: CaseFile): Block[] {
  const { row, works } = file;
  const paid = works.reduce((sum, work) => sum + (work.paidFen ?? 0), 0);
  const planned = works.reduce((sum, work) => sum + (work.plannedFen ?? 0), 0);
  return [
    {
      kind: 'facts',
      facts: [
        ...caseFacts(row),
        ...(row.finishedOn ? [fact('finished_on', { kind: 'day', day: row.finishedOn.toString() })] : []),
        fact('planned', { kind: 'money', fen: planned }),
        fact('paid', { kind: 'money', fen: paid }),
        ...(row.supervision ? [fact('supervision', { kind: 'text', text: row.supervision })] : []),
      ],
    },
    ...worksTable(file),
    ...voteBlock(file, 'resolution'),
  ];
}

function caseFacts(row: store.CaseRow) {
  const acted = actedFirstOf(row);
  const matter = messages['zh-CN'][`village_decisions.matter.${row.matter}`];
  return [
    fact('case', { kind: 'text', text: codeOf(row) }),
    fact('matter', { kind: 'text', text: matter }),
    ...(row.groupName ? [fact('group', { kind: 'text', text: row.groupName })] : []),
    fact('source', { kind: 'text', text: messages['zh-CN'][`village_decisions.source.${row.source}`] }),
    ...(acted
      ? [
          fact('acted_first_on', { kind: 'day', day: acted.on.toString() }),
          fact('acted_first_what', { kind: 'text', text: acted.what }),
          fact('acted_first_why', { kind: 'text', text: acted.why }),
        ]
      : []),
  ];
}

function worksTable({ works }: CaseFile): Block[] {
  if (works.length === 0) return [];
  const columns = ['what', 'responsible', 'contractor', 'to_on', 'planned', 'paid'] as const;
  const empty: Value = { kind: 'text', text: '—' };
  const money = (fen: number | null): Value => (fen === null ? empty : { kind: 'money', fen });
  return [
    {
      kind: 'table',
      columns: columns.map((key) => ({ labelKey: `village_decisions.public.${key}` })),
      rows: works.map((work) => [
        { kind: 'text', text: work.what },
        { kind: 'person', name: work.responsible },
        work.contractor ? { kind: 'text', text: work.contractor } : empty,
        { kind: 'day', day: (work.doneOn ?? work.toOn).toString() },
        money(work.plannedFen),
        money(work.paidFen),
      ]),
    },
  ];
}

function voteBlock(file: CaseFile, step: VotedStep): Block[] {
  const meeting = currentMeeting(file, step);
  const verdict = meeting && verdictOf(file, meeting);
  if (!meeting?.heldOn || !verdict?.votes) return [];
  return [
    {
      kind: 'vote',
      titleKey: meetingKey(meeting.meeting),
      heldOn: meeting.heldOn.toString(),
      eligible: meeting.eligible ?? 0,
      present: meeting.present ?? 0,
      yes: meeting.yes ?? 0,
      no: meeting.no ?? 0,
      abstain: meeting.abstain ?? 0,
      passed: verdict.passed,
      ruleKey: 'village_decisions.public.rule',
      params: verdict.votes.arithmetic,
      cites: verdict.votes.rule.source,
    },
  ];
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text: text.slice(0, 4000) });

function fact(key: string, value: Value): { labelKey: string; value: Value } {
  return { labelKey: `village_decisions.public.${key}`, value };
}
