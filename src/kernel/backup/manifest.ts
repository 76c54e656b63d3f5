/** What a backup says of itself: the last entry but one of the container, followed by its own sum. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

export const backupFormat = 1;

/** Names of entries, by which a backup can also be read without this program. */
export const entryNames = {
  part: (table: string, number: number): string =>
    `tables/${table}/${String(number).padStart(5, '0')}.copy.zst`,
  blob: (sha256: string): string => `files/${sha256}`,
  key: 'keys/master.key',
  manifest: 'manifest.json',
  manifestSum: 'manifest.json.sha256',
} as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
/** Names are spliced into statements (quoted), so they are held to what our migrations use. */
const identifier = z.string().regex(/^[a-z_][a-z0-9_]*$/u);
const count = z.number().int().nonnegative();

/** `textBytes` and a table's `sha256` are of the COPY text, a part's `sha256` is of its compressed bytes. */
const partSchema = z.object({ name: z.string(), bytes: count, textBytes: count, sha256 });

const tableSchema = z.object({
  name: identifier,
  columns: z.array(identifier),
  rows: count,
  sha256,
  parts: z.array(partSchema),
});

const sequenceSchema = z.object({
  name: identifier,
  lastValue: z
    .string()
    .regex(/^-?\d+$/u)
    .nullable(),
});

export const manifestSchema = z.object({
  format: z.literal(backupFormat),
  program: z.literal('jishi'),
  createdAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(tableSchema),
  sequences: z.array(sequenceSchema),
  files: z.array(z.object({ sha256, bytes: count })),
  /** Sum of the master key file; null when the backup was made without it. */
  masterKey: sha256.nullable(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type TableEntry = Manifest['tables'][number];

export function sha256Of(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Every entry that the manifest promises, with its sum. */
export function promisedEntries(manifest: Manifest): Map<string, string> {
  const parts = manifest.tables.flatMap((table) => table.parts);
  return new Map([
    ...parts.map((part) => [part.name, part.sha256] as const),
    ...manifest.files.map((file) => [entryNames.blob(file.sha256), file.sha256] as const),
    ...(manifest.masterKey ? [[entryNames.key, manifest.masterKey] as const] : []),
  ]);
}
