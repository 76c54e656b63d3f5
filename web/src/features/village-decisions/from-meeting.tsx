/** Taking a step's record from a closed meeting; shown only when there is a fitting one. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { villageDecisionsApi } from '../../../../src/modules/village-decisions/api.ts';
import type { VotedStep } from '../../../../src/modules/village-decisions/choices.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { useBack } from './back.ts';
import { filled, type CaseView } from './words.ts';

type Values = { decisionId: string; textNo: number; authorizationReference?: string };

export function FromMeeting({ of, step }: { of: CaseView; step: VotedStep }) {
  const { t } = useTranslation();
  const back = useBack(of.id);
  const found = useEndpoint(villageDecisionsApi.listMeetingDecisions, { id: of.id, step });
  const act = useAct(villageDecisionsApi.takeFromMeeting, { invalidates: [villageDecisionsApi.getCase] });
  const rows = found.data?.rows ?? [];
  if (rows.length === 0) return null;
  const needsAuthorization = of.bodies.some(
    (one) => one.authorized && rows.some((row) => row.meeting === one.body),
  );
  return (
    <Section title={t('village_decisions.from_meeting')}>
      <p className="hint-box">{t('village_decisions.from_meeting_help')}</p>
      <ActForm
        act={act}
        submitLabel={t('village_decisions.from_meeting')}
        initial={{ ...(rows[0] && { decisionId: rows[0].decisionId }), textNo: of.texts.at(-1)?.no ?? 1 }}
        toInput={(values: Values) => ({ id: of.id, version: of.version, step, ...filled(values) })}
        onDone={back}
      >
        <Field name="decisionId" label={t('village_decisions.from_meeting_choice')}>
          <Select
            options={rows.map((row) => ({
              value: row.decisionId,
              label: t('village_decisions.from_meeting_line', {
                on: row.heldOn,
                title: row.title,
                question: row.question,
                eligible: String(row.eligible),
                present: String(row.present),
                yes: String(row.yes),
                no: String(row.no),
                abstain: String(row.abstain),
              }),
            }))}
          />
        </Field>
        <Field name="textNo" label={t('village_decisions.text_voted')}>
          <Select
            options={of.texts.map(({ no }) => ({
              value: no,
              label: t('village_decisions.draft_no', { no: String(no) }),
            }))}
          />
        </Field>
        {needsAuthorization && (
          <Field
            name="authorizationReference"
            label={t('village_decisions.authorization')}
            help={t('village_decisions.authorization_help')}
            optional
          >
            <Input maxLength={120} />
          </Field>
        )}
      </ActForm>
    </Section>
  );
}
