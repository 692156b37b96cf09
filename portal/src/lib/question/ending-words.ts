import { m } from '#messages';
import type { Question } from './question-api';

/** How the end is spoken of: an agency's term ends in making anonymous, or in deleting (D3). */
export const endingWords = (question: Pick<Question, 'ending' | 'state'>) =>
  question.ending === 'DELETE' || question.state === 'DELETED' ? DELETING : ANONYMISING;

const ANONYMISING = {
  planned: m.planned_text,
  plannedByHand: m.planned_text_by_hand,
  plannedRefused: m.planned_text_refused,
  choice: m.anonymise_title,
  what: m.anonymise_what,
  whatTomorrow: m.anonymise_what_tomorrow,
  button: m.anonymise_button,
  confirmTitle: m.confirm_title,
  confirmText: m.confirm_text,
  confirmTextTomorrow: m.confirm_text_tomorrow,
  refusal: m.refusal_title,
  done: m.done_title,
};

const DELETING: typeof ANONYMISING = {
  planned: m.planned_text_delete,
  plannedByHand: m.planned_text_by_hand_delete,
  plannedRefused: m.planned_text_refused_delete,
  choice: m.delete_title,
  what: m.delete_what,
  whatTomorrow: m.delete_what_tomorrow,
  button: m.delete_button,
  confirmTitle: m.confirm_delete_title,
  confirmText: m.confirm_delete_text,
  confirmTextTomorrow: m.confirm_delete_text_tomorrow,
  refusal: m.refusal_delete_title,
  done: m.deleted_title,
};
