/** Words and tones of joint building, shared by its screens. */
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { jointBuildingApi } from '../../../../src/modules/joint-building/api.ts';
import type { AllianceState, ProjectState } from '../../../../src/modules/joint-building/choices.ts';
import { partnershipsApi } from '../../../../src/modules/partnerships/api.ts';
import type { Tone } from '../../ui/state-tag.tsx';

export type Summary = ReplyOf<typeof jointBuildingApi.listAlliances>['rows'][number];
export type AllianceView = ReplyOf<typeof jointBuildingApi.getAlliance>;
export type Village = ReplyOf<typeof jointBuildingApi.getVillages>['villages'][number];
export type Project = AllianceView['projects'][number];

export const stateTone: Record<AllianceState, Tone> = {
  draft: 'waiting',
  running: 'done',
  ended: 'plain',
  withdrawn: 'plain',
};

export const projectTone: Record<ProjectState, Tone> = {
  under_way: 'waiting',
  done: 'done',
  not_done: 'plain',
};

export const reads = [
  jointBuildingApi.listAlliances,
  jointBuildingApi.getVillages,
  jointBuildingApi.getAlliance,
  jointBuildingApi.listHeldMeetings,
  partnershipsApi.getPartnership,
];
