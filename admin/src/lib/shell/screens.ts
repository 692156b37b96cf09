import BriefcaseBusiness from '@lucide/svelte/icons/briefcase-business';
import Building2 from '@lucide/svelte/icons/building-2';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import FileCheck from '@lucide/svelte/icons/file-check';
import Files from '@lucide/svelte/icons/files';
import FileUp from '@lucide/svelte/icons/file-up';
import IdCard from '@lucide/svelte/icons/id-card';
import KeyRound from '@lucide/svelte/icons/key-round';
import ListFilter from '@lucide/svelte/icons/list-filter';
import MessageCircleQuestion from '@lucide/svelte/icons/message-circle-question-mark';
import Mails from '@lucide/svelte/icons/mails';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Send from '@lucide/svelte/icons/send';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Tag from '@lucide/svelte/icons/tag';
import Timer from '@lucide/svelte/icons/timer';
import UsersRound from '@lucide/svelte/icons/users-round';
import UserPlus from '@lucide/svelte/icons/user-plus';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import { resolve } from '$app/paths';
import { m } from '#messages';

/** What a screen is about; the navigation shows them in this order. */
export const SCREEN_GROUPS = ['people', 'retention', 'agency'] as const;
export type ScreenGroup = (typeof SCREEN_GROUPS)[number];

export interface ScreenLink {
  readonly href: string;
  readonly label: string;
  readonly icon: Component;
  /** Without this right, the screen is not offered. */
  readonly permission: string;
  readonly group: ScreenGroup;
  /** What waits there for somebody is counted beside it. */
  readonly counts?: 'requests' | 'handOvers';
}

export const screens = (): readonly ScreenLink[] => [
  {
    href: resolve('/(staff)/kandidaten'),
    label: m.nav_candidates(),
    icon: Users,
    permission: 'candidate:read',
    group: 'people',
  },
  {
    href: resolve('/(staff)/vacatures'),
    label: m.vacancies_title(),
    icon: BriefcaseBusiness,
    permission: 'vacancy:manage',
    group: 'people',
  },
  {
    href: resolve('/(staff)/talentpools'),
    label: m.talent_pools_title(),
    icon: UsersRound,
    permission: 'talent-pool:manage',
    group: 'people',
  },
  {
    href: resolve('/(staff)/uitnodigingen'),
    label: m.invitations_title(),
    icon: UserPlus,
    permission: 'candidate:register',
    group: 'people',
  },
  {
    href: resolve('/(staff)/importeren'),
    label: m.nav_import(),
    icon: FileUp,
    permission: 'candidate:import',
    group: 'people',
  },
  {
    href: resolve('/(staff)/geplande-anonimiseringen'),
    label: m.nav_plans(),
    icon: CalendarClock,
    permission: 'plan:read',
    group: 'retention',
  },
  {
    href: resolve('/(staff)/bewijzen'),
    label: m.nav_receipts(),
    icon: FileCheck,
    permission: 'receipt:read',
    group: 'retention',
  },
  {
    href: resolve('/(staff)/verzoeken'),
    label: m.nav_requests(),
    icon: MessageSquareText,
    permission: 'request:handle',
    group: 'retention',
    counts: 'requests',
  },
  {
    href: resolve('/(staff)/overdrachten'),
    label: m.nav_hand_overs(),
    icon: Send,
    permission: 'hand-over:read',
    group: 'retention',
    counts: 'handOvers',
  },
  {
    href: resolve('/(staff)/verzonden-mails'),
    label: m.nav_mails(),
    icon: Mails,
    permission: 'mail:read',
    group: 'retention',
  },
  {
    href: resolve('/(staff)/bewaartermijnen'),
    label: m.nav_retention(),
    icon: Timer,
    permission: 'retention:read',
    group: 'retention',
  },
  {
    href: resolve('/(staff)/documenten'),
    label: m.nav_documents(),
    icon: Files,
    permission: 'retention:read',
    group: 'retention',
  },
  {
    href: resolve('/(staff)/surveys'),
    label: m.surveys_title(),
    icon: MessageCircleQuestion,
    permission: 'retention:read',
    group: 'retention',
  },
  {
    href: resolve('/(staff)/regels'),
    label: m.nav_rules(),
    icon: ListFilter,
    permission: 'rule:read',
    group: 'retention',
  },
  {
    href: resolve('/(staff)/rapporten'),
    label: m.reports_title(),
    icon: ChartColumn,
    permission: 'report:read',
    group: 'retention',
  },
  {
    href: resolve('/(staff)/labels'),
    label: m.labels_title(),
    icon: Tag,
    permission: 'statement:edit',
    group: 'agency',
  },
  {
    href: resolve('/(staff)/medewerkers'),
    label: m.staff_title(),
    icon: IdCard,
    permission: 'staff:manage',
    group: 'agency',
  },
  {
    href: resolve('/(staff)/rollen'),
    label: m.nav_roles(),
    icon: ShieldCheck,
    permission: 'role:manage',
    group: 'agency',
  },
  {
    href: resolve('/(staff)/organisatie-onderdelen'),
    label: m.nav_units(),
    icon: Building2,
    permission: 'organisation:manage',
    group: 'agency',
  },
  {
    href: resolve('/(staff)/api-sleutels'),
    label: m.nav_api(),
    icon: KeyRound,
    permission: 'api-client:manage',
    group: 'agency',
  },
  {
    href: resolve('/(staff)/audittrail'),
    label: m.nav_audit(),
    icon: ScrollText,
    permission: 'audit:read',
    group: 'agency',
  },
];
