/** Composition root: the one file that knows all modules. */
import { Hono } from 'hono';
import { pino, type Logger } from 'pino';
import { addOidc, type OidcProvider } from './kernel/auth/oidc.ts';
import { authRoutes } from './kernel/auth/routes.ts';
import { secretsFrom } from './kernel/auth/secrets.ts';
import type { Db } from './kernel/db/pool.ts';
import { disclosureJobs } from './kernel/disclosure/jobs.ts';
import { memoryBlobs, type BlobStore } from './kernel/files/blob-store.ts';
import { fileJobs } from './kernel/files/jobs.ts';
import type { Bound } from './kernel/http/bind.ts';
import { kernelJobs } from './kernel/housekeeping.ts';
import { checkHealth } from './kernel/http/health.ts';
import { addOperatorPages } from './kernel/http/operator-pages.ts';
import { createRateLimit, type RateLimit } from './kernel/http/rate-limit.ts';
import { addressOf, createHttp, type HttpOptions } from './kernel/http/server.ts';
import { translators } from './kernel/i18n/translate.ts';
import type { AnyJob, Queue } from './kernel/jobs/job.ts';
import { localQueue } from './kernel/jobs/local-queue.ts';
import type { Metrics } from './kernel/metrics.ts';
import { noticeJobs } from './kernel/notice/jobs.ts';
import type { MailRoute } from './kernel/notice/mail.ts';
import { noticeRoutes } from './kernel/notice/routes.ts';
import type { Services } from './kernel/services.ts';
import { memberJobs } from './modules/members/jobs.ts';
import { admissionsAttached } from './modules/admission/attached.ts';
import { admissionRoutes } from './modules/admission/routes.ts';
import { administrationRoutes } from './modules/administration/routes.ts';
import { duesRoutes } from './modules/dues/routes.ts';
import { institutions } from './modules/institutions.ts';
import { membersAttached } from './modules/members/attached.ts';
import { meetingRoutes } from './modules/meetings/routes.ts';
import { memberRoutes } from './modules/members/routes.ts';
import { messages } from './modules/messages.ts';
import { remindOfDuties } from './modules/work/reminders.ts';
import { workRoutes } from './modules/work/routes.ts';
import { workSources } from './modules/work.ts';
import { opennessRoutes } from './modules/openness/routes.ts';
import { opennessWork } from './modules/openness/work.ts';
import { townKind, type Attachment } from './modules/organizations/facade.ts';
import { organizationChangeRoutes } from './modules/organization-changes/routes.ts';
import { organizationRoutes } from './modules/organizations/routes.ts';
import { parameterBooks } from './modules/parameter-books.ts';
import { parameterRoutes } from './modules/parameters/routes.ts';
import { permissionTable } from './modules/permissions.ts';
import { dispositionsRemaining } from './modules/dispositions/remaining.ts';
import { dispositionRoutes } from './modules/dispositions/routes.ts';
import { memberRightsRoutes } from './modules/member-rights/routes.ts';
import { mobileMemberRoutes } from './modules/mobile-members/routes.ts';
import { engagementRoutes } from './modules/engagements/routes.ts';
import { partyGroupRoutes } from './modules/party-groups/routes.ts';
import { coverageRoutes } from './modules/coverage/routes.ts';
import { alliancePartnerships } from './modules/joint-building/partnerships.ts';
import { jointBuildingRoutes } from './modules/joint-building/routes.ts';
import { pairPartnerships } from './modules/liaison/partnerships.ts';
import { partnershipRoutes } from './modules/partnerships/routes.ts';
import { liaisonRoutes } from './modules/liaison/routes.ts';
import { pledgeRoutes } from './modules/pledges/routes.ts';
import { appraisalRoutes } from './modules/appraisals/routes.ts';
import { transfersRemaining } from './modules/transfers/remaining.ts';
import { transferRoutes } from './modules/transfers/routes.ts';
import { villageDecisionRoutes } from './modules/village-decisions/routes.ts';
import type { SiteOptions } from './public/answering.ts';
import { publicSite, unknownPage } from './public/site.ts';
import { policyRoutes } from './modules/policy/routes.ts';

export const version = '0.1.0';

export type AppOptions = {
  db: Db;
  /** Connections of the role jishi_public; without them there is no public site. */
  publicDb?: Db;
  /** 32 bytes; see `loadMasterKey`. */
  masterKey: Buffer;
  log?: Logger;
  now?: () => Temporal.Instant;
  secureCookies?: boolean;
  behindProxy?: boolean;
  /** Address under which people reach the town; outside providers send them back there. */
  publicUrl?: string;
  oidc?: OidcProvider | undefined;
  /** Where work waits; in this process alone unless told. */
  queue?: Queue;
  /** Where files are kept; in memory unless told. */
  blobs?: BlobStore;
  mail?: MailRoute | undefined;
  rateLimit?: RateLimit;
  metrics?: Metrics;
  metricsToken?: string | undefined;
  /** Why work stands still, as a code. */
  jobsTrouble?: () => string | undefined;
};

