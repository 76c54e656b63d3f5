/** One group: who leads it, who stands in it, its meetings, and the acts of the branch on it. */
import { Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { partyGroupsApi as api } from '../../../../src/modules/party-groups/api.ts';
import { leaderWays, type LeaderWay } from '../../../../src/modules/party-groups/choices.ts';
import { usePathParam } from '../../lib/address.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { say } from '../../ui/toast.tsx';
import { groupReads, type GroupView } from './words.ts';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getGroup, { id });
  return (
    <Page
      title={found.data?.name ?? t('party_groups.title')}
      crumbs={[{ label: t('party_groups.title'), to: '/party-groups' }]}
      width="text"
      actions={
        found.data?.may.keep && (
          <LinkButton
            to={`/meetings/plan?org=${id}&kind=party_group_meeting`}
            label={t('party_groups.plan_meeting')}
            icon="plus"
            primary
          />
        )
      }
    >
      <Loaded query={found}>
        {(of) => (
          <>
            <Known of={of} />
            <Seats of={of} />
            <Meetings of={of} />
            <Leaders of={of} />
            {of.may.keep && <Dissolve of={of} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Known({ of }: { of: GroupView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('party_groups.facts')}>
      <Facts
        rows={[
          { label: t('party_groups.branch'), value: of.branch.name },
          {
            label: t('party_groups.workplace_kind'),
            value: `${of.workplace}（${t(`party_groups.workplace.${of.workplaceKind}`)}）`,
          },
          {
            label: t('party_groups.leader'),
            value: of.leader ? <PersonName name={of.leader.name} /> : t('party_groups.state.no_leader'),
          },
          { label: t('party_groups.founded'), value: <Day date={of.foundedOn} /> },
          { label: t('party_groups.basis'), value: of.basis },
          ...(of.dissolvedOn
            ? [{ label: t('party_groups.state.dissolved'), value: <Day date={of.dissolvedOn} /> }]
            : []),
        ]}
      />
    </Section>
  );
}

function Seats({ of }: { of: GroupView }) {
  const { t } = useTranslation();
  const place = useAct(api.placeMember, {
    invalidates: groupReads,
    onDone: () => say(t('party_groups.place_done')),
  });
  return (
    <Section title={t('party_groups.members')}>
      <ul>
        {of.seats.map((seat) => (
          <li key={seat.id}>
            <PersonName name={seat.person.name} /> · <Day date={seat.since} short />
            {of.may.keep && seat.person.id !== of.leader?.id && <Release of={of} seat={seat} />}
          </li>
        ))}
      </ul>
      {of.may.keep && of.free.length > 0 && (
        <details>
          <summary>{t('party_groups.place')}</summary>
          <ActForm<typeof api.placeMember, { personId: string; on: string }>
            name="place"
            act={place}
            clearOnDone
            initial={{ on: of.today }}
            toInput={(values) => ({ id: of.id, ...values })}
            submitLabel={t('party_groups.place')}
          >
            <Field name="personId" label={t('party_groups.member')}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={of.free.map((one) => ({ value: one.id, label: one.name }))}
              />
            </Field>
            <Field name="on" label={t('party_groups.on')}>
              <Input type="date" max={of.today} min={of.foundedOn} />
            </Field>
          </ActForm>
        </details>
      )}
    </Section>
  );
}

function Release({ of, seat }: { of: GroupView; seat: GroupView['seats'][number] }) {
  const { t } = useTranslation();
  const act = useAct(api.releaseMember, {
    invalidates: groupReads,
    onDone: () => say(t('party_groups.release_done')),
  });
  return (
    <details>
      <summary>{t('party_groups.release')}</summary>
      <ActForm<typeof api.releaseMember, { lastDay: string; why: string }>
        name={`release-${seat.id}`}
        act={act}
        initial={{ lastDay: of.today }}
        toInput={(values) => ({ id: of.id, seatId: seat.id, ...values })}
        submitLabel={t('party_groups.release')}
      >
        <Field name="why" label={t('party_groups.why')}>
          <Input maxLength={120} />
        </Field>
        <Field name="lastDay" label={t('party_groups.last_day')}>
          <Input type="date" max={of.today} min={seat.since} />
        </Field>
      </ActForm>
    </details>
  );
}

function Meetings({ of }: { of: GroupView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('party_groups.meetings')}>
      {of.meetings.length === 0 && <p>{t('party_groups.no_meeting')}</p>}
      <ul>
        {of.meetings.map((meeting) => (
          <li key={meeting.id}>
            <Day date={meeting.on} short /> <AppLink to={`/meetings/${meeting.id}`}>{meeting.title}</AppLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Leaders({ of }: { of: GroupView }) {
  const { t } = useTranslation();
  const act = useAct(api.changeLeader, {
    invalidates: groupReads,
    onDone: () => say(t('party_groups.leader_done')),
  });
  const others = of.seats.flatMap(({ person }) =>
    person.id !== null && person.id !== of.leader?.id ? [{ value: person.id, label: person.name }] : [],
  );
  return (
    <Section title={t('party_groups.leaders')}>
      <ul>
        {of.leaders.map((leader) => (
          <li key={leader.since}>
            <PersonName name={leader.name} /> · {t(`party_groups.how.${leader.how}`)} ·{' '}
            <Day date={leader.since} short />–
            {leader.until ? <Day date={leader.until} short /> : t('party_groups.now')}{' '}
            {leader.ending && <small>{leader.ending}</small>}
          </li>
        ))}
      </ul>
      {of.may.keep && others.length > 0 && (
        <details>
          <summary>{t('party_groups.change_leader')}</summary>
          <ActForm<typeof api.changeLeader, { personId: string; how: LeaderWay; on: string; why: string }>
            name="leader"
            act={act}
            initial={{ on: of.today, how: 'appointed' }}
            toInput={(values) => ({ id: of.id, version: of.version, ...values })}
            submitLabel={t('party_groups.change_leader')}
          >
            <Field name="personId" label={t('party_groups.leader')}>
              <Select options={others} />
            </Field>
            <Field name="how" label={t('party_groups.how')}>
              <Radio.Group
                options={leaderWays.map((value) => ({ value, label: t(`party_groups.how.${value}`) }))}
              />
            </Field>
            <Field name="why" label={t('party_groups.why')}>
              <Input maxLength={120} />
            </Field>
            <Field name="on" label={t('party_groups.on')}>
              <Input type="date" max={of.today} />
            </Field>
          </ActForm>
        </details>
      )}
    </Section>
  );
}

function Dissolve({ of }: { of: GroupView }) {
  const { t } = useTranslation();
  const act = useAct(api.dissolveGroup, {
    invalidates: groupReads,
    onDone: () => say(t('party_groups.dissolve_done')),
  });
  return (
    <details className="section">
      <summary>{t('party_groups.dissolve')}</summary>
      <ActForm<typeof api.dissolveGroup, { on: string; why: string }>
        name="dissolve"
        act={act}
        danger
        initial={{ on: of.today }}
        toInput={(values) => ({ id: of.id, version: of.version, ...values })}
        submitLabel={t('party_groups.dissolve')}
      >
        <Field name="why" label={t('party_groups.why')}>
          <Input maxLength={120} />
        </Field>
        <Field name="on" label={t('party_groups.on')}>
          <Input type="date" max={of.today} />
        </Field>
      </ActForm>
    </details>
  );
}
