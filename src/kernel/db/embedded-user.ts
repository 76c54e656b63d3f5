/** As whom PostgreSQL runs: it refuses root, so a process of root hands the cluster to a system user. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import os from 'node:os';
import { Refusal } from '../refusal.ts';

/** `switched`: the cluster belongs to another user than this process, which then is root. */
export type ClusterOwner = { name: string; uid: number; gid: number; switched: boolean };

/** System users that may own a cluster, the one to create last. */
const candidates = ['postgres', 'jishi'] as const;

/** The user of this process by name. Refuses `database.user_without_name`: peer authentication knows people by name. */
export function processUser(): string {
  try {
    return os.userInfo().username;
  } catch {
    throw new Refusal('database.user_without_name', {
      params: { uid: process.geteuid?.() ?? -1 },
      status: 503,
    });
  }
}

/**
 * Who owns the cluster in `folder`, which need not exist yet: its present owner, this user, or for root a system user.
 * Refuses `database.folder_of_another` and `database.no_system_user`.
 */
export function chooseOwner(folder: string): ClusterOwner {
  const name = processUser();
  const uid = process.geteuid?.() ?? 0;
  const present = statSync(folder, { throwIfNoEntry: false });
  if (uid !== 0) {
    if (present && present.uid !== uid) {
      throw new Refusal('database.folder_of_another', {
        params: { folder, owner: nameOf(present.uid) },
        status: 503,
      });
    }
    return { name, uid, gid: process.getegid?.() ?? 0, switched: false };
  }
  if (present && present.uid !== 0) {
    return { name: nameOf(present.uid), uid: present.uid, gid: present.gid, switched: true };
  }
  return findSystemUser() ?? createSystemUser();
}

/** What a child process must be given to run as the owner; Node drops supplementary groups with it. */
export function asOwner(owner: ClusterOwner): { uid?: number; gid?: number } {
  return owner.switched ? { uid: owner.uid, gid: owner.gid } : {};
}

function findSystemUser(): ClusterOwner | undefined {
  for (const name of candidates) {
    const uid = askId('-u', name);
    const gid = askId('-g', name);
    if (uid && gid) return { name, uid: Number(uid), gid: Number(gid), switched: true };
  }
  return undefined;
}

function createSystemUser(): ClusterOwner {
  const name = candidates[1];
  const options = [
    '--system',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
  ];
  const made = spawnSync('useradd', [...options, name], { encoding: 'utf8' });
  const owner = findSystemUser(); // another start may have made it at the same moment
  if (owner) return owner;
  const error = made.error?.message ?? made.stderr.trim();
  throw new Refusal('database.no_system_user', { params: { error }, status: 503 });
}

function nameOf(uid: number): string {
  return askId('-un', String(uid)) || String(uid);
}

function askId(flag: '-u' | '-g' | '-un', subject: string): string {
  return spawnSync('id', [flag, subject], { encoding: 'utf8' }).stdout?.trim() ?? '';
}
