/** Rosters of bodies: who sits in them since when; entered once, used at every meeting. */
import { Input, Select } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { meetingsApi } from '../../../../src/modules/meetings/api.ts';
import { bodies, bodySeats, type Body } from '../../../../src/modules/meetings/choices.ts';
import { organizationsApi } from '../../../../src/modules/organizations/api.ts';
import { useListAddress } from '../../lib/address.ts';
import { useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import './meetings.css';

type Seat = ReplyOf<typeof meetingsApi.listBodies>['rows'][number];

const reads = [meetingsApi.listBodies];

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['body'] as const);
  const { input } = address;
  const seats = useEndpoint(meetingsApi.listBodies, input as { page: number }, { keepPrevious: true }); // the filter's words are the server's own
  return (
    <Page
      title={t('meetings.bodies')}
      lead={t('meetings.bodies_lead')}
      crumbs={[{ label: t('meetings.list'), to: '/meetings' }]}
    >
      {seats.data?.mayManage && <AddSeat />}
      <DataList
        label={t('meetings.bodies')}
        address={address}
        query={seats}
        rowKey={(row) => row.id}
        searchLabel={t('meetings.seat_name')}
        filters={[
          {
            name: 'body',
            label: t('meetings.body'),
            options: bodies.map((body) => ({ value: body, label: t(`meetings.body.${body}`) })),
          },
        ]}
        columns={columnsOf(t, seats.data?.mayManage ?? false)}
        empty={{ title: t('meetings.no_seats') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction, mayManage: boolean): [Column<Seat>, ...Column<Seat>[]] {
  return [
    { key: 'name', title: t('meetings.seat_name'), cell: (row) => row.name },
    { key: 'body', title: t('meetings.body'), cell: (row) => t(`meetings.body.${row.body}`) },
    { key: 'org', title: t('meetings.column_org'), cell: (row) => row.orgName },
    { key: 'household', title: t('meetings.household'), cell: (row) => row.household, wideOnly: true },
    {
      key: 'period',
      title: t('meetings.seat_period'),
      cell: (row) => (
        <>
          <Day date={row.from} short />
          {row.to && (
            <>
              –<Day date={row.to} short />
            </>
          )}
        </>
      ),
    },
    {
      key: 'end',
      title: t('meetings.end_seat'),
      cell: (row) => mayManage && row.to === null && <EndSeat seat={row} />,
    },
  ];
}

type Values = { seat: string; name: string; household?: string; from: string };

function AddSeat() {
  const { t } = useTranslation();
  const { today } = useSession();
  const kinds = [...new Set(Object.values(bodySeats).flat())].join(',');
  const orgs = useEndpoint(organizationsApi.searchOrganizations, { kinds });
  const add = useAct(meetingsApi.addBodyMember, { invalidates: reads });
  const options = (orgs.data?.found ?? []).flatMap((org) =>
    bodies
      .filter((body) => bodySeats[body].includes(org.kind))
      .map((body) => ({
        value: `${body} ${org.id}`,
        label: `${org.shortName} · ${t(`meetings.body.${body}`)}`,
      })),
  );
  return (
    <Section title={t('meetings.add_seat')}>
      <ActForm
        act={add}
        draft="meeting-seat"
        submitLabel={t('meetings.add_seat')}
        initial={{ from: today }}
        toInput={({ seat, name, household, from }: Values) => {
          const [body, orgId = ''] = seat.split(' ');
          return { body: body as Body, orgId, name, from, ...(household && { household }) }; // one of the options above
        }}
        onDone={() => say(t('meetings.seat_added'))}
      >
        <Field name="seat" label={t('meetings.body')}>
          <Select options={options} showSearch={{ optionFilterProp: 'label' }} />
        </Field>
        <Field name="name" label={t('meetings.seat_name')}>
          <Input maxLength={60} />
        </Field>
        <Field name="household" label={t('meetings.household')} optional>
          <Input maxLength={60} />
        </Field>
        <Field name="from" label={t('meetings.seat_from')}>
          <Input type="date" />
        </Field>
      </ActForm>
    </Section>
  );
}

function EndSeat({ seat }: { seat: Seat }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const end = useAct(meetingsApi.endBodyMember, { invalidates: reads });
  return (
    <details className="meeting-more">
      <summary aria-label={`${t('meetings.end_seat')} ${seat.name}`}>{t('meetings.end_seat')}</summary>
      <ActForm
        act={end}
        danger
        submitLabel={t('meetings.end_seat')}
        initial={{ lastDay: today }}
        toInput={(values: { lastDay: string; reason: string }) => ({ id: seat.id, ...values })}
      >
        <Field name="lastDay" label={t('meetings.last_day')}>
          <Input type="date" />
        </Field>
        <Field name="reason" label={t('meetings.reason')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}
