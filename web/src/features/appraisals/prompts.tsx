/** What a low grade gives the branch to think about; the branch decides, nothing follows by itself. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { appraisalsApi } from '../../../../src/modules/appraisals/api.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { roundReads, type Member, type RoundView } from './words.tsx';

export function Prompts({ of }: { of: RoundView }) {
  const { t } = useTranslation();
  const session = useSession();
  const prompted = of.members.filter((member) => member.prompts.length > 0);
  if (prompted.length === 0) return null;
  return (
    <Section title={t('appraisals.prompts')}>
      {prompted.map((member) => (
        <div key={member.id}>
          {member.prompts.map((prompt) => (
            <p key={prompt}>
              {t(`appraisals.prompt.${prompt}`, { name: member.name })}　
              {prompt === 'disposition' && mayDo(session, 'dispositions.keep') && (
                <AppLink to={`/dispositions/new?person=${member.personId}`}>{t('dispositions.menu')}</AppLink>
              )}
            </p>
          ))}
          {of.may.manage && member.prompts.includes('talk') && (
            <details>
              <summary>
                {t('appraisals.record_talk')} {member.name}
              </summary>
              <Talk of={of} member={member} />
            </details>
          )}
        </div>
      ))}
    </Section>
  );
}

function Talk({ of, member }: { of: RoundView; member: Member }) {
  const { t } = useTranslation();
  const act = useAct(appraisalsApi.recordTalk, { invalidates: roundReads });
  return (
    <ActForm
      name={`talk-${member.id}`}
      act={act}
      initial={{ on: of.today }}
      toInput={(values: { on: string; note: string }) => ({ id: of.id, memberId: member.id, ...values })}
      submitLabel={t('appraisals.record_talk')}
    >
      <Field name="on" label={t('appraisals.talk_on')}>
        <Input type="date" max={of.today} />
      </Field>
      <Field name="note" label={t('appraisals.talk_note')}>
        <Input.TextArea rows={2} maxLength={300} />
      </Field>
    </ActForm>
  );
}
