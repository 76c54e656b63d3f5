/** Everything that the public site reads: views only, through the role jishi_public. */
import { CompiledQuery, sql } from 'kysely';
import { publicContent, type PublicContent } from '../kernel/disclosure/content.ts';
import type { Leaf, LogEvent } from '../kernel/disclosure/log.ts';
import { bigramsOf, folded } from '../kernel/disclosure/words.ts';
import type { Db } from '../kernel/db/pool.ts';
import { instantText } from '../kernel/audit/record.ts';
import type { CatalogueDay } from '../modules/openness/rules.ts';

export type Place = {
  id: string;
  code: string;
  kind: string;
  path: string;
  name: string;
  shortName: string;
  foundedOn: Temporal.PlainDate;
};

export type ListedNotice = {
  code: string;
  title: string;
  orgId: string;
  catalogueKey: string;
  shownFrom: Temporal.PlainDate;
  publishedAt: Temporal.Instant;
};

export type Notice = ListedNotice & {
  orgPath: string;
  content: PublicContent;
  files: NoticeFile[];
  shownUntil: Temporal.PlainDate | null;
  correctsCode: string | null;
  correctionReason: string | null;
  objections: number;
  objectionsAnswered: number;
};

/** An annex; `sha256` names its bytes and stands in the notice's proof. */
export type NoticeFile = { id: string; name: string; type: string; bytes: number; sha256: string };

export type PastNotice = {
  code: string;
  orgId: string;
  shownFrom: Temporal.PlainDate;
  /** Day on which it came down. */
  endedOn: Temporal.PlainDate;
  correctedBy: string | null;
  correctionReason: string | null;
};

/** Rises with each change of what the site shows. */
export async function findRevision(db: Db): Promise<number> {
  const { rows } = await db.executeQuery<{ revision: number }>(askRevision);
  const [row] = rows;
  if (!row) throw new Error('the site has no revision');
  return row.revision;
}

/** `$1` makes it a statement whose plan is kept. */
const askRevision = CompiledQuery.raw('select revision from public_revision where $1', [true]);

export async function listPlaces(db: Db): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select id, code, kind, path, name, short_name as "shortName", founded_on as "foundedOn"
    from public_places order by nlevel(path), order_no, code
  `.execute(db);
  return rows;
}

export type NoticeQuestion = {
  words: string;
  /** Subtree; all when empty. */
  path: string;
  kind: string;
  today: Temporal.PlainDate;
  offset: number;
  limit: number;
};

/** What is public today, newest first, and how many there are. */
export async function listNotices(
  db: Db,
  question: NoticeQuestion,
): Promise<{ rows: ListedNotice[]; total: number }> {
  const { words, path, kind, today, offset, limit } = question;
  const pairs = bigramsOf(words);
  const pattern = `%${folded(words)
    .trim()
    .replaceAll(/[\\%_]/gu, String.raw`\$&`)
    .replaceAll(/\s+/gu, '%')}%`;
  const where = sql`
    (shown_until is null or shown_until >= ${today}::date)
    ${path ? sql`and org_path <@ ${path}::ltree` : sql``}
    ${kind ? sql`and catalogue_key = ${kind}` : sql``}
    ${pairs.length > 0 ? sql`and bigrams @> ${pairs}::text[]` : sql``}
    ${words.trim() ? sql`and text like ${pattern}` : sql``}
  `;
  const { rows } = await sql<ListedNotice>`
    select code, title, org_id as "orgId", catalogue_key as "catalogueKey", shown_from as "shownFrom",
      published_at as "publishedAt"
    from public_notices where ${where} order by published_at desc, code limit ${limit} offset ${offset}
  `.execute(db);
  const counted = await sql<{ n: number }>`select count(*) as n from public_notices where ${where}`.execute(
    db,
  );
  return { rows, total: counted.rows[0]?.n ?? 0 };
}

/** Kinds of notices that are public now. */
export async function listKinds(db: Db): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct catalogue_key as key from public_notices order by 1
  `.execute(db);
  return rows.map(({ key }) => key);
}

