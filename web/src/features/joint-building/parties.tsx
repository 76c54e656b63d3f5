/** Who is in it and who has signed; a partner's own secretary signs here, on the phone in two fields. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { jointBuildingApi as api } from '../../../../src/modules/joint-building/api.ts';
import { useSession } from '../../lib/session.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { say } from '../../ui/toast.tsx';
import { reads, type AllianceView } from './words.ts';

type Party = AllianceView['parties'][number];

export function Parties({ of }: { of: AllianceView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('joint_building.parties')}>
      <ul className="plain-list">
        {of.parties.map((party) => (
          <li key={party.id}>
            <p>
              <StateTag
                tone={party.signed ? 'done' : 'waiting'}
                label={t(party.signed ? 'joint_building.signed' : 'joint_building.not_signed')}
              />{' '}
              {party.name} <small>{t(`joint_building.side.${party.side}`)}</small>
            </p>
            <p>
              <small>{party.signed ? t('joint_building.signed_by', party.signed) : waitsFor(party)}</small>
            </p>
            {party.maySign && <Sign of={of} party={party} />}
          </li>
        ))}
      </ul>
    </Section>
  );

  function waitsFor(party: Party): string {
    if (of.state !== 'draft') return party.contact ?? '';
    const whom = t('joint_building.waits_for', { who: t(`who.${party.who}`) });
    return party.contact === null ? whom : `${party.contact} · ${whom}`;
  }
}

function Sign({ of, party }: { of: AllianceView; party: Party }) {
  const { t } = useTranslation();
  const { displayName } = useSession();
  const act = useAct(api.signAlliance, { invalidates: reads });
  return (
    <ActForm<typeof api.signAlliance, { signer: string; on: string }>
      name={`sign-${party.id}`}
      act={act}
      draft={`joint-building.sign.${party.id}`}
      initial={{ on: of.today, ...(party.side === 'village' && !party.outside && { signer: displayName }) }}
      toInput={(values) => ({ id: of.id, partnerId: party.id, ...values })}
      submitLabel={t('joint_building.sign')}
      onDone={() => say(t('joint_building.signed'))}
    >
      <Field name="signer" label={t('joint_building.signer')} help={t('joint_building.signer_help')}>
        <Input maxLength={40} />
      </Field>
      <Field name="on" label={t('joint_building.signed_on')}>
        <Input type="date" max={of.today} />
      </Field>
    </ActForm>
  );
}
