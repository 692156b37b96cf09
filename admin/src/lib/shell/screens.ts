import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import FileUp from '@lucide/svelte/icons/file-up';
import Mails from '@lucide/svelte/icons/mails';
import Timer from '@lucide/svelte/icons/timer';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import { resolve } from '$app/paths';
import { m } from '#messages';

export interface ScreenLink {
  readonly href: string;
  readonly label: string;
  readonly icon: Component;
  /** Without this right, the screen is not offered. */
  readonly permission: string;
}

export const screens = (): readonly ScreenLink[] => [
  { href: resolve('/(staff)/kandidaten'), label: m.nav_candidates(), icon: Users, permission: 'candidate:read' },
  { href: resolve('/(staff)/importeren'), label: m.nav_import(), icon: FileUp, permission: 'candidate:import' },
  {
    href: resolve('/(staff)/geplande-anonimiseringen'),
    label: m.nav_plans(),
    icon: CalendarClock,
    permission: 'plan:read',
  },
  { href: resolve('/(staff)/verzonden-mails'), label: m.nav_mails(), icon: Mails, permission: 'mail:read' },
  { href: resolve('/(staff)/bewaartermijnen'), label: m.nav_retention(), icon: Timer, permission: 'retention:read' },
];
