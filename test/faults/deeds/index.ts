import { accounts, accountSettings } from './accounts.ts';
import type { Deed } from './deed.ts';
import { ownData } from './own-data.ts';
import { people } from './people.ts';
import { rules } from './rules.ts';
import { settings } from './settings.ts';

export type { Deed, World } from './deed.ts';

/** D6: nothing may join an account of the portal to a person, and the trail names persons. */
const OF_AN_ACCOUNT = 'About an account of the portal, of which the audit trail says nothing.';

/** Mutations that leave no entry, and why that is right. */
export const WITHOUT_ENTRY: Readonly<Record<string, string>> = {
  previewImport: 'Reads a file and changes nothing.',
  requestPasswordReset:
    'Notes that somebody asked; the job that looks whether there is such a person writes the entry.',
  sendRegistration: 'Keeps, sealed, what a stranger filled in; confirming it writes the entries.',
  stopLookingAsRole: 'Gives back what looking as another role took, which has an entry.',
  startImport: 'Works on in the background: a test of its own.',
  previewBulk: 'Counts, and changes nothing.',
  anonymiseMany:
    'Works on in the background, as startErasureRun: the entry of its start is tested beside what it does.',
  startErasureRun: 'Works on in the background: a test of its own, beside the runs.',
  cancelErasureRun: 'Of a run that works in the background: a test of its own, beside the runs.',
  retryErasureRun: 'Works on in the background: a test of its own, beside the runs.',
  saveJobAlert: OF_AN_ACCOUNT,
  pauseJobAlert: OF_AN_ACCOUNT,
  removeJobAlert: OF_AN_ACCOUNT,
  stopJobAlerts: OF_AN_ACCOUNT,
  signInToPortal: OF_AN_ACCOUNT,
  signOutOfPortal: OF_AN_ACCOUNT,
  registerOnPortal: OF_AN_ACCOUNT,
  confirmPortalRegistration: OF_AN_ACCOUNT,
  connectMyAccount: OF_AN_ACCOUNT,
  requestPortalPasswordReset: OF_AN_ACCOUNT,
  choosePortalPassword: OF_AN_ACCOUNT,
  changePortalPassword: OF_AN_ACCOUNT,
  requestPortalEmailChange: OF_AN_ACCOUNT,
  confirmPortalEmailChange: OF_AN_ACCOUNT,
  confirmPortalPassword: OF_AN_ACCOUNT,
  endPortalSession: OF_AN_ACCOUNT,
  endOtherPortalSessions: OF_AN_ACCOUNT,
  deletePortalAccount: OF_AN_ACCOUNT,
  startSecondFactor: 'Shows a secret that is worth nothing until a code of it has been given.',
};

/** In this order: what one leaves, the next ones use. */
export const DEEDS: readonly Deed[] = [...accounts, ...people, ...ownData, ...rules, ...settings, ...accountSettings];
