/** What the roll does after the answer or by the clock. */
import type { AnyJob } from '../../kernel/jobs/job.ts';
import { readRosterJob } from './import-reading.ts';
import { writeRosterJob } from './import-writing.ts';
import { fillSortKeys } from './sort-keys.ts';

export const memberJobs: readonly AnyJob[] = [readRosterJob, writeRosterJob, fillSortKeys];
