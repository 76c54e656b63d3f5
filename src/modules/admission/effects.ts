/** What a step brings about in the roll: nobody enters a member a second time. */
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { convertMember, openNumbers, registerMember, revokeProbation } from '../members/facade.ts';
import type { CaseFile } from './case-file.ts';
import { probationOf } from './probation.ts';
import { entryOf, type Progress } from './progress.ts';
import type { NewEntry } from './store.ts';

/** Moves whose consequence lies in the roll; they are not taken back here. */
export const movesWithEffect = ['approve', 'approve_conversion', 'approve_revocation'] as const;

export async function effectOf(
  ctx: Ctx,
  file: CaseFile,
  entry: NewEntry,
  progress: Progress,
): Promise<{ personId?: string }> {
  switch (entry.move) {
    case 'approve':
      return { personId: await enrol(ctx, file, progress) };
    case 'approve_conversion': {
      const probation = probationOf({ progress, local: file.local });
      if (!probation) throw new Error('a conversion without its probation');
      await convertMember(ctx, { id: memberOf(file), on: probation.fullFrom, reference: referenceOf(entry) });
      return {};
    }
    case 'approve_revocation':
      await revokeProbation(ctx, {
        id: memberOf(file),
        on: entry.on,
        reference: referenceOf(entry),
        ...(entry.why && { reason: entry.why }),
      });
      return {};
    default:
      return {};
  }
}

/** A member on probation from the day of the branch meeting, not of the approval (党章 art. 7). */
async function enrol(ctx: Ctx, { row }: CaseFile, progress: Progress): Promise<string> {
  const joined = entryOf(progress, 'branch_meeting_admission')?.on;
  if (!joined) throw new Error('an approval without its meeting');
  const { idNo, mobile } = openNumbers(ctx, row);
  const dated = (date: Temporal.PlainDate | undefined) =>
    date ? { date, precision: 'day' as const } : undefined;
  const sponsors = entryOf(progress, 'sponsors_assigned')?.details.people ?? [];
  const activist = dated(entryOf(progress, 'activist_confirmed')?.on);
  const candidate = dated(entryOf(progress, 'candidate_confirmed')?.on);
  const { id } = await registerMember(ctx, {
    branchId: row.orgId,
    kind: 'probationary',
    asAt: joined,
    values: {
      name: row.name,
      sex: row.sex,
      id_no: idNo,
      birth_date: { date: row.birthDate, precision: 'day' },
      joined_on: { date: joined, precision: 'day' },
      applied_on: { date: row.appliedOn, precision: 'day' },
      ...(activist && { activist_on: activist }),
      ...(candidate && { candidate_on: candidate }),
      ...(mobile && { mobile }),
      ...(row.ethnicity && { ethnicity: row.ethnicity }),
      ...(row.education && { education: row.education }),
      ...(row.occupation && { occupation: row.occupation }),
      ...(sponsors.length > 0 && { sponsors: sponsors.map((one) => one.name).join('、') }),
    },
  });
  await record(ctx, {
    event: 'admission.enrolled',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'member', id },
    after: { caseId: row.id, joinedOn: joined.toString() },
  });
  return id;
}

function memberOf({ row }: CaseFile): string {
  if (!row.personId) throw new Refusal('admission.not_enrolled', { status: 409 });
  return row.personId;
}

/** The number of the committee's reply. */
function referenceOf(entry: NewEntry): string {
  return entry.details.text?.['noticeNo'] ?? entry.details.ballot?.title ?? '';
}
