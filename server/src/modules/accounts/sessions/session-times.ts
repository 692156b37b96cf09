/** A session lasts a working day at the most, and ends earlier when nobody uses it. */
export const SESSION_HOURS = 12;
export const IDLE_HOURS = 2;
/** For how long somebody who has just shown again who he is may do what asks for that. */
export const FRESH_MINUTES = 5;

const MINUTE = 60_000;
export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE);
export const hoursAfter = (at: Date, hours: number): Date => minutesAfter(at, hours * 60);
