/** Annexes that go out with a publication, and the optional pictures of where it hangs. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { opennessApi } from '../../../../src/modules/openness/api.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { Section } from '../../ui/page.tsx';
import { RecordFiles } from '../../ui/record-files.tsx';

type Publication = ReplyOf<typeof opennessApi.getPublication>;

const annexes = {
  listAttachments: opennessApi.listAnnexes,
  addAttachment: opennessApi.addAnnex,
  getAttachment: opennessApi.getAnnex,
  removeAttachment: opennessApi.removeAnnex,
};
const display = {
  listAttachments: opennessApi.listDisplayPictures,
  addAttachment: opennessApi.addDisplayPicture,
  getAttachment: opennessApi.getDisplayPicture,
  removeAttachment: opennessApi.removeDisplayPicture,
};

export function PublicationFiles({ data }: { data: Publication }) {
  const { t } = useTranslation();
  const session = useSession();
  const isPublic = data.shownFrom !== null;
  const isOpen = data.state === 'proposed';
  return (
    <>
      <Section title={t('openness.annexes')}>
        <RecordFiles
          api={annexes}
          id={data.id}
          help={t(isOpen ? 'openness.annexes_help' : 'openness.annexes_fixed')}
          addLabel={t('openness.annex_add')}
          mayChange={isOpen && mayDo(session, 'disclosure.propose')}
        />
      </Section>
      {isPublic && (
        <Section title={t('openness.display')}>
          <RecordFiles
            api={display}
            id={data.id}
            help={t('openness.display_help')}
            addLabel={t('openness.display_add')}
            types={['.jpg', '.jpeg', '.png']}
            mayChange={mayDo(session, 'disclosure.publish')}
          />
        </Section>
      )}
    </>
  );
}
