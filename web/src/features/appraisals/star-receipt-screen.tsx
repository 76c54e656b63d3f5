/** The receipt of an objection to a star that was handed in on paper, for printing. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { starsApi as api } from '../../../../src/modules/appraisals/star-api.ts';
import { usePathParam } from '../../lib/address.ts';
import { dayShort } from '../../lib/days.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import type { Stars } from './star-mark.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const objectionId = usePathParam('objection');
  const found = useEndpoint(api.getStars, { id });
  return (
    <Page
      title={t('stars.receipt_title')}
      crumbs={[{ label: t('stars.title'), to: `/appraisals/${id}/stars` }]}
      actions={<Button onClick={() => window.print()}>{t('stars.print')}</Button>}
      width="text"
    >
      <Loaded query={found}>
        {(of) => <Receipt of={of} objection={of.objections.find((one) => one.id === objectionId)} />}
      </Loaded>
    </Page>
  );
}

function Receipt({ of, objection }: { of: Stars; objection: Stars['objections'][number] | undefined }) {
  const { t, i18n } = useTranslation();
  const short = (day: string) => dayShort(day, i18n.language);
  if (!objection?.onPaper || !objection.recordedOn) return <p>{t('stars.receipt_none')}</p>;
  return (
    <Section>
      <p>
        {t('stars.receipt_body', {
          name: objection.name,
          org: of.orgName,
          year: of.year,
          dimension: t(`stars.dimension.${objection.dimension}`),
          madeOn: short(objection.madeOn),
          recorder: objection.recorder,
          recordedOn: short(objection.recordedOn),
          before: t(objection.before ? 'stars.earned' : 'stars.not_earned'),
        })}
      </p>
      <p>{t('stars.receipt_text', { text: objection.text })}</p>
    </Section>
  );
}
