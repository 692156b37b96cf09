import { m } from '#messages';

interface Category {
  readonly key: string;
  readonly labelNl: string;
  readonly labelEn: string;
}

const words: Readonly<Record<string, () => string>> = {
  personalia: m.held_personalia,
  address: m.held_address,
  contact: m.held_contact,
  other: m.held_other,
  registration: m.held_registration,
  application: m.held_application,
  workflow: m.held_workflow,
  offer: m.held_offer,
  hire: m.held_hire,
  trajectory: m.held_trajectory,
  talentPool: m.held_talent_pool,
  contactEntry: m.held_contact_entry,
  employee: m.held_employee,
  recipient: m.held_recipient,
  handOver: m.held_hand_over,
  dataRequest: m.held_data_request,
  education: m.held_education,
  workExperience: m.held_work_experience,
  course: m.held_course,
  knowledgeArea: m.held_knowledge_area,
  skill: m.held_skill,
  wishes: m.held_wishes,
  document: m.held_document,
  payslip: m.held_payslip,
  consent: m.held_consent,
  correspondence: m.held_correspondence,
  erasure: m.held_erasure,
};

/** A kind of data as one would say it oneself; one that is new to this page, as the server calls it. */
export const inHisWords = ({ key, labelNl, labelEn }: Category, language: 'nl' | 'en'): string =>
  words[key]?.() ?? (language === 'nl' ? labelNl : labelEn);

/** What says most to somebody comes first. */
const FIRST = ['personalia', 'address', 'contact', 'document', 'application', 'payslip', 'workExperience', 'education'];
/** Of what stands in the person himself a number would say how many boxes are filled in. */
const UNCOUNTED = new Set([
  'personalia',
  'address',
  'contact',
  'other',
  'registration',
  'employee',
  'wishes',
  'erasure',
]);

export const isCounted = ({ key }: Pick<Category, 'key'>): boolean => !UNCOUNTED.has(key);

export function mostTellingFirst<One extends Category>(categories: readonly One[]): One[] {
  const rank = ({ key }: One) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);
  return categories.toSorted((one, other) => rank(one) - rank(other));
}
