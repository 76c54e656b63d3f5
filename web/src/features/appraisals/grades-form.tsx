/** The committee's grades, one line for each member of the roster; a grade above or below the ordinary one says why. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { appraisalsApi } from '../../../../src/modules/appraisals/api.ts';
import { grades, marks, type Grade } from '../../../../src/modules/appraisals/choices.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { MeetingChoice } from './meeting-choice.tsx';
import { roundReads, type Member, type RoundView } from './words.tsx';

type Values = { meetingId: string; lines: { grade: Grade; reason?: string }[] };

export function GradesForm({ of }: { of: RoundView }) {
  const { t } = useTranslation();
  const act = useAct(appraisalsApi.proposeGrades, { invalidates: roundReads });
  const graded = of.members.filter((member) => member.graded);
  return (
    <ActForm
      name="propose"
      act={act}
      draft={`appraisal-grades:${of.id}`}
      initial={{
        ...(of.meetings[0] && { meetingId: of.meetings[0].id }),
        lines: graded.map((member) => ({
          grade: member.grade ?? 'qualified',
          reason: member.gradeReason ?? '',
        })),
      }}
      toInput={({ meetingId, lines }: Values) => ({
        id: of.id,
        version: of.version,
        meetingId,
        grades: graded.map((member, i) => ({
          id: member.id,
          grade: lines[i]?.grade ?? 'qualified',
          reason: lines[i]?.reason?.trim() || null,
        })),
      })}
      submitLabel={t('procedure.appraisal.move.propose')}
    >
      <p>{t('appraisals.not_by_votes')}</p>
      <p>{t('appraisals.ceiling', of.ceiling)}</p>
      <Field name="meetingId" label={t('appraisals.choose_committee')}>
        <MeetingChoice of={of} />
      </Field>
      {graded.map((member, i) => (
        <fieldset className="appraisal-line" key={member.id}>
          <legend>
            <PersonName name={member.name} />
          </legend>
          <Ballots member={member} />
          <Field name={['lines', i, 'grade']} label={t('appraisals.grade')}>
            <Select options={grades.map((value) => ({ value, label: t(`appraisals.grade.${value}`) }))} />
          </Field>
          <Field name={['lines', i, 'reason']} label={t('appraisals.grade_reason')} optional>
            <Input maxLength={300} />
          </Field>
        </fieldset>
      ))}
    </ActForm>
  );
}

/** What the ballots said, grade by grade; never summed to one number. */
export function Ballots({ member }: { member: Member }) {
  const { t } = useTranslation();
  const { votes } = member;
  if (!votes) return null;
  return (
    <small>
      {t('appraisals.votes')}：
      {marks.map((mark) => `${t(`appraisals.grade.${mark}`)} ${votes[mark]}`).join(' · ')}
    </small>
  );
}
