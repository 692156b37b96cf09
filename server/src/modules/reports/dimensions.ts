import { writtenMonth } from '../../platform/clock.ts';
import type { Words } from '../audit/index.ts';
import { AgencySchema, OrganisationUnitSchema } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { VacancySchema } from '../vacancies/index.ts';

type Names = ReadonlyMap<string, Words>;

interface Dimension extends Words {
  /** What is said of rows that have none; unless told: not filled in. */
  readonly none?: Words;
  /** Codes and what they mean, in the order in which they are shown. */
  readonly words?: Readonly<Record<string, Words>>;
  /** By time, instead of by size. */
  readonly byTime?: true;
  /** Keys are ids of this type of the API, and what they are called is looked up. */
  readonly type?: string;
  readonly names?: (work: Work, keys: readonly string[]) => Promise<Names> | Names;
}

const same = (text: string): Words => ({ nl: text, en: text });
const STATUSES: Readonly<Record<string, Words>> = {
  NEW: { nl: 'Nieuw', en: 'New' },
  IN_PROCESS: { nl: 'In behandeling', en: 'In process' },
  INTERVIEW: { nl: 'Gesprek', en: 'Interview' },
  OFFERED: { nl: 'Aangeboden', en: 'Offered' },
  HIRED: { nl: 'Aangenomen', en: 'Hired' },
  REJECTED: { nl: 'Afgewezen', en: 'Rejected' },
  WITHDRAWN: { nl: 'Teruggetrokken', en: 'Withdrawn' },
  CLOSED: { nl: 'Gesloten', en: 'Closed' },
};
const TYPES: Readonly<Record<string, Words>> = {
  VACANCY: { nl: 'Op een vacature', en: 'On a vacancy' },
  OPEN: { nl: 'Open', en: 'Open' },
};
const KINDS: Readonly<Record<string, Words>> = {
  CHECKIN_INVITATION: { nl: 'CheckIn-uitnodiging', en: 'CheckIn invitation' },
  CHECKIN_FORM: { nl: 'CheckIn-formulier', en: 'CheckIn form' },
  RECRUIT_APPLICATION: { nl: 'Recruit-sollicitatie', en: 'Recruit application' },
  IMPORT: { nl: 'Import', en: 'Import' },
  MANUAL: { nl: 'Handmatig', en: 'By hand' },
};

/** By what can be counted, a line each; which figures can be told by it stands with the measures. */
const LINES = {
  AGENCY: { nl: 'Bureau', en: 'Agency', type: 'Agency', names: agencyNames },
  ORGANISATION_UNIT: {
    nl: 'Organisatie-onderdeel',
    en: 'Organisation unit',
    none: { nl: 'Zonder onderdeel', en: 'Without a unit' },
    type: 'OrganisationUnit',
    names: unitNames,
  },
  MONTH: {
    nl: 'Maand',
    en: 'Month',
    none: { nl: 'Zonder datum', en: 'Without a date' },
    byTime: true,
    names: monthNames,
  },
  REGISTRATION_KIND: { nl: 'Soort registratie', en: 'Kind of registration', words: KINDS },
  APPLICATION_TYPE: {
    nl: 'Soort inschrijving',
    en: 'Kind of application',
    none: { nl: 'Zonder inschrijving', en: 'Without an application' },
    words: TYPES,
  },
  STATUS: { nl: 'Status', en: 'Status', words: STATUSES },
  SOURCE: { nl: 'Bron', en: 'Source' },
  EXTERNAL_AGENCY: {
    nl: 'Extern bureau',
    en: 'External agency',
    none: { nl: 'Zonder extern bureau', en: 'Without an external agency' },
  },
  VACANCY: {
    nl: 'Vacature',
    en: 'Vacancy',
    none: { nl: 'Zonder vacature', en: 'Without a vacancy' },
    type: 'Vacancy',
    names: vacancyNames,
  },
} as const satisfies Record<string, Dimension>;

export type DimensionCode = keyof typeof LINES;
export const DIMENSIONS: Readonly<Record<DimensionCode, Dimension>> = LINES;
export const DIMENSION_CODES = Object.keys(LINES) as readonly DimensionCode[];

async function agencyNames({ em }: Work, ids: readonly string[]): Promise<Names> {
  const found = await em.find(AgencySchema, { id: { $in: [...ids] } });
  return new Map(found.map(({ id, name }) => [id, same(name)]));
}

async function unitNames({ em }: Work, ids: readonly string[]): Promise<Names> {
  const found = await em.find(OrganisationUnitSchema, { id: { $in: [...ids] } });
  return new Map(found.map(({ id, name }) => [id, same(name)]));
}

async function vacancyNames({ em }: Work, ids: readonly string[]): Promise<Names> {
  const found = await em.find(VacancySchema, { id: { $in: [...ids] } });
  return new Map(found.map(({ id, title, reference }) => [id, same(`${title} (${reference})`)]));
}

const written = (month: string, language: 'nl' | 'en') => writtenMonth(`${month}-01`, language);

/** Months are keys themselves, `yyyy-mm`. */
function monthNames(_work: Work, months: readonly string[]): Names {
  return new Map(months.map((month) => [month, { nl: written(month, 'nl'), en: written(month, 'en') }]));
}
