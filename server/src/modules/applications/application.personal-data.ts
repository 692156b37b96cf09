import { career, figure, note, technical, WHO_PLACE_PEOPLE } from '../candidates/index.ts';
import { computed, declarePersonalData, ERASURE_PARAMETERS } from '../personal-data/index.ts';
import { ApplicationSchema, RUNNING_STATUSES } from './application.entity.ts';

const count = { ...figure, group: 'application', change: WHO_PLACE_PEOPLE } as const;
const wish = { ...career, group: 'workflow' } as const;
/** A running application is closed by the rule that was chosen for erasure (C54, C55). */
const closedBy = computed(
  (column) =>
    `case when status in (${RUNNING_STATUSES.map((status) => `'${status}'`).join(', ')}) then ${ERASURE_PARAMETERS.deregistrationRule} else ${column} end`,
);

/** C121–C134, and what management figures are made of (C2), which stays. */
// prettier-ignore
export const applicationData = declarePersonalData(ApplicationSchema, { person: 'candidateId' }, {
  id:                   { ...technical, nl: 'Id', en: 'Id' },
  candidateId:          { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  vacancyId:            { ...technical, is: 'MANAGEMENT', group: 'application', portal: 'SEE', export: true, nl: 'Vacature', en: 'Vacancy' },
  type:                 { ...count, ref: 'C36', nl: 'Inschrijvingstype', en: 'Type' },
  source:               { ...count, ref: 'C37', nl: 'Bron', en: 'Source' },
  externalAgency:       { ...count, ref: 'C47', nl: 'Extern bureau', en: 'External agency' },
  portfolioDate:        { ...count, ref: 'C34', nl: 'Portefeuille-datum', en: 'Portfolio date' },
  appliedOn:            { ...count, nl: 'Ingeschreven op', en: 'Applied on' },

  desiredJob:           { ...career, group: 'application', ref: 'C121', nl: 'Gewenste functie', en: 'Desired job' },
  memo:                 { ...note, group: 'application', ref: 'C122', nl: 'Memo', en: 'Memo' },
  status:               { ...count, ref: 'C123', erase: computed(() => `'CLOSED'`), nl: 'Status', en: 'Status' },
  deregisteredOn:       { ...count, ref: 'C124', erase: 'CLEAR', nl: 'Uitschrijfdatum', en: 'Deregistered on' },
  deregistrationRuleId: { ...technical, is: 'MANAGEMENT', ref: 'C55', erase: closedBy, nl: 'Uitschrijfregel', en: 'Deregistration rule' },

  contractType:         { ...wish, ref: 'C125', nl: 'Soort contract', en: 'Contract type' },
  contractLength:       { ...wish, ref: 'C126', nl: 'Contractduur', en: 'Contract length' },
  salaryIndication:     { ...wish, ref: 'C127', erase: 'CLEAR', nl: 'Salarisindicatie', en: 'Salary indication' },
  currency:             { ...wish, ref: 'C128', nl: 'Valuta', en: 'Currency' },
  grossNet:             { ...wish, ref: 'C129', nl: 'Bruto/Netto', en: 'Gross or net' },
  salaryPeriod:         { ...wish, ref: 'C130', nl: 'Salarisperiode', en: 'Salary period' },
  availableFrom:        { ...wish, ref: 'C131', erase: 'CLEAR', nl: 'Beschikbaar per', en: 'Available from' },
  travelsBy:            { ...wish, ref: 'C132', nl: 'Reist per', en: 'Travels by' },
  commuteMetres:        { ...wish, ref: 'C133', erase: 'CLEAR', nl: 'Afstand woon-werkverkeer in meters', en: 'Commute in metres' },
  freeFields:           { ...wish, ref: 'C134', erase: 'CLEAR', nl: 'Vrije Velden: Inschrijvingen', en: 'Free fields' },
});
