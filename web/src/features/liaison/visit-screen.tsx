/** The short entry on the phone: whom, the day, one sentence. */
import { useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { liaisonApi as api } from '../../../../src/modules/liaison/api.ts';
import { useSearchText } from '../../lib/address.ts';
import { useSession } from '../../lib/session.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { VisitForm } from './visit-form.tsx';
import { crumbHome, type ToVisit } from './words.ts';
import './liaison.css';

export function Screen() {
  const { t } = useTranslation();
  const session = useSession();
  const pairs = useEndpoint(api.listToVisit, {});
  return (
    <Page
      title={t('liaison.visit')}
      lead={t('liaison.visit_lead')}
      crumbs={[crumbHome(t, session)]}
      width="text"
    >
      <Loaded query={pairs}>
        {({ rows, today }) =>
          rows.length === 0 ? (
            <Empty
              icon="members"
              title={t('liaison.nothing_to_visit')}
              hint={t('liaison.nothing_to_visit_hint')}
            />
          ) : (
            <Entry rows={rows} today={today} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Entry({ rows, today }: { rows: ToVisit[]; today: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [{ pair: asked }, change] = useSearchText();
  const chosen = rows.find(({ id }) => id === asked) ?? (rows.length === 1 ? rows[0] : undefined);
  return (
    <Section>
      <label className="liaison-choice">
        <span>{t('liaison.which')}</span>
        <Select
          id="pair"
          aria-label={t('liaison.which')}
          showSearch={{ optionFilterProp: 'label' }}
          value={chosen?.id ?? null}
          onChange={(pair) => change({ pair: pair ?? '' })}
          options={rows.map((row) => ({ value: row.id, label: nameOf(row) }))}
        />
      </label>
      {chosen && (
        <VisitForm
          key={chosen.id}
          pair={chosen}
          today={today}
          onSent={() => void navigate({ to: `/liaison/${chosen.id}` as never })} // routes come from a table
        />
      )}
    </Section>
  );
}

function nameOf({ visited, person, own }: ToVisit): string {
  return own ? visited : `${visited}（${person.name}）`;
}
