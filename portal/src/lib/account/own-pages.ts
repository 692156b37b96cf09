import Bell from '@lucide/svelte/icons/bell';
import BriefcaseBusiness from '@lucide/svelte/icons/briefcase-business';
import Eye from '@lucide/svelte/icons/eye';
import FileText from '@lucide/svelte/icons/file-text';
import IdCard from '@lucide/svelte/icons/id-card';
import KeyRound from '@lucide/svelte/icons/key-round';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import { resolve } from '$app/paths';
import { m } from '#messages';

interface OwnPage {
  /** Its address. */
  readonly at: ReturnType<typeof resolve>;
  readonly icon: typeof Bell;
  readonly title: () => string;
  readonly text: () => string;
  /** Also for an account whose person was erased: it is about the account, and not about him (C6). */
  readonly withoutPerson?: true;
}

/** What the dashboard leads to (C63, C85). */
export const OWN_PAGES: readonly OwnPage[] = [
  { at: resolve('/mijn/gegevens'), icon: IdCard, title: m.my_data_title, text: m.my_data_text },
  { at: resolve('/mijn/privacy'), icon: ShieldCheck, title: m.my_privacy_title, text: m.my_privacy_text },
  {
    at: resolve('/mijn/job-alerts'),
    icon: Bell,
    title: m.my_alerts_title,
    text: m.my_alerts_text,
    withoutPerson: true,
  },
  {
    at: resolve('/mijn/sollicitaties'),
    icon: BriefcaseBusiness,
    title: m.my_applications_title,
    text: m.my_applications_text,
  },
  { at: resolve('/mijn/documenten'), icon: FileText, title: m.my_documents_title, text: m.my_documents_text },
  { at: resolve('/mijn/ontvangers'), icon: Eye, title: m.my_recipients_title, text: m.my_recipients_text },
  {
    at: resolve('/mijn/account'),
    icon: KeyRound,
    title: m.my_account_title,
    text: m.my_account_text,
    withoutPerson: true,
  },
];

export const isOpenWithoutPerson = (pathname: string): boolean =>
  pathname === resolve('/mijn') || OWN_PAGES.some((one) => one.withoutPerson && pathname.startsWith(one.at));
