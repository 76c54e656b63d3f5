/** One correction: both values, the papers, and the decision. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  correctionFiles,
  correctionsApi as api,
} from '../../../../src/modules/member-rights/corrections-api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { RecordFiles } from '../../ui/record-files.tsx';
import { say } from '../../ui/toast.tsx';
import { CorrectionFacts, correctionReads, type Correction } from './correction-words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getCorrection, { id });
  return (
    <Page
      title={found.data?.person.name ?? t('member_rights.corrections')}
      crumbs={[{ label: t('member_rights.corrections'), to: '/record-corrections' }]}
      width="text"
    >
      <Loaded query={found}>
        {(of) => (
          <>
            <Section title={t('member_rights.corrections')}>
              <p>
                <AppLink to={`/members/${of.person.id}`}>
                  <PersonName name={of.person.name} />
                </AppLink>{' '}
                {of.branch}
              </p>
              <CorrectionFacts of={of} />
            </Section>
            <Section title={t('member_rights.files')}>
              <RecordFiles
                api={correctionFiles}
                id={of.id}
                help={t('member_rights.desk_files_help')}
                addLabel={t('member_rights.add_file')}
                mayChange={false}
              />
            </Section>
            {of.state === 'open' && <Decide of={of} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Decide({ of }: { of: Correction }) {
  const { t } = useTranslation();
  const accept = useAct(api.acceptCorrection, { invalidates: correctionReads });
  const refuse = useAct(api.refuseCorrection, { invalidates: correctionReads });
  const done = () => say(t('member_rights.done'));
  return (
    <Section title={t('member_rights.next')}>
      <ActForm
        name="accept"
        act={accept}
        toInput={() => ({ id: of.id })}
        submitLabel={t('member_rights.accept_correction')}
        onDone={done}
      >
        {null}
      </ActForm>
      <details>
        <summary>{t('member_rights.refuse_correction')}</summary>
        <ActForm
          name="refuse"
          act={refuse}
          toInput={({ because }: { because: string }) => ({ id: of.id, because })}
          submitLabel={t('member_rights.refuse_correction')}
          onDone={done}
        >
          <Field name="because" label={t('member_rights.refuse_because')}>
            <Input.TextArea rows={2} maxLength={300} />
          </Field>
        </ActForm>
      </details>
    </Section>
  );
}
