import { m } from '#messages';

export const tabs = [
  'data',
  'applications',
  'career',
  'placements',
  'contacts',
  'documents',
  'payslips',
  'details',
  'mails',
  'receipts',
] as const;
export type Tab = (typeof tabs)[number];

export const tabLabels: Readonly<Record<Tab, () => string>> = {
  data: m.tab_data,
  applications: m.tab_applications,
  career: m.tab_career,
  placements: m.tab_placements,
  contacts: m.tab_contacts,
  documents: m.tab_documents,
  payslips: m.tab_payslips,
  details: m.tab_details,
  mails: m.tab_mails,
  receipts: m.tab_receipts,
};

/** The right that a tab takes, where having the file open is not enough. */
export const tabNeeds: Readonly<Partial<Record<Tab, string>>> = { payslips: 'payslip:read' };
