/** Numbers of a document: what each confirmed one has become, or the way to make it a parameter. */
import { useTranslation } from 'react-i18next';
import { parametersApi } from '../../../../src/modules/parameters/api.ts';
import { parameterPath } from '../../../../src/modules/parameters/choices.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Section } from '../../ui/page.tsx';
import { parameterName } from './value-text.ts';

export function NumberUse({ documentId, numberId }: { documentId: string; numberId: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const enabled = mayDo(session, 'parameters.read');
  const numbers = useEndpoint(parametersApi.listDocumentNumbers, { documentId }, { enabled });
  const number = numbers.data?.numbers.find((one) => one.id === numberId);
  if (!number) return null;
  return (
    <>
      {number.uses.map(({ key, state }) => (
        <AppLink key={`${key} ${state}`} to={parameterPath(key)}>
          {t(state === 'approved' ? 'parameters.number_is' : 'parameters.number_waits', {
            name: parameterName(t, key),
          })}
        </AppLink>
      ))}
      {numbers.data?.mayPropose && number.uses.length === 0 && (
        <AppLink to={`/parameters/from-number/${numberId}`}>{t('parameters.use_number')}</AppLink>
      )}
    </>
  );
}

type ArticleNumber = { id: string; wording: string; state: 'proposed' | 'confirmed' | 'dropped' };

/** The confirmed numbers of one article; nothing where there are none. */
export function ArticleNumbers({ documentId, numbers }: { documentId: string; numbers: ArticleNumber[] }) {
  const { t } = useTranslation();
  const confirmed = numbers.filter(({ state }) => state === 'confirmed');
  if (confirmed.length === 0) return null;
  return (
    <Section title={t('board.numbers')}>
      <ul className="choices">
        {confirmed.map(({ id, wording }) => (
          <li key={id}>
            <span>{wording}</span>
            <NumberUse documentId={documentId} numberId={id} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
