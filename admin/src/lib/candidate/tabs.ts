import { m } from '#messages';

export const tabs = ['data', 'applications', 'career', 'documents', 'details', 'mails', 'receipts'] as const;
export type Tab = (typeof tabs)[number];

export const tabLabels: Readonly<Record<Tab, () => string>> = {
  data: m.tab_data,
  applications: m.tab_applications,
  career: m.tab_career,
  documents: m.tab_documents,
  details: m.tab_details,
  mails: m.tab_mails,
  receipts: m.tab_receipts,
};
