/** One number: what holds now and why, what waits, how it is changed, what it was on any day. */
import { useTranslation } from 'react-i18next';
import { parametersApi } from '../../../../src/modules/parameters/api.ts';
import { useSearchText } from '../../lib/address.ts';
import { useNarrow } from '../../lib/screen.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Cards, Table, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { Waiting } from './decide.tsx';
import { CertaintyTag, Origin, useInForce } from './origin.tsx';
import { Propose, WhyNot, type Parameter } from './propose.tsx';
import { parameterName, valueText } from './value-text.ts';
import './parameters.css';

export function Screen() {
  const { t } = useTranslation();
  const [{ key = '' }] = useSearchText();
  const parameter = useEndpoint(parametersApi.getParameter, { key });
  return (
    <Page
      title={parameter.data ? parameterName(t, key) : t('parameters.title')}
      crumbs={[{ label: t('parameters.title'), to: '/parameters' }]}
    >
      <Loaded query={parameter} lines={10}>
        {(of) => {
          const waiting = of.proposals.find((one) => one.state === 'proposed');
          return (
            <>
              {!waiting && <Now of={of} />}
              {waiting && <Waiting of={of} proposal={waiting} />}
              {of.because.length > 0 && !of.mayApprove && <WhyNot of={of} />}
              {of.mayPropose && <Propose of={of} />}
              <History of={of} />
              <Proposals of={of} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Now({ of }: { of: Parameter }) {
  const { t } = useTranslation();
  const inForce = useInForce();
  const { now } = of;
  return (
    <Section title={t('parameters.value')}>
      <p className="parameters-value">{valueText(t, of.form, now?.value)}</p>
      <Facts
        rows={[
          { label: t('parameters.kind'), value: t(`parameters.kind.${of.kind}`) },
          ...(now
            ? [
                { label: t('parameters.source'), value: <Origin of={now} /> },
                { label: t('parameters.certainty'), value: <CertaintyTag certainty={now.certainty} /> },
                { label: t('parameters.in_force'), value: inForce(now) },
              ]
            : []),
          {
            label: t('policy.institutions'),
            value: <AppLink to={`/board/institutions/${of.institution.id}`}>{of.institution.name}</AppLink>,
          },
        ]}
      />
    </Section>
  );
}

type Past = Parameter['history'][number];

function History({ of }: { of: Parameter }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const columns = useColumns(of);
  if (of.history.length === 0) return null;
  const Rows = narrow ? Cards<Past> : Table<Past>;
  return (
    <Section title={t('parameters.history')}>
      <Rows
        label={t('parameters.history')}
        columns={columns}
        rows={of.history}
        rowKey={(row) => `${row.from} ${row.own}`}
      />
    </Section>
  );
}

function useColumns(of: Parameter): [Column<Past>, ...Column<Past>[]] {
  const { t } = useTranslation();
  const inForce = useInForce();
  return [
    { key: 'when', title: t('parameters.in_force'), cell: (row) => inForce(row) },
    { key: 'value', title: t('parameters.value'), cell: (row) => valueText(t, of.form, row.value) },
    {
      key: 'whose',
      title: t('parameters.kind'),
      cell: (row) => t(row.own ? 'parameters.own' : 'parameters.general'),
    },
    { key: 'source', title: t('parameters.source'), cell: (row) => <Origin of={row} /> },
    {
      key: 'certainty',
      title: t('parameters.certainty'),
      cell: (row) => <CertaintyTag certainty={row.certainty} />,
    },
  ];
}

const tones: Record<'proposed' | 'approved' | 'refused', Tone> = {
  proposed: 'waiting',
  approved: 'done',
  refused: 'stopped',
};

function Proposals({ of }: { of: Parameter }) {
  const { t } = useTranslation();
  const inForce = useInForce();
  return (
    <Section title={t('parameters.proposals')}>
      {of.proposals.length === 0 && <p className="quiet">{t('parameters.no_proposals')}</p>}
      <ul className="parameters-changes">
        {of.proposals.map((one) => (
          <li key={one.id}>
            <p>
              <StateTag tone={tones[one.state]} label={t(`parameters.state.${one.state}`)} />{' '}
              <strong>{valueText(t, of.form, one.value)}</strong> {inForce(one)}
            </p>
            <Facts
              rows={[
                {
                  label: t('parameters.reason'),
                  value: (
                    <>
                      {one.reason}（{one.by}，<Day date={one.on} short />）
                    </>
                  ),
                },
                { label: t('parameters.source'), value: <Origin of={one} /> },
                ...(one.decidedBy && one.decidedOn
                  ? [
                      {
                        label: t(`parameters.state.${one.state}`),
                        value: (
                          <>
                            {one.decidedBy}，<Day date={one.decidedOn} short />
                          </>
                        ),
                      },
                    ]
                  : []),
                ...(one.refusedBecause
                  ? [{ label: t('parameters.refused_because'), value: one.refusedBecause }]
                  : []),
              ]}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
