/** Writes docs/generated from the tables that the server runs on (`npm run docs`); with `--check` only says whether they are true. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createApp } from '../src/app.ts';
import type { Db } from '../src/kernel/db/pool.ts';
import { publicationProcedure } from '../src/kernel/disclosure/procedure.ts';
import { toDiagram } from '../src/kernel/procedure/check.ts';
import { dispositionProcedure } from '../src/modules/dispositions/procedure.ts';
import { meetingProcedure } from '../src/modules/meetings/procedure.ts';
import { withElection, withoutElection } from '../src/modules/organization-changes/procedure.ts';
import { messages } from '../src/modules/messages.ts';
import { permissionTable } from '../src/modules/permissions.ts';
import { fourDiscussions } from '../src/modules/village-decisions/procedure.ts';

const folder = fileURLToPath(new URL('../docs/generated/', import.meta.url));
const english = messages.en;

// Nothing is asked of the database: only the tables are read.
const { routes } = createApp({ db: {} as Db, masterKey: Buffer.alloc(32) });

const pages: Record<string, string> = {
  'permission-matrix.md': matrix(),
  'endpoints.md': endpoints(),
  'procedures.md': procedures(),
};

mkdirSync(folder, { recursive: true });
const stale = Object.entries(pages).filter(([name, text]) => read(name) !== text);
if (process.argv.includes('--check')) {
  for (const [name] of stale)
    console.error(`docs/generated/${name} is not what the tables say: npm run docs`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [name, text] of stale) writeFileSync(folder + name, text);
}
console.log(
  `${Object.keys(pages).length} pages, ${stale.length} ${process.argv.includes('--check') ? 'stale' : 'written'}`,
);

function matrix(): string {
  const roles = permissionTable.roles;
  const rows = Object.entries(permissionTable.permissions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([permission, holders]) =>
        `| \`${permission}\` ${english[`permission.${permission}`] ?? ''} | ${roles
          .map((role) => (holders.includes(role.key) ? '●' : ''))
          .join(' | ')} |`,
    );
  return `# Who may do what

Generated from \`src/modules/permissions.ts\` and \`src/modules/roles.ts\` by \`npm run docs\`; tested endpoint by endpoint in
\`tests/contracts/permissions.test.ts\`. A role acts on the organization at which it is held and everything below it, for
the period of the grant. What the table does not name is not allowed.

| | ${roles.map((role) => english[`role.${role.key}`] ?? role.key).join(' | ')} |
| --- | ${roles.map(() => ':-:').join(' | ')} |
${rows.join('\n')}

## Roles

| role | held at | second factor | never together with |
| --- | --- | :-: | --- |
${roles
  .map((role) => {
    const excludes = (role.excludes ?? []).map((other) => `\`${other}\``).join(', ');
    const at = role.at.map((kind) => `\`${kind}\``).join(', ');
    return `| \`${role.key}\` ${english[`role.${role.key}`] ?? ''} | ${at} | ${role.secondFactor ? '●' : ''} | ${excludes} |`;
  })
  .join('\n')}
`;
}

function endpoints(): string {
  const rows = routes
    .map(({ endpoint }) => endpoint)
    .sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))
    .map((row) => {
      const marks = [
        row.stepUp && 'password anew',
        row.file && 'file',
        row.upload && 'upload',
        row.secret && 'shown once',
      ];
      return `| ${row.method} | \`${row.path}\` | \`${row.permission}\` | ${row.summary} | ${marks.filter(Boolean).join(', ')} |`;
    });
  return `# Endpoints

Generated from the modules' \`api.ts\` by \`npm run docs\`. Requests and replies: \`/api/openapi.json\`. Everything but GET
carries the header \`x-jishi: 1\`, and \`idempotency-key\` where a submit may be repeated.

| method | path | permission | what | |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function procedures(): string {
  const diagrams = {
    'A village matter: four discussions, two disclosures': toDiagram(fourDiscussions),
    'A meeting': toDiagram(meetingProcedure),
    'A disposition of a member': toDiagram(dispositionProcedure),
    'An organization that is set up, or into which others are merged anew': toDiagram(withElection),
    'An organization that is merged into another, dissolved, or set up for a time':
      toDiagram(withoutElection),
    'A publication': toDiagram(publicationProcedure),
  };
  const sections = Object.entries(diagrams).map(
    ([title, text]) => `## ${title}\n\n\`\`\`mermaid\n${text.trim()}\n\`\`\`\n`,
  );
  return `# Procedures\n\nGenerated from the modules' \`procedure.ts\` by \`npm run docs\`; every move is tried in \`tests/\`.\n\n${sections.join('\n')}`;
}

function read(name: string): string {
  try {
    return readFileSync(folder + name, 'utf8');
  } catch {
    return ''; // not yet written
  }
}
