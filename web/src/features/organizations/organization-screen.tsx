/** One organization: facts, what is below, its people, its history, and the acts on it. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { membersApi } from '../../../../src/modules/members/api.ts';
import { organizationsApi } from '../../../../src/modules/organizations/api.ts';
import { decidedKinds } from '../../../../src/modules/organizations/choices.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { usePathParam, useSearchText } from '../../lib/address.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Reasons } from '../../ui/refusal.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { say } from '../../ui/toast.tsx';
import { AsOf } from './as-of.tsx';
import { DecisionFields } from './decision-fields.tsx';
import { Found } from './found.tsx';
import { kindLabel } from './kind-label.ts';
import { Term } from './term.tsx';
import { Units } from './units.tsx';
import { OrganizationChoice } from './organization-choice.tsx';
import './organizations.css';

type Organization = ReplyOf<typeof organizationsApi.getOrganization>;
type Decision = { on: string; reason: string; reference?: string };

const reads = [
  organizationsApi.getOrganization,
  organizationsApi.listHistory,
  organizationsApi.listTree,
  membersApi.getStrength,
];

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const session = useSession();
  const [{ asOf = '' }] = useSearchText();
  const organization = useEndpoint(
    organizationsApi.getOrganization,
    { id, ...(asOf && { asOf }) },
    { keepPrevious: true },
  );
  return (
    <Page
      title={organization.data?.name ?? t('organizations.title')}
      crumbs={[
        { label: t('organizations.title'), to: '/organizations' },
        ...(organization.data?.above ?? []).map((one) => ({
          label: one.name,
          to: `/organizations/${one.id}`,
        })),
      ]}
      width="text"
    >
      <AsOf />
      <Loaded query={organization}>
        {(data) => (
          <>
            <FactsOf data={data} />
            {mayDo(session, 'members.count') && <People id={id} asOf={asOf} />}
            {!asOf && <Units id={id} />}
            {!asOf && <Term id={id} />}
            <Below data={data} />
            <History id={id} />
            {data.mayManage && !asOf && <Acts key={data.version} data={data} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What a committee decides on begins elsewhere. */
function ByCase({ to, label }: { to: string; label: string }) {
  const { t } = useTranslation();
  return (
    <div className="hint-box">
      <p>{t('organizations.register_only')}</p>
      <LinkButton to={to} label={label} icon="forward" />
    </div>
  );
}

function FactsOf({ data }: { data: Organization }) {
  const { t } = useTranslation();
  const optional = (label: string, value: string | null) => (value ? [{ label, value }] : []);
  return (
    <Section title={t('organizations.facts')}>
      <Facts
        rows={[
          { label: t('organizations.kind'), value: kindLabel(t, data.kind) },
          { label: t('organizations.short_name'), value: data.shortName },
          { label: t('organizations.code'), value: data.code },
          ...optional(t('organizations.parent'), data.parent?.name ?? null),
          { label: t('organizations.founded_on'), value: <Day date={data.foundedOn} short /> },
          ...optional(t('organizations.founding_reference'), data.foundingReference),
          ...(data.dissolvedOn
            ? [{ label: t('organizations.dissolved_on'), value: <Day date={data.dissolvedOn} short /> }]
            : []),
          ...optional(t('organizations.dissolution_reference'), data.dissolutionReference),
        ]}
      />
    </Section>
  );
}

