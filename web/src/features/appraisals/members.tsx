/** Those appraised, in the order of the roster: self-assessment, ballots for who weighs them, grade; papers and excuses. */
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appraisalsApi as api } from '../../../../src/modules/appraisals/api.ts';
import { excuses, type Excuse } from '../../../../src/modules/appraisals/choices.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { Ballots } from './grades-form.tsx';
import { roundReads, type Member, type RoundView } from './words.tsx';

type Of = { of: RoundView };

export function Members({ of }: Of) {
  const { t } = useTranslation();
  const mayEnter = of.may.manage && ['open', 'counting', 'counted'].includes(of.state);
  return (
    <Section title={t('appraisals.members')}>
      <p className="appraisal-note">{t('appraisals.members_note')}</p>
      {mayEnter && (
        <details>
          <summary>{t('appraisals.enter_paper')}</summary>
          <EnterPaper of={of} />
        </details>
      )}
      {of.may.manage && of.state === 'open' && (
        <details>
          <summary>{t('appraisals.excuse_member')}</summary>
          <ExcuseMember of={of} />
        </details>
      )}
      <ol className="appraisal-people">
        {of.members.map((member) => (
          <li key={member.id}>
            <p>
              <PersonName name={member.name} />
              <SelfTag member={member} />
              <GradeTag member={member} />
            </p>
            <Ballots member={member} />
            {member.gradeReason && <small>{member.gradeReason}</small>}
            {of.may.manage && member.self && <ReadSelf of={of} member={member} />}
            {of.may.manage && of.state === 'open' && member.excused && <Unexcuse of={of} member={member} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function SelfTag({ member }: { member: Member }) {
  const { t } = useTranslation();
  const { self, excused } = member;
  if (excused) return null;
  if (!self) return <StateTag tone="waiting" label={t('appraisals.self_none')} />;
  const how = self.late ? 'late' : self.onPaper ? 'paper' : 'phone';
  return <StateTag tone="done" label={t(`appraisals.self_${how}`)} />;
}

function GradeTag({ member }: { member: Member }) {
  const { t } = useTranslation();
  const { excused, excusedNote, grade, graded } = member;
  if (excused)
    return (
      <small>
        {t('appraisals.excused')}：{t(`appraisals.excuse.${excused}`)}
        {excusedNote && `（${excusedNote}）`}
      </small>
    );
  if (!graded) return <small>{t('appraisals.not_graded')}</small>;
  return grade && <StateTag tone="plain" label={t(`appraisals.grade.${grade}`)} />;
}

function ReadSelf({ of, member }: Of & { member: Member }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const self = useEndpoint(api.readSelf, { id: of.id, memberId: member.id }, { enabled: open });
  if (!open)
    return (
      <Button
        type="link"
        size="small"
        aria-label={`${t('appraisals.read_self')} ${member.name}`}
        onClick={() => setOpen(true)}
      >
        {t('appraisals.read_self')}
      </Button>
    );
  return (
    <Loaded query={self}>{({ text }) => <blockquote className="appraisal-text">{text}</blockquote>}</Loaded>
  );
}

function nameOptions(members: readonly Member[]) {
  return members.map(({ id, name }) => ({ value: id, label: name }));
}

function EnterPaper({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.enterPaper, { invalidates: roundReads });
  const open = of.members.filter((member) => !member.excused && member.self?.onPaper !== false);
  return (
    <ActForm
      name="paper"
      act={act}
      draft={`appraisal-paper:${of.id}`}
      clearOnDone
      initial={{ writtenOn: of.today }}
      toInput={(values: { memberId: string; text: string; writtenOn: string }) => ({ id: of.id, ...values })}
      submitLabel={t('appraisals.enter_paper')}
    >
      <Field name="memberId" label={t('appraisals.member')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={nameOptions(open)} />
      </Field>
      <Field name="text" label={t('appraisals.paper_text')}>
        <Input.TextArea rows={4} maxLength={4000} />
      </Field>
      <Field name="writtenOn" label={t('appraisals.written_on')}>
        <Input type="date" max={of.today} />
      </Field>
    </ActForm>
  );
}

function ExcuseMember({ of }: Of) {
  const { t } = useTranslation();
  const act = useAct(api.excuseMember, { invalidates: roundReads });
  return (
    <ActForm
      name="excuse"
      act={act}
      clearOnDone
      toInput={(values: { memberId: string; excused: Excuse; note: string }) => ({ id: of.id, ...values })}
      submitLabel={t('appraisals.excuse_member')}
    >
      <Field name="memberId" label={t('appraisals.member')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={nameOptions(of.members.filter((member) => !member.excused))}
        />
      </Field>
      <Field name="excused" label={t('appraisals.excuse_kind')}>
        <Select options={excuses.map((value) => ({ value, label: t(`appraisals.excuse.${value}`) }))} />
      </Field>
      <Field name="note" label={t('appraisals.excuse_note')}>
        <Input maxLength={300} />
      </Field>
    </ActForm>
  );
}

function Unexcuse({ of, member }: Of & { member: Member }) {
  const { t } = useTranslation();
  const act = useAct(api.excuseMember, { invalidates: roundReads });
  return (
    <ActForm
      name={`unexcuse-${member.id}`}
      act={act}
      toInput={() => ({ id: of.id, memberId: member.id, excused: null })}
      submitLabel={t('appraisals.unexcuse')}
    >
      {null}
    </ActForm>
  );
}
