export * from './outgoing-mail.entity.ts';
export { queueMail, withdrawNotices, type MailToQueue } from './queue-mail.ts';
export { sendQueuedMail } from './send-queued-mail.ts';
