/** One case: what is known, what the committee should see, what can be done now and by whom, its course. */
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { organizationChangesApi as api } from '../../../../src/modules/organization-changes/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { dayShort } from '../../lib/days.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { kindLabel } from '../organizations/kind-label.ts';
import { Ending } from './ending.tsx';
import { NextMove } from './next-move.tsx';
import { PublicNotice } from './public-notice.tsx';
import { ChangeState, type ChangeView } from './words.tsx';

type Of = { of: ChangeView };

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(api.getChange, { id });
  const of = found.data;
  return (
    <Page
      title={
        of ? `${t(`organization_changes.type.${of.type}`)} · ${of.name}` : t('organization_changes.title')
      }
      crumbs={[{ label: t('organization_changes.title'), to: '/organization-changes' }]}
      width="text"
    >
      <Loaded query={found}>
        {(data) => (
          <>
            <Known of={data} />
            <Warnings of={data} />
            <Ending of={data} />
            <Section title={t('organization_changes.next')}>
              {data.moves.length === 0 ? (
                <p>{t('organization_changes.finished')}</p>
              ) : (
                data.moves.map((move) => (
                  <NextMove key={`${move.move}${data.version}`} of={data} move={move} />
                ))
              )}
            </Section>
            <PublicNotice of={data} />
            <Course of={data} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Known({ of }: Of) {
  const { t, i18n } = useTranslation();
  const short = (day: string) => dayShort(day, i18n.language);
  const rows: { label: string; value: ReactNode }[] = [
    { label: t('organization_changes.state'), value: <ChangeState of={of} /> },
  ];
  const add = (label: string, value: ReactNode) => value && rows.push({ label, value });
  if (of.dueOn)
    add(
      t('organization_changes.due'),
      <>
        <Day date={of.dueOn} /> {of.late && <StateTag tone="late" label={t('organization_changes.late')} />}
      </>,
    );
  if (of.kind) add(t('organization_changes.kind'), kindLabel(t, of.kind));
  add(t('organization_changes.full_name'), of.newName);
  add(t(`organization_changes.at.${of.type}`), <OrganizationLink of={of.at} />);
  if (of.parts.length > 0)
    add(
      t(of.type === 'merge' ? 'organization_changes.sources' : 'organization_changes.units'),
      <List>
        {of.parts.map((part) => (
          <li key={part.id}>
            <OrganizationLink of={part} />
          </li>
        ))}
      </List>,
    );
  add(t('organization_changes.need'), of.need);
  if (of.founders.length > 0)
    add(
      t('organization_changes.founders'),
      <List>
        {of.founders.map((one) => (
          <li key={one.id}>
            <Founder of={one} />
          </li>
        ))}
      </List>,
    );
  if (of.secretary)
    add(
      t(
        of.state === 'elected' || of.state === 'filed'
          ? 'organization_changes.secretary'
          : 'organization_changes.secretary_planned',
      ),
      of.secretary.name,
    );
  if (of.endsOn) add(t('organization_changes.ends_on'), <Day date={of.endsOn} />);
  add(t('organization_changes.applied_on'), <Day date={of.appliedOn} />);
  if (of.approval)
    add(
      t('organization_changes.approval'),
      t('organization_changes.approval_line', { ...of.approval, on: short(of.approval.heldOn) }),
    );
  if (of.effectiveOn) add(t('organization_changes.effective_on'), <Day date={of.effectiveOn} />);
  if (of.result) add(t(`organization_changes.result.${of.type}`), <OrganizationLink of={of.result} />);
  if (of.filing)
    add(
      t('organization_changes.filing'),
      t('organization_changes.filing_line', { on: short(of.filing.on), no: of.filing.no }),
    );
  return (
    <Section title={t('organization_changes.facts')}>
      <Facts rows={rows} />
    </Section>
  );
}

function List({ children }: { children: ReactNode }) {
  return <ul className="plain-list">{children}</ul>;
}

function OrganizationLink({ of }: { of: { id: string; name: string } }) {
  return <AppLink to={`/organizations/${of.id}`}>{of.name}</AppLink>;
}

function Founder({ of }: { of: ChangeView['founders'][number] }) {
  const { t } = useTranslation();
  const kind = of.isActive ? (of.isFull ? 'full' : 'probationary') : 'gone';
  return (
    <AppLink to={`/members/${of.id}`}>
      {t('organization_changes.founder_line', {
        name: of.name,
        branch: of.branch,
        kind: t(`organization_changes.founder_${kind}`),
      })}
    </AppLink>
  );
}

function Warnings({ of }: Of) {
  const { t } = useTranslation();
  if (of.warnings.length === 0) return null;
  return (
    <Section title={t('organization_changes.warnings')}>
      <Reasons reasons={of.warnings} />
    </Section>
  );
}

function Course({ of }: Of) {
  const { t, i18n } = useTranslation();
  return (
    <Section title={t('organization_changes.steps')}>
      <Timeline
        label={t('organization_changes.steps')}
        events={of.steps.map((step, i) => ({
          key: `${step.move}${i}`,
          at: step.on,
          who: step.by,
          title:
            step.move === 'apply'
              ? t('organization_changes.step.apply')
              : t(`procedure.organization_change.move.${step.move}`),
          detail: (
            <>
              {step.why && <p>{step.why}</p>}
              {step.lateDays > 0 && (
                <small>
                  {t('organization_changes.recorded_late', {
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
