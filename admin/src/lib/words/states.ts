import type { Tone } from 'wisbaar-ui';
import { m } from '#messages';

/** A value of an enumeration as a person reads it. */
export interface Word {
  readonly label: string;
  readonly tone: Tone;
}

type Words = Record<string, () => Word>;

const word =
  (label: () => string, tone: Tone = 'neutral') =>
  () => ({ label: label(), tone });

/** A value that this screen doesn't know yet is shown as it came, not hidden. */
const read =
  (words: Words) =>
  (value: string | null | undefined): Word =>
    words[value ?? '']?.() ?? { label: value ?? '–', tone: 'neutral' };

export const candidateState = read({
  ACTIVE: word(m.candidate_state_active, 'success'),
  PLANNED: word(m.candidate_state_planned, 'warning'),
  ANONYMISED: word(m.candidate_state_anonymised),
  HANDED_OVER: word(m.candidate_state_handed_over, 'brand'),
  INACTIVE: word(m.candidate_state_inactive),
});

export const planState = read({
  PLANNED: word(m.plan_state_planned, 'warning'),
  KEPT: word(m.plan_state_kept, 'success'),
  CARRIED_OUT: word(m.plan_state_carried_out),
  CANCELLED: word(m.plan_state_cancelled),
});

export const mailState = read({
  QUEUED: word(m.mail_state_queued),
  SENDING: word(m.mail_state_sending, 'brand'),
  SENT: word(m.mail_state_sent, 'success'),
  FAILED: word(m.mail_state_failed, 'danger'),
  REVIEW: word(m.mail_state_review, 'warning'),
  WITHDRAWN: word(m.mail_state_withdrawn),
});

export const importState = read({
  RUNNING: word(m.import_state_running, 'brand'),
  DONE: word(m.import_state_done, 'success'),
  FAILED: word(m.import_state_failed, 'danger'),
});

export const applicationStatus = read({
  NEW: word(m.application_status_new, 'brand'),
  IN_PROCESS: word(m.application_status_in_process, 'brand'),
  INTERVIEW: word(m.application_status_interview, 'brand'),
  OFFERED: word(m.application_status_offered, 'brand'),
  HIRED: word(m.application_status_hired, 'success'),
  REJECTED: word(m.application_status_rejected),
  WITHDRAWN: word(m.application_status_withdrawn),
  CLOSED: word(m.application_status_closed),
});
