import { personRecords } from '../candidates/index.ts';
import type { ModuleManifest } from '../module-manifest.ts';
import { contactEntryData } from './contact-entry.ts';

export const contactsModule: ModuleManifest = personRecords([
  {
    declaration: contactEntryData,
    description: 'A conversation that took place (contact).',
    field: 'contactEntries',
    fieldDescription: 'Conversations that took place (Contacten, C38, C52), the oldest first.',
    order: 'tookPlaceOn',
    past: ['tookPlaceOn'],
  },
]);