function People({ id, asOf }: { id: string; asOf: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const strength = useEndpoint(membersApi.getStrength, { org: id, ...(asOf && { asOf }) });
  return (
    <Section
      title={t('organizations.people')}
      actions={
        mayDo(session, 'members.read') && (
          <LinkButton
            to={`/members?org=${id}${asOf ? `&asOf=${asOf}` : ''}`}
            label={t('organizations.people_link')}
            icon="members"
          />
        )
      }
    >
      <Loaded query={strength} lines={2}>
        {(data) => (
          <>
            <Facts
              rows={[
                { label: t('organizations.full_members'), value: data.full },
                { label: t('organizations.probationary_members'), value: data.probationary },
              ]}
            />
            {data.warnings.length > 0 && (
              <>
                <h3>{t('organizations.warnings')}</h3>
                <Reasons
                  reasons={data.warnings.map(({ code, params, cites }) => ({
                    code,
                    message: t(`refusal.${code}` as MessageKey, params),
                    remedy: t(`remedy.${code}` as MessageKey, params),
                    ...(cites && { cites }),
                  }))}
                />
              </>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Below({ data }: { data: Organization }) {
  const { t } = useTranslation();
  return (
    <Section title={t('organizations.children')}>
      {data.children.length === 0 ? (
        <p>{t('organizations.no_children')}</p>
      ) : (
        <ul>
          {data.children.map((child) => (
            <li key={child.id}>
              <AppLink to={`/organizations/${child.id}`}>{child.shortName}</AppLink>
              <small className="org-kind">{kindLabel(t, child.kind)}</small>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function History({ id }: { id: string }) {
  const { t } = useTranslation();
  const history = useEndpoint(organizationsApi.listHistory, { id });
  return (
    <Section title={t('organizations.history')}>
      <Loaded query={history}>
        {({ entries }) => (
          <Timeline
            label={t('organizations.history')}
            events={entries.map((entry, i) => ({
              key: `${entry.what}${i}`,
              at: entry.on,
              title: t(`organizations.what.${entry.what}`, { value: entry.value ?? '' }),
              detail: [entry.reason, entry.reference].filter(Boolean).join(' · '),
            }))}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Acts({ data }: { data: Organization }) {
  const { t } = useTranslation();
  const rename = useAct(organizationsApi.renameOrganization, { invalidates: reads });
  const move = useAct(organizationsApi.moveOrganization, { invalidates: reads });
  const dissolve = useAct(organizationsApi.dissolveOrganization, { invalidates: reads });
  const own = { id: data.id, version: data.version };
  return (
    <>
      <details className="section">
        <summary>{t('organizations.found_under', { name: data.shortName })}</summary>
        <ByCase
          to={`/organization-changes/set-up?parent=${data.id}`}
          label={t('organizations.set_up_by_case')}
        />
        <Found parent={data} reads={reads} />
      </details>
      <details className="section">
        <summary>{t('organizations.rename')}</summary>
        <ActForm
          act={rename}
          draft={`organization-name:${data.id}`}
          submitLabel={t('organizations.rename')}
          initial={{ name: data.name, shortName: data.shortName }}
          toInput={(values: Decision & { name: string; shortName: string }) => ({ ...own, ...values })}
          onDone={() => say(t('organizations.done_renamed'))}
        >
          <Field name="name" label={t('organizations.name')}>
            <Input />
          </Field>
          <Field name="shortName" label={t('organizations.short_name')}>
            <Input />
          </Field>
          <DecisionFields />
        </ActForm>
      </details>
      {data.parent && (
        <>
          <details className="section">
            <summary>{t('organizations.move')}</summary>
            <p>{t('organizations.move_lead')}</p>
            <ActForm
              act={move}
              submitLabel={t('organizations.move')}
              toInput={(values: Decision & { parentId: string }) => ({ ...own, ...values })}
              onDone={() => say(t('organizations.done_moved'))}
            >
              <Field name="parentId" label={t('organizations.parent')}>
                <OrganizationChoice />
              </Field>
              <DecisionFields />
            </ActForm>
          </details>
          <details className="section">
            <summary>{t('organizations.dissolve')}</summary>
            <p>{t('organizations.dissolve_lead')}</p>
            {decidedKinds.includes(data.kind) && (
              <ByCase
                to={`/organization-changes/dissolve?org=${data.id}`}
                label={t('organizations.dissolve_by_case')}
              />
            )}
            <ActForm
              act={dissolve}
              danger
              submitLabel={t('organizations.dissolve')}
              toInput={(values: Decision) => ({ ...own, ...values })}
              onDone={() => say(t('organizations.done_dissolved'))}
            >
              <DecisionFields />
            </ActForm>
          </details>
        </>
      )}
    </>
  );
}
