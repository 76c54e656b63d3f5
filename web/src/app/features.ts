/** What the app offers behind sign-in, in the order of the menu: one line for each feature. */
import { lazy, type ComponentType } from 'react';
import type { IconName } from '../ui/icon.tsx';
import type { MessageKey } from './i18n.ts';

export type LoadScreen = () => Promise<{ Screen: ComponentType }>;

export type Feature = {
  key: string;
  /** Below /app, such as `/meetings`. */
  path: `/${string}`;
  labelKey: MessageKey;
  icon: IconName;
  /** Who sees the entry; 'signed_in' for everybody. The server decides again at each request. */
  permission: string;
  /** Roles for which this is the first page, whatever its place in the menu. */
  firstFor?: readonly string[];
  /** `bell` stands in the top bar instead of the menu; `hidden` is reached from other screens only. */
  place?: 'menu' | 'bell' | 'hidden';
  /** The first screen. */
  load: LoadScreen;
  /** Further screens by their path below the feature's: `{ '/$id': () => import(…) }`. */
  screens?: Record<`/${string}`, LoadScreen>;
  /** A small count beside the entry, such as what waits for me: `lazyBadge(() => import('…/badge.tsx'))`. */
  badge?: ComponentType;
};

/** The `Badge` of a module, fetched after the shell stands. */
export function lazyBadge(load: () => Promise<{ Badge: ComponentType }>): ComponentType {
  return lazy(() => load().then(({ Badge }) => ({ default: Badge })));
}

