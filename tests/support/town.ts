/** The named world of the tests: one small town, its people, and the app over it; every act goes through HTTP. */
import { randomBytes, randomUUID } from 'node:crypto';
import { createApp, type App, type AppOptions } from '../../src/app.ts';
import { startSession } from '../../src/kernel/auth/sessions.ts';
import { everywhere, runAct, scopeOf, type Ctx, type Grant } from '../../src/kernel/ctx.ts';
import { rolesWith } from '../../src/kernel/auth/permissions.ts';
import { openDb, openPool, type Db } from '../../src/kernel/db/pool.ts';
import { localQueue } from '../../src/kernel/jobs/local-queue.ts';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import type { ProblemView } from '../../src/kernel/http/answers.ts';
import type { Role } from '../../src/modules/roles.ts';
import { permissionTable } from '../../src/modules/permissions.ts';
import { createTestDatabase, type TestConnection } from './cluster.ts';

/** Organizations of the world, by short name. */
export type Place =
  | '青江县委'
  | '清河镇'
  | '柳树村'
  | '柳树村支部'
  | '石桥村'
  | '石桥村支部'
  | '东沟村'
  | '东沟村支部';

const places: Record<Place, { kind: string; parent: Place | null; name: string }> = {
  青江县委: { kind: 'county_party_committee', parent: null, name: '中共青江县委员会' },
  清河镇: { kind: 'township_party_committee', parent: '青江县委', name: '中共清河镇委员会' },
  柳树村: { kind: 'village', parent: '清河镇', name: '清河镇柳树村' },
  柳树村支部: { kind: 'branch', parent: '柳树村', name: '中共清河镇柳树村支部委员会' },
  石桥村: { kind: 'village', parent: '清河镇', name: '清河镇石桥村' },
  石桥村支部: { kind: 'branch', parent: '石桥村', name: '中共清河镇石桥村支部委员会' },
  东沟村: { kind: 'village', parent: '清河镇', name: '清河镇东沟村' },
  东沟村支部: { kind: 'branch', parent: '东沟村', name: '中共清河镇东沟村支部委员会' },
};

/** The cast: who holds which role where. */
export const cast = {
  周书记: { role: 'town_secretary', at: '清河镇' },
  林委员: { role: 'organization_officer', at: '清河镇' },
  许干事: { role: 'party_building_clerk', at: '清河镇' },
  纪书记: { role: 'discipline_inspector', at: '清河镇' },
  钱会计: { role: 'finance_officer', at: '清河镇' },
  柳支书: { role: 'village_secretary', at: '柳树村' },
  石支书: { role: 'village_secretary', at: '石桥村' },
  小唐: { role: 'graduate_village_official', at: '柳树村' },
  村主任: { role: 'village_committee', at: '柳树村' },
  监主任: { role: 'village_supervisor', at: '柳树村' },
  柳党员: { role: 'member', at: '柳树村支部' },
  县组织部: { role: 'county_officer', at: '青江县委' },
  系统员: { role: 'system_administrator', at: '清河镇' },
  安全员: { role: 'security_administrator', at: '清河镇' },
  审计员: { role: 'audit_administrator', at: '清河镇' },
} as const satisfies Record<string, { role: Role; at: Place }>;

export type Person = keyof typeof cast;

export type Answer<E> = { status: number; body: ReplyOf<E>; problem: ProblemView };

