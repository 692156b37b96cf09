/** Groups that are told apart; the others are told as one. */
export const MOST_GROUPS = 50;
/** Months that are told apart: five years, of which the last ones matter. */
export const MOST_MONTHS = 60;
/** Below this, a group could point at somebody: who may not read the files is told of it together with others. */
export const SMALLEST_GROUP = 5;
