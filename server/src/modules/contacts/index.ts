export { ContactEntrySchema, CONTACT_CHANNELS, type ContactEntry } from './contact-entry.ts';
