/** Papers: files of a meeting that those who are called may open, before it and after. */
import { record } from '../../kernel/audit/record.ts';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { listAttachments, requireFile, type FileView, type Owner } from '../../kernel/files/attachments.ts';
import { orgOf } from './actions.ts';
import { getMeeting, type MeetingRow } from './store.ts';

export function ownerOf(meeting: Pick<MeetingRow, 'id' | 'orgId' | 'orgPath'>): Owner {
  return { ownerType: 'meeting', ownerId: meeting.id, org: { id: meeting.orgId, path: meeting.orgPath } };
}

/** Shows a file to those who are called, or to those who keep the record alone. */
export async function showPaper(
  ctx: Ctx,
  input: { id: string; fileId: string; shown: boolean },
): Promise<void> {
  const meeting = await getMeeting(ctx, input.id, 'share');
  const file = await requireFile(ctx, ownerOf(meeting), input.fileId);
  if (input.shown)
    await ctx.tx
      .insertInto('meeting_papers')
      .values({
        file_id: file.id,
        meeting_id: meeting.id,
        org_path: meeting.orgPath,
        shown_at: ctx.now,
        shown_by: accountOf(ctx),
      })
      .onConflict((on) => on.doNothing())
      .execute();
  else await ctx.tx.deleteFrom('meeting_papers').where('file_id', '=', file.id).execute();
  await record(ctx, {
    event: input.shown ? 'meetings.paper_shown' : 'meetings.paper_hidden',
    org: orgOf(meeting),
    subject: { type: 'meeting', id: meeting.id },
    after: { file: file.id, name: file.name },
  });
}

/** The files that are shown to those who are called. */
export async function listPapers(ctx: Ctx, meeting: MeetingRow): Promise<FileView[]> {
  const shown = await shownIds(ctx, meeting.id);
  return (await listAttachments(ctx, ownerOf(meeting))).filter((file) => shown.has(file.id));
}

export async function shownIds(ctx: Ctx, meetingId: string): Promise<ReadonlySet<string>> {
  const rows = await ctx.tx
    .selectFrom('meeting_papers')
    .select('file_id')
    .where('meeting_id', '=', meetingId)
    .execute();
  return new Set(rows.map((row) => row.file_id));
}
