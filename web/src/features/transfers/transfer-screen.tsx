/** One transfer: what is known, what can be done now and by whom, its letters and its course. */
import { useTranslation } from 'react-i18next';
import { transfersApi } from '../../../../src/modules/transfers/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { dayShort, monthText } from '../../lib/days.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { NextMove } from './next-move.tsx';
import { TransferState, type TransferView } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(transfersApi.getTransfer, { id });
  return (
    <Page
      title={found.data ? `${found.data.person.name} · ${t('transfers.title')}` : t('transfers.title')}
      crumbs={[{ label: t('transfers.title'), to: '/transfers' }]}
      width="text"
    >
      <Loaded query={found}>
        {(of) => (
          <>
            <Known of={of} />
            <Section title={t('transfers.next')}>
              {of.moves.length === 0 ? (
                <p>{t('transfers.finished')}</p>
              ) : (
                of.moves.map((move) => <NextMove key={`${move.move}${of.version}`} of={of} move={move} />)
              )}
            </Section>
            <Letters of={of} />
            <Course of={of} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Known({ of }: { of: TransferView }) {
  const { t } = useTranslation();
  const { person } = of;
  return (
    <Section title={t('transfers.facts')}>
      <Facts
        rows={[
          {
            label: t('transfers.person'),
            value: person.id ? (
              <AppLink to={`/members/${person.id}`}>
                <PersonName name={person.name} />
              </AppLink>
            ) : (
              <PersonName name={person.name} />
            ),
          },
          { label: t('transfers.kind'), value: t(`members.kind.${of.kind}`) },
          { label: t('transfers.from'), value: of.from.name },
          { label: t('transfers.to'), value: of.to.name },
          { label: t('transfers.reason'), value: of.reason },
          { label: t('transfers.applied_on'), value: <Day date={of.appliedOn} /> },
          { label: t('transfers.state'), value: <TransferState of={of} /> },
        ]}
      />
    </Section>
  );
}

function Letters({ of }: { of: TransferView }) {
  const { t, i18n } = useTranslation();
  const hasOwn = of.direction !== 'in' && of.letters.some((letter) => letter.voidedOn === null);
  return (
    <Section
      title={t('transfers.letters')}
      actions={
        hasOwn && (
          <LinkButton to={`/transfers/${of.id}/letter`} label={t('transfers.print')} icon="document" />
        )
      }
    >
      {of.letters.length === 0 && <p>{t('transfers.no_letter')}</p>}
      <ul className="plain-list">
        {of.letters.map((letter) => (
          <li key={letter.letterNo}>
            {t('transfers.letter_line', {
              no: letter.letterNo,
              until: dayShort(letter.validUntil, i18n.language),
              dues: monthText(letter.duesPaidTo, i18n.language),
            })}
            {of.direction !== 'in' && (
              <small>
                （{t(letter.duesFromRecords ? 'transfers.dues_by_books' : 'transfers.dues_by_statement')}）
              </small>
            )}
            {letter.voidedOn && (
              <small>
                （{t('transfers.letter_voided', { on: dayShort(letter.voidedOn, i18n.language) })}）
              </small>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Course({ of }: { of: TransferView }) {
  const { t, i18n } = useTranslation();
  if (of.steps.length === 0) return null;
  return (
    <Section title={t('transfers.steps')}>
      <Timeline
        label={t('transfers.steps')}
        events={of.steps.map((step, i) => ({
          key: `${step.move}${i}`,
          at: step.on,
          who: step.by,
          title: t(`procedure.transfer.move.${step.move}`),
          detail: (
            <>
              {step.why && <p>{step.why}</p>}
              {step.lateDays > 0 && (
                <small>
                  {t('transfers.recorded_late', {
                    days: step.lateDays,
                    on: dayShort(step.recordedOn, i18n.language),
                  })}
                </small>
              )}
            </>
          ),
        }))}
      />
    </Section>
  );
}
