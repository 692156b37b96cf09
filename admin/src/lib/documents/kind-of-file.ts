import { m } from '#messages';

const KINDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'image/jpeg': 'JPG',
  'image/png': 'PNG',
};

/** What people call a media type. */
export const kindOfFile = (mimeType: string): string => KINDS[mimeType] ?? m.document_kind_other();
