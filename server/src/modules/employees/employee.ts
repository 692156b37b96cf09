import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, figure, technical, WHO_PLACE_PEOPLE } from '../candidates/index.ts';
import { declarePersonalData } from '../personal-data/index.ts';

/** Somebody who works, or worked, for the agency (medewerker, C48): at a client, or inside (C44). Not staff who sign in here. */
export const EmployeeSchema = defineEntity({
  name: 'Employee',
  tableName: 'employee',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').unique(),
    internal: p.boolean().default(false),
    inServiceFrom: p.date(),
    /** The first day on which he no longer works here (uit dienst, C49); `null`: he does. */
    outOfServiceOn: p.date().nullable(),
  },
});
export type Employee = InferEntity<typeof EmployeeSchema>;

const service = { ...figure, group: 'employee', change: WHO_PLACE_PEOPLE } as const;
/** The two days of a service point at one person where few people came and went; the figures need their years alone. */
const day = { ...service, is: 'QUASI_IDENTIFYING', plus: 'START_OF_YEAR' } as const;

/** The row stays, for the figures (C2). */
// prettier-ignore
export const employeeData = declarePersonalData(EmployeeSchema, { person: 'candidateId' }, {
  id:             { ...technical, nl: 'Id', en: 'Id' },
  candidateId:    { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  internal:       { ...service, is: 'PROFESSIONAL', onAcceptance: 'SAME', ref: 'C44', nl: 'Interne medewerker', en: 'Internal employee' },
  inServiceFrom:  { ...day, ref: 'C48', nl: 'In dienst vanaf', en: 'In service from' },
  outOfServiceOn: { ...day, onAcceptance: 'SAME', ref: 'C49', nl: 'Uit dienst op', en: 'Out of service on' },
});
