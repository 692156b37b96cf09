import { m } from '#messages';
import type { DeclaredField } from '#lib/session/declarations.svelte.ts';
import { applicationStatus } from '#lib/words/states.ts';
import {
  applicationType,
  contactChannel,
  gender,
  hireStatus,
  offerStatus,
  registrationKind,
  trajectoryStatus,
} from '#lib/words/terms.ts';

const language = (value: string) => (value === 'en' ? m.language_en() : value === 'nl' ? m.language_nl() : value);

const labels: Readonly<Record<string, (value: string) => string>> = {
  'Candidate.gender': gender,
  'Candidate.language': language,
  'Candidate.registrationKind': registrationKind,
  'Application.type': applicationType,
  'Application.status': (value) => applicationStatus(value).label,
  'Offer.status': offerStatus,
  'Hire.status': hireStatus,
  'TrajectoryRegistration.status': trajectoryStatus,
  'ContactEntry.channel': contactChannel,
};

interface Choice {
  readonly values: readonly string[];
  readonly label: (value: string) => string;
}

/** What can be chosen is the server's; a value without words here is shown as it came. */
export function choiceOf({ type, field, choices }: DeclaredField): Choice {
  return { values: choices ?? [], label: labels[`${type}.${field}`] ?? ((value) => value) };
}