export type Town = {
  app: App;
  db: Db;
  /** Where its database is, for programs of their own. */
  url: string;
  /** Connections of the public site's role. */
  publicDb: Db;
  /** The database as its owner: for what jobs do, and for tampering. */
  owner: Db;
  orgs: Record<Place, { id: string; path: string }>;
  accounts: Record<Person, string>;
  /** Sets the moment for everything that follows; noon in China. */
  setToday(day: string): void;
  /** Sets the moment; everybody signs in anew. */
  setNow(instant: string): void;
  /** Calls an endpoint as a person (or nobody) and gives status and body. `file` for uploads. */
  call<E extends Endpoint>(
    who: Person | null,
    endpoint: E,
    input: InputOf<E>,
    options?: { file?: File; key?: string },
  ): Promise<Answer<E>>;
  /** Does the work that waits and is due; gives the names of the jobs in order. */
  runJobs(): Promise<string[]>;
  /** Runs kernel or module code as a person under a permission, as the server would. */
  act<T>(who: Person | 'system', permission: string, work: (ctx: Ctx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Opens the world on a database of its own; `empty` leaves out its organizations and people, `app` sets up the server. */
export async function openTown(options: { empty?: boolean; app?: Partial<AppOptions> } = {}): Promise<Town> {
  const database = await createTestDatabase();
  const pool = openPool(database.connection, 'jishi_app', { max: 4 });
  const db = openDb(pool);
  const publicPool = openPool(database.connection, 'jishi_public', { max: 2 });
  const publicDb = openDb(publicPool);
  const ownerPool = openPool(database.connection, 'owner', { max: 2 });
  const owner = openDb(ownerPool);
  let now = Temporal.Instant.from('2026-11-23T04:00:00Z');
  const queue = localQueue();
  const app = createApp({ db, publicDb, masterKey: randomBytes(32), now: () => now, queue, ...options.app });
  const system = {
    now,
    actor: { kind: 'system', name: 'test' } as const,
    permission: 'system',
    scope: everywhere,
    locale: 'zh-CN' as const,
    services: app.services,
  };
  const { orgs, accounts } = options.empty
    ? { orgs: {} as Town['orgs'], accounts: {} as Town['accounts'] } // an empty town has nobody to ask for
    : await runAct(db, system, settle);
  const tokens = new Map<Person, string>();

  function setMoment(moment: Temporal.Instant): void {
    now = moment;
    tokens.clear();
  }

  async function tokenOf(who: Person): Promise<string> {
    const known = tokens.get(who);
    if (known) return known;
    const token = await runAct(db, { ...system, now }, (ctx) =>
      startSession(ctx, accounts[who], 'signed_in', { address: 'test', device: 'test' }),
    );
    tokens.set(who, token);
    return token;
  }

  return {
    app,
    db,
    url: urlOf(database.connection),
    owner,
    publicDb,
    orgs,
    accounts,
    setToday(day) {
      setMoment(
        Temporal.PlainDate.from(day)
          .toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: '12:00' })
          .toInstant(),
      );
    },
    setNow: (instant) => setMoment(Temporal.Instant.from(instant)),
    async call(who, endpoint, input, options = {}) {
      const headers: Record<string, string> = {
        'x-jishi': '1',
        'idempotency-key': options.key ?? randomUUID(),
      };
      if (who) headers['cookie'] = `jishi_session=${await tokenOf(who)}`;
      const response = await app.http.request(
        ...requestFor(endpoint, input as Record<string, unknown>, headers, options.file),
      );
      const body: unknown = (response.headers.get('content-type') ?? '').includes('json')
        ? await response.json()
        : Buffer.from(await response.arrayBuffer());
      return { status: response.status, body, problem: body } as never; // the caller's status check tells which it is
    },
    runJobs: () => queue.runPending({ db, ownerDb: owner, services: app.services, now: () => now }, app.jobs),
    async act(who, permission, work) {
      if (who === 'system') return runAct(db, { ...system, now, permission }, work);
      const { role, at } = cast[who];
      const grants: Grant[] = [{ role, orgId: orgs[at].id, orgPath: orgs[at].path }];
      const actor = {
        kind: 'person',
        accountId: accounts[who],
        personId: null,
        name: who,
        grants,
        sessionId: 'test',
        provenUntil: null,
      } as const;
      const scope = permission === 'signed_in' ? [] : scopeOf(grants, rolesWith(permissionTable, permission));
      return runAct(db, { ...system, now, actor, permission, scope }, work);
    },
    async close() {
      await Promise.all([pool.end(), ownerPool.end()]);
      await database.drop();
    },
  };
}

function urlOf({ host, port, database, user }: TestConnection): string {
  return `postgres://${encodeURIComponent(user)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

const secondFactorRoles: ReadonlySet<string> = new Set(
  permissionTable.roles.filter((role) => role.secondFactor).map((role) => role.key),
);

async function settle(ctx: Ctx): Promise<Pick<Town, 'orgs' | 'accounts'>> {
  const orgs = {} as Town['orgs']; // filled below for every place
  let order = 0;
  for (const [place, { kind, parent, name }] of Object.entries(places)) {
    const id = randomUUID();
    const label = id.replaceAll('-', '');
    const path = parent ? `${orgs[parent].path}.${label}` : label;
    order += 1;
    await ctx.tx
      .insertInto('organizations')
      .values({
        id,
        code: `T${order}`,
        kind,
        path,
        founded_on: Temporal.PlainDate.from('2001-07-01'),
        order_no: order,
      })
      .execute();
    await ctx.tx
      .insertInto('organization_names')
      .values({ org_id: id, name, short_name: place, valid: '[2001-07-01,)' })
      .execute();
    if (parent)
      await ctx.tx
        .insertInto('organization_parents')
        .values({ org_id: id, parent_id: orgs[parent].id, valid: '[2001-07-01,)' })
        .execute();
    orgs[place as Place] = { id, path };
  }
  const accounts = {} as Town['accounts']; // filled below for every person
  for (const [person, { role, at }] of Object.entries(cast)) {
    const { id } = await ctx.tx
      .insertInto('accounts')
      .values({
        username: person,
        display_name: person,
        home_org_id: orgs[at].id,
        // Roles that demand a second factor have one enrolled.
        totp_confirmed_at: secondFactorRoles.has(role) ? ctx.now : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await ctx.tx
      .insertInto('role_grants')
      .values({ account_id: id, role, org_id: orgs[at].id, valid: '[2001-07-01,)' })
      .execute();
    accounts[person as Person] = id;
  }
  return { orgs, accounts };
}

function fillPath(
  path: string,
  input: Record<string, unknown>,
): { path: string; rest: Record<string, unknown> } {
  const rest = { ...input };
  const filled = path.replaceAll(/:(\w+)/gu, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(value as string);
  });
  return { path: filled, rest };
}

/** Address and content of the request that calls an endpoint, as the web client makes it. */
export function requestFor(
  endpoint: Endpoint,
  input: Record<string, unknown>,
  headers: Record<string, string>,
  file?: File,
): [string, RequestInit] {
  const { path, rest } = fillPath(endpoint.path, input);
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE') {
    const query = new URLSearchParams(
      Object.entries(rest).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, `${value as string | number | boolean}`]],
      ),
    );
    return [query.size > 0 ? `${path}?${query.toString()}` : path, { method: endpoint.method, headers }];
  }
  if (!endpoint.upload)
    return [
      path,
      {
        method: endpoint.method,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(rest),
      },
    ];
  const form = new FormData();
  form.set('fields', JSON.stringify(rest));
  if (file) form.set('file', file);
  return [path, { method: endpoint.method, headers, body: form }];
}
