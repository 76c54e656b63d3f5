/** What of the round is made known within the Party: numbers by grade, and the way to put them forward. */
import { useTranslation } from 'react-i18next';
import { appraisalsApi as api } from '../../../../src/modules/appraisals/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { roundReads, type RoundView } from './words.tsx';

export function Results({ of }: { of: RoundView }) {
  const { t } = useTranslation();
  const { results } = of;
  if (!results) return null;
  return (
    <Section title={t('appraisals.results')}>
      <p>{t('appraisals.results_lead')}</p>
      <p>{t('appraisals.results_line', { members: results.members, graded: results.graded })}</p>
      <Facts
        rows={results.counts.map(({ grade, people }) => ({
          label: t(`appraisals.grade.${grade}`),
          value: people,
        }))}
      />
      {results.publicationId && (
        <LinkButton
          to={`/openness/${results.publicationId}`}
          label={t('appraisals.see_publication')}
          icon="forward"
        />
      )}
      {!results.publicationId &&
        of.may.manage &&
        (results.because.length > 0 ? <Reasons reasons={results.because} /> : <PutForward id={of.id} />)}
    </Section>
  );
}

function PutForward({ id }: { id: string }) {
  const { t } = useTranslation();
  const act = useAct(api.publishResults, { invalidates: roundReads });
  return (
    <ActForm
      name="publish"
      act={act}
      toInput={() => ({ id })}
      submitLabel={t('appraisals.put_forward')}
      onDone={() => say(t('appraisals.put_forward_done'))}
    >
      {null}
    </ActForm>
  );
}