/** A notice while it is shown. */
export async function findNotice(
  db: Db,
  code: string,
  today: Temporal.PlainDate,
): Promise<Notice | undefined> {
  const { rows } = await sql<Omit<Notice, 'files'>>`
    select code, title, content, org_id as "orgId", org_path as "orgPath", catalogue_key as "catalogueKey",
      shown_from as "shownFrom", shown_until as "shownUntil", published_at as "publishedAt",
      corrects_code as "correctsCode", correction_reason as "correctionReason",
      objections, objections_answered as "objectionsAnswered"
    from public_notices where code = ${code} and (shown_until is null or shown_until >= ${today}::date)
  `.execute(db);
  if (!rows[0]) return undefined;
  const files = await sql<NoticeFile>`
    select id, name, type, bytes, sha256 from public_notice_files where code = ${code} order by at, id
  `.execute(db);
  return { ...rows[0], content: publicContent.parse(rows[0].content), files: files.rows };
}

/** A notice whose time is over, told without its words; also one that nobody has taken down yet. */
export async function findPastNotice(
  db: Db,
  code: string,
  today: Temporal.PlainDate,
): Promise<PastNotice | undefined> {
  const { rows } = await sql<PastNotice>`
    select code, org_id as "orgId", shown_from as "shownFrom",
      (ended_at at time zone 'Asia/Shanghai')::date as "endedOn",
      corrected_by_code as "correctedBy", correction_reason as "correctionReason"
    from public_past_notices where code = ${code}
    union all
    select code, org_id, shown_from, shown_until, null, null
    from public_notices where code = ${code} and shown_until < ${today}::date
  `.execute(db);
  return rows[0];
}

export async function readCatalogueDays(
  db: Db,
): Promise<{ days: CatalogueDay[]; since: Temporal.PlainDate | null }> {
  const { rows } = await sql<CatalogueDay>`
    select org_id as "orgId", catalogue_key as "catalogueKey", due_on as "dueOn", published_on as "publishedOn", code
    from public_catalogue_days
  `.execute(db);
  const since = await sql<{ day: Temporal.PlainDate | null }>`select day from public_since`.execute(db);
  return { days: rows, since: since.rows[0]?.day ?? null };
}

export type PublicLeaf = Leaf & { root: string };

type LeafRow = {
  index: number;
  code: string;
  event: LogEvent;
  at: Temporal.Instant;
  content_hash: Buffer;
  root: Buffer;
};

/** Leaves in order; of one notice when `code` is given, the newest `last` otherwise when that is given. */
export async function readPublicLeaves(
  db: Db,
  which: { code?: string; last?: number } = {},
): Promise<PublicLeaf[]> {
  const { rows } = await sql<LeafRow>`
    select index, code, event, at, content_hash, root from public_log
    ${which.code === undefined ? sql`` : sql`where code = ${which.code}`}
    order by index ${which.last === undefined ? sql`` : sql`desc limit ${which.last}`}
  `.execute(db);
  return rows.map((row) => ({
    index: row.index,
    code: row.code,
    event: row.event,
    at: instantText(row.at),
    contentHash: row.content_hash.toString('hex'),
    root: row.root.toString('hex'),
  }));
}

/** Hashes of all leaves in order, for proofs. */
export async function readLeafHashes(db: Db): Promise<Buffer[]> {
  const { rows } = await sql<{ leaf_hash: Buffer }>`select leaf_hash from public_log order by index`.execute(
    db,
  );
  return rows.map((row) => row.leaf_hash);
}

/** The salt of a notice that is public now. */
export async function findSalt(db: Db, code: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ salt: Buffer }>`select salt from public_salts where code = ${code}`.execute(
    db,
  );
  return rows[0]?.salt;
}

/** The town's own value of a setting `public.<name>`. */
export async function findSetting(
  db: Db,
  key: string,
  today: Temporal.PlainDate,
): Promise<string | undefined> {
  const { rows } = await sql<{ value: string }>`
    select value from public_settings where key = ${key} and valid @> ${today}::date limit 1
  `.execute(db);
  return rows[0]?.value;
}

export type AnsweredObjection = {
  publicationCode: string;
  receivedOn: Temporal.PlainDate;
  answerDueOn: Temporal.PlainDate;
  answeredOn: Temporal.PlainDate | null;
  upheld: boolean | null;
  answer: string | null;
};

/** The state of an objection by the hash of its code. */
export async function findObjection(db: Db, hash: Buffer): Promise<AnsweredObjection | undefined> {
  const { rows } = await sql<AnsweredObjection>`
    select publication_code as "publicationCode", received_on as "receivedOn", answer_due_on as "answerDueOn",
      answered_on as "answeredOn", upheld, answer
    from objection_by_code(${hash})
  `.execute(db);
  return rows[0];
}
