export * from './outgoing-mail.entity.ts';
export { queueMail, queueSealedMails, withdrawNotices, type MailToQueue } from './queue-mail.ts';
export { sendQueuedMail, type MailLinks, type SettledLetter } from './send-queued-mail.ts';
export { letterWaits, queueSealedLetter, queueSealedLetters, type SealedLetter } from './queue-sealed-letter.ts';
