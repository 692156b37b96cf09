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

export const handOverState = read({
  QUEUED: word(m.hand_over_state_queued),
  SENDING: word(m.hand_over_state_sending, 'brand'),
  DONE: word(m.hand_over_state_done, 'success'),
  FAILED: word(m.hand_over_state_failed, 'danger'),
  WITHDRAWN: word(m.hand_over_state_withdrawn),
});

export const requestState = read({
  OPEN: word(m.request_state_open, 'brand'),
  GRANTED: word(m.request_state_granted, 'success'),
  REFUSED: word(m.request_state_refused, 'warning'),
  LAPSED: word(m.request_state_lapsed),
  WITHDRAWN: word(m.request_state_withdrawn),
});

export const importState = read({
  RUNNING: word(m.import_state_running, 'brand'),
  DONE: word(m.import_state_done, 'success'),
  FAILED: word(m.import_state_failed, 'danger'),
});

export const runState = read({
  RUNNING: word(m.run_state_running, 'brand'),
  DONE: word(m.run_state_done, 'success'),
  CANCELLED: word(m.run_state_cancelled, 'warning'),
});

/** A phrase instead of a label; a value that this screen doesn't know yet as it came. */
const phrase =
  (phrases: Record<string, () => string>) =>
  (value: string | null): string =>
    phrases[value ?? '']?.() ?? value ?? '–';

/** What set a run off. */
export const runTrigger = phrase({
  DAILY: m.run_trigger_daily,
  STAFF: m.run_trigger_staff,
  CHOSEN: m.run_trigger_chosen,
  BULK: m.run_trigger_bulk,
});

/** Why somebody is left out of what is done to many. */
export const bulkRefusal = phrase({
  NOT_FOUND: m.run_reason_gone,
  ALREADY_ANONYMISED: m.refusal_already_anonymised,
  HANDED_OVER: m.refusal_handed_over,
  HELD: m.refusal_held,
  NO_TERM: m.bulk_refusal_no_term,
  PLANNED_ALREADY: m.bulk_refusal_planned,
  NOT_POSSIBLE: m.bulk_refusal_not_possible,
});

/** Why somebody of a run was not anonymised. */
export const runReason = phrase({
  HELD: m.refusal_held,
  HANDED_OVER: m.refusal_handed_over,
  ALREADY_ANONYMISED: m.refusal_already_anonymised,
  NOT_DUE: m.run_reason_not_due,
  AWAITS_CLICK: m.run_reason_awaits_click,
  NOT_FOUND: m.run_reason_gone,
  DATA_REFUSED: m.run_reason_data_refused,
});

export const apiKeyState = read({
  VALID: word(m.api_key_state_valid, 'success'),
  EXPIRED: word(m.api_key_state_expired),
  REVOKED: word(m.api_key_state_revoked),
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
