/** The decision on the notice board: its notice, or the act that puts it forward. */
import { useTranslation } from 'react-i18next';
import { organizationChangesApi as api } from '../../../../src/modules/organization-changes/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { ActForm } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { changeReads, type ChangeView } from './words.tsx';

export function PublicNotice({ of }: { of: ChangeView }) {
  const { t } = useTranslation();
  const act = useAct(api.putForward, { invalidates: changeReads });
  if (!of.notice && !of.mayPutForward) return null;
  return (
    <Section title={t('organization_changes.publication')}>
      {of.notice ? (
        <AppLink to={`/openness/${of.notice.id}`}>
          {t('organization_changes.notice', { noticeCode: of.notice.code })}
        </AppLink>
      ) : (
        <ActForm
          name="publication"
          act={act}
          toInput={() => ({ id: of.id })}
          submitLabel={t('organization_changes.put_forward')}
          onDone={() => say(t('organization_changes.done'))}
        >
          {null}
        </ActForm>
      )}
    </Section>
  );
}
