export { RecipientSchema, type Recipient } from './recipient.entity.ts';
export { MyRecipientType } from './recipient.type.ts';
export { noteBackOffice, noteBackOfficeTold } from './recipient-of-hand-over.ts';
export { noteRecipient } from './note-recipient.ts';
export { noteTold } from './note-told.ts';
export { tellRecipients } from './tell-recipients.ts';
