import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import type { Catalogue } from '../../src/kernel/i18n/catalogue.ts';
import { messages } from '../../src/modules/messages.ts';
import { permissionTable } from '../../src/modules/permissions.ts';
import { cast, openTown, type Person, type Town } from '../support/town.ts';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const open = ['anyone', 'signed_in'];
let town: Town;
before(async () => {
  town = await openTown();
});
after(() => town.close());

/** The server's and the screens' texts, and those that only the command line has. */
const catalogues: Catalogue[] = [messages];
before(async () => {
  const names = readdirSync(`${src}cli`).filter((name) => name.endsWith('messages.ts'));
  assert.ok(names.length > 1, 'the command line has its texts');
  for (const name of names) {
    const module = (await import(`${src}cli/${name}`)) as Record<string, Catalogue>; // such files export catalogues only
    catalogues.push(...Object.values(module));
  }
});

const roleKeys: ReadonlySet<string> = new Set(permissionTable.roles.map((role) => role.key));
const people = Object.keys(cast) as Person[];

describe('the permission table', () => {
  it('knows every permission that an endpoint asks for', () => {
    assert.ok(town.app.routes.length > 30, `only ${town.app.routes.length} endpoints seen`);
    for (const { endpoint } of town.app.routes)
      assert.ok(
        open.includes(endpoint.permission) || endpoint.permission in permissionTable.permissions,
        `${endpoint.method} ${endpoint.path}: ${endpoint.permission}`,
      );
  });

  it('names only roles that exist, and each permission has somebody', () => {
    for (const [permission, roles] of Object.entries(permissionTable.permissions)) {
      assert.ok(roles.length > 0, permission);
      for (const role of roles) assert.ok(roleKeys.has(role), `${permission}: ${role}`);
    }
    for (const role of permissionTable.roles)
      for (const other of role.excludes ?? []) assert.ok(roleKeys.has(other), `${role.key}: ${other}`);
  });

  it('has every role in the cast, so that each is tried', () => {
    assert.deepEqual(new Set(people.map((who) => cast[who].role)), roleKeys);
  });

  it('gives the three administrators nothing but their own permission', () => {
    const own = {
      system_administrator: 'accounts.manage',
      security_administrator: 'rights.manage',
      audit_administrator: 'audit.read',
    };
    for (const [role, permission] of Object.entries(own)) {
      const held = Object.entries(permissionTable.permissions)
        .filter(([, roles]) => roles.includes(role))
        .map(([key]) => key);
      assert.deepEqual(held, [permission], role);
    }
  });

  it('has one address for one endpoint', () => {
    const addresses = town.app.routes.map(
      ({ endpoint }) => `${endpoint.method} ${endpoint.path.replaceAll(/:\w+/gu, ':')}`,
    );
    assert.deepEqual(addresses.toSorted(), [...new Set(addresses)].toSorted());
  });

  it('has a name for every role and permission in both languages', () => {
    const keys = [
      ...[...roleKeys].map((role) => `role.${role}`),
      ...Object.keys(permissionTable.permissions).map((permission) => `permission.${permission}`),
    ];
    assert.deepEqual(missing(keys), []);
  });
});

describe('every endpoint and every role', () => {
  for (const who of people) {
    it(`${who} (${cast[who].role}) is let in exactly where the table says so`, async () => {
      const wrong: string[] = [];
      let tried = 0;
      for (const { endpoint } of town.app.routes) {
        if (open.includes(endpoint.permission)) continue;
        tried += 1;
        // The guard decides before the input is read, so an empty input shows the guard alone.
        const { status, problem } = await town.call(who, endpoint, emptyInput(endpoint.path));
        const refused = status === 403 && problem.code === 'permission.missing';
        const allowed = permissionTable.permissions[endpoint.permission]?.includes(cast[who].role) ?? false;
        if (refused === allowed || status === 401)
          wrong.push(`${endpoint.method} ${endpoint.path}: ${status}, the table says ${allowed}`);
      }
      assert.ok(tried > 20, `only ${tried} endpoints tried`);
      assert.deepEqual(wrong, []);
    });
  }

  it('nobody is let in anywhere without a session', async () => {
    for (const { endpoint } of town.app.routes) {
      if (endpoint.permission === 'anyone') continue;
      const { status } = await town.call(null, endpoint, emptyInput(endpoint.path));
      assert.equal(status, 401, `${endpoint.method} ${endpoint.path}`);
    }
  });
});

describe('what the system says', () => {
  it('has a text for every reason that the code can give', () => {
    const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    assert.ok(sources.length > 50, `only ${sources.length} sources seen`);
    const used = new Map<string, string>();
    const remedies = new Map<string, string>();
    const events = new Map<string, string>();
    for (const name of sources) {
      const text = readFileSync(src + name, 'utf8');
      const patterns = [
        /new Refusal\(\s*'([\w.]+)'/gu,
        /\breason\(\s*'([\w.]+)'/gu,
        /\bcode: '([a-z_]+(?:\.[\w]+)+)'/gu,
      ];
      for (const pattern of patterns)
        for (const [, code = ''] of text.matchAll(pattern)) used.set(`refusal.${code}`, name);
      for (const [, remedy = ''] of text.matchAll(/\bremedy: '([\w.]+)'/gu))
        remedies.set(`remedy.${remedy}`, name);
      for (const [, event = ''] of text.matchAll(/\bevent: '(\w+(?:\.\w+)+)'/gu))
        events.set(`audit.${event}`, name);
    }
    assert.ok(used.size > 60, `only ${used.size} codes seen`);
    assert.ok(events.size > 15, `only ${events.size} events seen`);
    // Faults of rosters and documents are not refusals: their texts stand under names of their own.
    const elsewhere = ['roster.problem.', 'policy.fault.'];
    const without = missing([...used.keys(), ...remedies.keys(), ...events.keys()]).filter((key) => {
      const code = key.replace(/^refusal\./u, '');
      return missing(elsewhere.map((prefix) => prefix + code)).length === elsewhere.length;
    });
    assert.deepEqual(
      without.map((key) => `${key} (${used.get(key) ?? remedies.get(key) ?? events.get(key)})`),
      [],
    );
  });

  it('names every permission and who holds it: a refusal sends the reader there', () => {
    const permissions = Object.keys(permissionTable.permissions);
    assert.ok(permissions.length > 40, `only ${permissions.length} permissions seen`);
    assert.deepEqual(missing(permissions.flatMap((key) => [`permission.${key}`, `who.${key}`])), []);
  });

  it('says it in both languages, with the same values', () => {
    const keys = Object.keys(messages['zh-CN']);
    assert.ok(keys.length > 300, `only ${keys.length} texts seen`);
    for (const key of keys) {
      assert.ok(messages.en[key]?.trim(), `${key} has no English`);
      const values = (text = '') => new Set([...text.matchAll(/\{\{(\w+)\}\}/gu)].map((match) => match[1]));
      assert.deepEqual(values(messages.en[key]), values(messages['zh-CN'][key]), key);
    }
  });
});

function missing(keys: string[]): string[] {
  return keys.filter((key) => !catalogues.some((one) => one['zh-CN'][key] && one.en[key]));
}

function emptyInput(path: string): Record<string, string> {
  const names = [...path.matchAll(/:(\w+)/gu)].map((match) => match[1] ?? '');
  return Object.fromEntries(names.map((name) => [name, '0197a000-0000-7000-8000-00000000dead']));
}