export type App = { http: Hono; services: Services; routes: Bound[]; jobs: readonly AnyJob[] };

/** The catalogue of openness, from every institution that runs. */
const catalogueRows = institutions.flatMap((institution) => institution.catalogue);

/** What the modules still hang on an organization that is to end. */
const attachments: readonly Attachment[] = [
  membersAttached,
  admissionsAttached,
  { remaining: transfersRemaining },
  { remaining: dispositionsRemaining },
];

/** Every endpoint of every module, in the order of the tables. */
const routes: Bound[] = [
  ...noticeRoutes,
  ...organizationRoutes(attachments),
  ...organizationChangeRoutes(attachments),
  ...memberRoutes,
  ...administrationRoutes,
  ...villageDecisionRoutes,
  ...transferRoutes,
  ...appraisalRoutes,
  ...mobileMemberRoutes,
  ...memberRightsRoutes,
  ...admissionRoutes,
  ...dispositionRoutes,
  ...pledgeRoutes,
  ...engagementRoutes,
  ...liaisonRoutes,
  ...coverageRoutes,
  ...partyGroupRoutes,
  ...jointBuildingRoutes,
  ...partnershipRoutes({ alliance: alliancePartnerships, pair: pairPartnerships }),
  ...parameterRoutes(parameterBooks),
  ...meetingRoutes,
  ...duesRoutes,
  ...policyRoutes(institutions),
  ...workRoutes(institutions, [...workSources, ...opennessWork(catalogueRows)]),
];

/** Everything that is done after the answer or by the clock. */
const jobs: readonly AnyJob[] = [
  ...kernelJobs,
  ...noticeJobs,
  ...fileJobs,
  ...memberJobs,
  ...disclosureJobs,
  remindOfDuties(institutions),
];

/** The one outside provider that the configuration names, by its key in addresses. */
const oidcKey = 'sso';

export function createApp(options: AppOptions): App {
  const { db, metrics, oidc } = options;
  const translate = translators(messages);
  const services: Services = {
    secrets: secretsFrom(options.masterKey),
    permissions: permissionTable,
    townKind,
    translate,
    queue: options.queue ?? localQueue(),
    blobs: options.blobs ?? memoryBlobs(),
    keptFigures: new Map(),
    mail: options.mail,
  };
  const allRoutes = [
    ...authRoutes(oidc ? [{ key: oidcKey, name: oidc.name }] : []),
    ...opennessRoutes(catalogueRows, options.publicUrl ?? ''),
    ...routes,
  ];
  const httpOptions: HttpOptions = {
    db,
    services,
    routes: allRoutes,
    translate,
    log: options.log ?? pino({ level: 'silent' }),
    now: options.now ?? (() => Temporal.Now.instant()),
    secureCookies: options.secureCookies ?? false,
    behindProxy: options.behindProxy ?? false,
    ...(options.rateLimit && { rateLimit: options.rateLimit }),
    ...(metrics && { onAnswered: (...seen) => metrics.answered(...seen) }),
    addRoutes: (app) => {
      addOperatorPages(app, {
        health: () => checkHealth(db, options.jobsTrouble ?? (() => undefined)),
        routes: allRoutes,
        version,
        metrics,
        metricsToken: options.metricsToken,
      });
      if (!oidc) return;
      addOidc(app, {
        http: httpOptions,
        publicUrl: options.publicUrl ?? '',
        providers: { [oidcKey]: oidc },
        pages: { signIn: '/app/sign-in', home: '/app/', account: '/app/account' },
      });
    },
  };
  return { http: withPublicSite(httpOptions, options), services, routes: allRoutes, jobs };
}

/** The public site stands before the rest, so that its pages carry their own, stricter headers. */
function withPublicSite(httpOptions: HttpOptions, options: AppOptions): Hono {
  const { publicDb } = options;
  const { db, services, translate, now, log, rateLimit } = httpOptions;
  const inner = createHttp(httpOptions);
  if (!publicDb) return inner;
  const siteOptions: SiteOptions = {
    publicDb,
    db,
    services,
    translate,
    catalogue: catalogueRows,
    now,
    publicUrl: options.publicUrl,
    rateLimit: rateLimit ?? createRateLimit(),
    addressOf: (c) => addressOf(c, httpOptions),
    log,
  };
  const http = new Hono();
  http.route('/', publicSite(siteOptions));
  http.route('/', inner);
  http.notFound(unknownPage(siteOptions));
  return http;
}
