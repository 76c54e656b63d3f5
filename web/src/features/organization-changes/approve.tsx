/** Taking over the town committee's vote from the closed record of its meeting; no count is typed again. */
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { organizationChangesApi as api } from '../../../../src/modules/organization-changes/api.ts';
import { dayShort } from '../../lib/days.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { say } from '../../ui/toast.tsx';
import { changeReads, type ChangeView } from './words.tsx';

export function Approve({ of }: { of: ChangeView }) {
  const { t, i18n } = useTranslation();
  const votes = useEndpoint(api.listCommitteeVotes, { id: of.id });
  const act = useAct(api.approveChange, { invalidates: changeReads });
  return (
    <Loaded query={votes}>
      {({ rows }) =>
        rows[0] ? (
          <ActForm
            name="approve"
            act={act}
            initial={{ decisionId: rows[0].decisionId }}
            toInput={(values: { decisionId: string; reference: string }) => ({
              id: of.id,
              version: of.version,
              ...values,
            })}
            submitLabel={t('procedure.organization_change.move.approve')}
            onDone={() => say(t('organization_changes.done'))}
          >
            <Field
              name="decisionId"
              label={t('organization_changes.vote')}
              help={t('organization_changes.vote_help')}
            >
              <Select
                options={rows.map((one) => ({
                  value: one.decisionId,
                  label: t('organization_changes.vote_option', {
                    on: dayShort(one.heldOn, i18n.language),
                    title: one.title,
                    question: one.question,
                    yes: String(one.yes),
                    eligible: String(one.eligible),
                  }),
                }))}
              />
            </Field>
            <Field name="reference" label={t('organization_changes.approval_reference')}>
              <Input maxLength={200} />
            </Field>
          </ActForm>
        ) : (
          <div className="hint-box">
            <p>{t('organization_changes.no_votes')}</p>
            <LinkButton to="/meetings" label={t('organization_changes.to_meetings')} icon="meeting" />
          </div>
        )
      }
    </Loaded>
  );
}
