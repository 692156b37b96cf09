export { openPost, type Delivery, type Letter, type Post } from './post.ts';
export { startMailbox, type Mailbox, type ReceivedMail } from './mailbox.ts';
export { escapeHtml, letterHtml } from './letter-html.ts';