export const features: Feature[] = [
  {
    key: 'work',
    path: '/work',
    labelKey: 'work.menu',
    icon: 'work',
    permission: 'signed_in',
    load: () => import('../features/work/work-screen.tsx'),
  },
  {
    key: 'meetings',
    path: '/meetings',
    labelKey: 'meetings.menu',
    icon: 'meeting',
    permission: 'meetings.read',
    load: () => import('../features/meetings/list-screen.tsx'),
    screens: {
      '/plan': () => import('../features/meetings/plan-screen.tsx'),
      '/life': () => import('../features/meetings/life-screen.tsx'),
      '/bodies': () => import('../features/meetings/bodies-screen.tsx'),
      '/counts/$voteId': () => import('../features/meetings/count-screen.tsx'),
      '/$id': () => import('../features/meetings/meeting-screen.tsx'),
    },
  },
  {
    key: 'duties',
    path: '/duties',
    labelKey: 'duties.menu',
    icon: 'clock',
    permission: 'duties.read',
    load: () => import('../features/work/duties-screen.tsx'),
  },
  {
    key: 'notices',
    path: '/notices',
    labelKey: 'notices.title',
    icon: 'bell',
    permission: 'signed_in',
    place: 'bell',
    load: () => import('../features/notices/notices-page.tsx'),
    badge: lazyBadge(() => import('../features/notices/badge.tsx')),
  },
  {
    key: 'board',
    path: '/board',
    labelKey: 'board.entry',
    icon: 'board',
    permission: 'policy.read',
    firstFor: ['town_secretary'],
    load: () => import('../features/policy/board-screen.tsx'),
    screens: {
      '/duties': () => import('../features/policy/duties-screen.tsx'),
      '/articles/$id': () => import('../features/policy/article-screen.tsx'),
      '/institutions/$id': () => import('../features/policy/institution-screen.tsx'),
    },
  },
  {
    key: 'policy',
    path: '/policy',
    labelKey: 'policy.documents',
    icon: 'document',
    permission: 'policy.read',
    place: 'hidden',
    load: () => import('../features/policy/documents-screen.tsx'),
    screens: { '/$id': () => import('../features/policy/document-screen.tsx') },
  },
  {
    key: 'figures',
    path: '/figures',
    labelKey: 'board.figure_rows',
    icon: 'chart',
    permission: 'signed_in',
    place: 'hidden',
    load: () => import('../features/policy/figure-screen.tsx'),
  },
  {
    key: 'members',
    path: '/members',
    labelKey: 'members.title',
    icon: 'members',
    permission: 'members.read',
    load: () => import('../features/members/list-screen.tsx'),
    screens: {
      '/new': () => import('../features/members/register-screen.tsx'),
      '/imports': () => import('../features/members/imports-screen.tsx'),
      '/imports/$id': () => import('../features/members/import-screen.tsx'),
      '/$id': () => import('../features/members/member-screen.tsx'),
    },
  },
  {
    key: 'admission',
    path: '/admission',
    labelKey: 'admission.menu',
    icon: 'member',
    permission: 'admission.read',
    load: () => import('../features/admission/list-screen.tsx'),
    screens: {
      '/apply': () => import('../features/admission/apply-screen.tsx'),
      '/plan': () => import('../features/admission/plan-screen.tsx'),
      '/$id': () => import('../features/admission/case-screen.tsx'),
      '/$id/act': () => import('../features/admission/act-screen.tsx'),
      '/$id/print': () => import('../features/admission/print-screen.tsx'),
    },
  },
  {
    key: 'responsibilities',
    path: '/responsibilities',
    labelKey: 'responsibility.entry',
    icon: 'check',
    permission: 'policy.read',
    load: () => import('../features/policy/responsibilities-screen.tsx'),
    screens: { '/gaps': () => import('../features/policy/gaps-screen.tsx') },
  },
  {
    key: 'organizations',
    path: '/organizations',
    labelKey: 'organizations.title',
    icon: 'organization',
    permission: 'organizations.read',
    load: () => import('../features/organizations/tree-screen.tsx'),
    screens: { '/$id': () => import('../features/organizations/organization-screen.tsx') },
  },
  {
    key: 'mobile-members',
    path: '/mobile-members',
    labelKey: 'mobile_members.menu',
    icon: 'members',
    permission: 'mobile_members.read',
    load: () => import('../features/mobile-members/list-screen.tsx'),
    screens: {
      '/departure': () => import('../features/mobile-members/departure-screen.tsx'),
      '/guest': () => import('../features/mobile-members/guest-screen.tsx'),
      '/$id': () => import('../features/mobile-members/stay-screen.tsx'),
    },
  },
  {
    key: 'pledges',
    path: '/pledges',
    labelKey: 'pledges.menu',
    icon: 'edit',
    permission: 'pledges.read',
    load: () => import('../features/pledges/list-screen.tsx'),
    screens: {
      '/new': () => import('../features/pledges/propose-screen.tsx'),
      '/$id': () => import('../features/pledges/pledge-screen.tsx'),
    },
  },
  {
    key: 'engagements',
    path: '/engagements',
    labelKey: 'engagements.menu',
    icon: 'members',
    permission: 'engagements.read',
    load: () => import('../features/engagements/list-screen.tsx'),
    screens: {
      '/posts': () => import('../features/engagements/posts-screen.tsx'),
      '/offer': () => import('../features/engagements/offer-screen.tsx'),
      '/apply': () => import('../features/engagements/apply-screen.tsx'),
      '/$id': () => import('../features/engagements/engagement-screen.tsx'),
    },
  },
  {
    key: 'transfers',
    path: '/transfers',
    labelKey: 'transfers.menu',
    icon: 'forward',
    permission: 'transfers.read',
    load: () => import('../features/transfers/list-screen.tsx'),
    screens: {
      '/apply': () => import('../features/transfers/apply-screen.tsx'),
      '/arrival': () => import('../features/transfers/arrival-screen.tsx'),
      '/$id': () => import('../features/transfers/transfer-screen.tsx'),
      '/$id/letter': () => import('../features/transfers/letter-screen.tsx'),
    },
  },
  {
    key: 'dispositions',
    path: '/dispositions',
    labelKey: 'dispositions.menu',
    icon: 'lock',
    permission: 'dispositions.read',
    load: () => import('../features/dispositions/list-screen.tsx'),
    screens: {
      '/contacts': () => import('../features/dispositions/contacts-screen.tsx'),
      '/new': () => import('../features/dispositions/open-screen.tsx'),
      '/$id': () => import('../features/dispositions/case-screen.tsx'),
    },
  },
  {
    key: 'own-dispositions',
    path: '/own-dispositions',
    labelKey: 'dispositions.own',
    icon: 'member',
    permission: 'signed_in',
    place: 'hidden',
    load: () => import('../features/dispositions/own-screen.tsx'),
  },
  {
    key: 'member-requests',
    path: '/member-requests',
    labelKey: 'member_rights.menu',
    icon: 'document',
    permission: 'member_rights.handle',
    load: () => import('../features/member-rights/list-screen.tsx'),
    screens: {
      '/need': () => import('../features/member-rights/need-screen.tsx'),
      '/$id': () => import('../features/member-rights/request-screen.tsx'),
    },
  },
  {
    key: 'record-corrections',
    path: '/record-corrections',
    labelKey: 'member_rights.corrections',
    icon: 'edit',
    permission: 'member_rights.decide_correction',
    load: () => import('../features/member-rights/corrections-screen.tsx'),
    screens: { '/$id': () => import('../features/member-rights/correction-screen.tsx') },
  },
  {
    key: 'appraisals',
    path: '/appraisals',
    labelKey: 'appraisals.menu',
    icon: 'check',
    permission: 'appraisals.read',
    load: () => import('../features/appraisals/list-screen.tsx'),
    screens: {
      '/open': () => import('../features/appraisals/open-screen.tsx'),
      '/$id': () => import('../features/appraisals/round-screen.tsx'),
      '/$id/stars': () => import('../features/appraisals/stars-screen.tsx'),
    },
  },
  {
    key: 'appraisal-counts',
    path: '/appraisal-counts',
    labelKey: 'appraisals.count_title',
    icon: 'vote',
    permission: 'appraisals.count',
    place: 'hidden',
    load: () => import('../features/appraisals/counts-screen.tsx'),
    screens: { '/$id': () => import('../features/appraisals/count-screen.tsx') },
  },
  {
    key: 'own-appraisals',
    path: '/own-appraisals',
    labelKey: 'appraisals.own',
    icon: 'edit',
    permission: 'signed_in',
    load: () => import('../features/appraisals/own-screen.tsx'),
  },
  {
    key: 'follow-ups',
    path: '/follow-ups',
    labelKey: 'meetings.follow_ups',
    icon: 'check',
    permission: 'meetings.read',
    place: 'hidden',
    load: () => import('../features/meetings/follow-ups-screen.tsx'),
    screens: { '/$id': () => import('../features/meetings/follow-up-screen.tsx') },
  },
  {
    key: 'own-home',
    path: '/own',
    labelKey: 'own_home.title',
    icon: 'home',
    permission: 'signed_in',
    firstFor: ['member'],
    load: () => import('../features/own-home/home-screen.tsx'),
  },
  {
    key: 'own-meetings',
    path: '/own-meetings',
    labelKey: 'meetings.own',
    icon: 'calendar',
    permission: 'signed_in',
    load: () => import('../features/meetings/own-list-screen.tsx'),
    screens: { '/$id': () => import('../features/meetings/own-meeting-screen.tsx') },
  },
  {
    key: 'own-record',
    path: '/own-record',
    labelKey: 'members.own.title',
    icon: 'member',
    permission: 'signed_in',
    load: () => import('../features/members/own-record-screen.tsx'),
    screens: { '/correct': () => import('../features/member-rights/correct-screen.tsx') },
  },
  {
    key: 'own-requests',
    path: '/own-requests',
    labelKey: 'member_rights.own',
    icon: 'document',
    permission: 'signed_in',
    load: () => import('../features/member-rights/own-list-screen.tsx'),
    screens: {
      '/new': () => import('../features/member-rights/new-screen.tsx'),
      '/$id': () => import('../features/member-rights/own-request-screen.tsx'),
    },
  },
  {
    key: 'notice-board',
    path: '/notice-board',
    labelKey: 'openness.board_menu',
    icon: 'board',
    permission: 'disclosure.board',
    load: () => import('../features/notice-board/list-screen.tsx'),
    screens: { '/$id': () => import('../features/notice-board/notice-screen.tsx') },
  },
  {
    key: 'village-decisions',
    path: '/village-decisions',
    labelKey: 'village_decisions.menu',
    icon: 'vote',
    permission: 'village_decisions.read',
    load: () => import('../features/village-decisions/list-screen.tsx'),
    screens: {
      '/start': () => import('../features/village-decisions/start-screen.tsx'),
      '/$id': () => import('../features/village-decisions/case-screen.tsx'),
      '/$id/meeting': () => import('../features/village-decisions/meeting-screen.tsx'),
      '/$id/text': () => import('../features/village-decisions/text-screen.tsx'),
      '/$id/print': () => import('../features/village-decisions/print-screen.tsx'),
    },
  },
  {
    key: 'parameters',
    path: '/parameters',
    labelKey: 'parameters.title',
    icon: 'settings',
    permission: 'parameters.read',
    load: () => import('../features/parameters/list-screen.tsx'),
    screens: {
      '/from-number/$numberId': () => import('../features/parameters/assign-screen.tsx'),
      '/number': () => import('../features/parameters/parameter-screen.tsx'),
    },
  },
  {
    key: 'calendar',
    path: '/calendar',
    labelKey: 'calendar.title',
    icon: 'calendar',
    permission: 'calendar.read',
    load: () => import('../features/parameters/calendar-screen.tsx'),
    screens: { '/load': () => import('../features/parameters/load-screen.tsx') },
  },
  {
    key: 'mentees',
    path: '/mentees',
    labelKey: 'admission.mentees_menu',
    icon: 'members',
    permission: 'admission.observe',
    place: 'hidden',
    load: () => import('../features/admission/mentees-screen.tsx'),
  },
  {
    key: 'accounts',
    path: '/accounts',
    labelKey: 'administration.accounts',
    icon: 'key',
    permission: 'accounts.manage',
    load: () => import('../features/administration/accounts-screen.tsx'),
  },
  {
    key: 'rights',
    path: '/rights',
    labelKey: 'administration.rights',
    icon: 'lock',
    permission: 'rights.manage',
    load: () => import('../features/administration/rights-screen.tsx'),
    screens: {
      '/new': () => import('../features/administration/grant-screen.tsx'),
      '/matrix': () => import('../features/administration/matrix-screen.tsx'),
    },
  },
  {
    key: 'audit',
    path: '/audit',
    labelKey: 'administration.audit',
    icon: 'archive',
    permission: 'audit.read',
    load: () => import('../features/administration/audit-screen.tsx'),
  },
  {
    key: 'openness',
    path: '/openness',
    labelKey: 'openness.title',
    icon: 'publish',
    permission: 'disclosure.read',
    load: () => import('../features/openness/list-screen.tsx'),
    screens: {
      '/catalogue': () => import('../features/openness/catalogue-screen.tsx'),
      '/new': () => import('../features/openness/propose-screen.tsx'),
      '/$id': () => import('../features/openness/publication-screen.tsx'),
    },
  },
];
