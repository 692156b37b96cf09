export * from './contact-moment.entity.ts';
export { DEFAULT_CONTACT_MOMENT } from './default-contact-moment.ts';
export { sendNotices } from './send-notices.ts';
export { erasureQuestion, type ErasureQuestion } from './erasure-question.ts';
export { keepMyData } from './keep-my-data.ts';
export { anonymiseMyData } from './anonymise-my-data.ts';
export { noteFailedNotices } from './note-failed-notices.ts';
