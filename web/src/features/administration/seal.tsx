/** The newest seal of the log: one line to keep on paper. */
import { useTranslation } from 'react-i18next';
import { administrationApi } from '../../../../src/modules/administration/api.ts';
import { momentText } from '../../lib/days.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';

export function Seal() {
  const { t, i18n } = useTranslation();
  const newest = useEndpoint(administrationApi.getSeal, {});
  return (
    <Section title={t('administration.seal')}>
      <Loaded query={newest} lines={2}>
        {({ seal }) =>
          seal ? (
            <>
              <p>
                {t('administration.seal_line', { no: seal.no, at: momentText(seal.at, i18n.language) })}
                <br />
                <code className="secret">{`${seal.no}:${seal.root}`}</code>
              </p>
              <p>{t('administration.seal_hint')}</p>
            </>
          ) : (
            <p>{t('administration.seal_none')}</p>
          )
        }
      </Loaded>
    </Section>
  );
}
