export * from './outgoing-mail.entity.ts';
export { queueMail, type MailToQueue } from './queue-mail.ts';
