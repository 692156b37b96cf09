import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declarePersonalData } from '../personal-data/index.ts';
import { CandidateSchema } from './candidate.entity.ts';
import { career, note, referee, technical } from './rights-presets.ts';

export const WorkExperienceSchema = defineEntity({
  name: 'WorkExperience',
  tableName: 'work_experience',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    function: p.text().nullable(),
    organisation: p.text().nullable(),
    branch: p.text().nullable(),
    equivalentTo: p.text().nullable(),
    functionLevel: p.text().nullable(),
    from: p.date().nullable(),
    to: p.date().nullable(),
    hoursPerWeek: p.decimal('number').precision(5).scale(2).nullable(),
    salary: p.decimal('number').precision(12).scale(2).nullable(),
    salaryPeriod: p.text().nullable(),
    salaryCurrency: p.text().nullable(),
    grossNet: p.text().nullable(),
    memo: p.text().nullable(),
    contactName: p.text().nullable(),
    contactFunction: p.text().nullable(),
    phone: p.text().nullable(),
    mobile: p.text().nullable(),
    email: p.text().nullable(),
    referenceChecked: p.boolean().nullable(),
    referenceCheckedOn: p.date().nullable(),
  },
});
export type WorkExperience = InferEntity<typeof WorkExperienceSchema>;

const work = { ...career, group: 'workExperience', portal: 'CHANGE' } as const;
const value = { ...work, erase: 'CLEAR' } as const;

/** C136–C155; the referee's fields are another person's data (D9). */
// prettier-ignore
export const workExperienceData = declarePersonalData(WorkExperienceSchema, { person: 'candidateId' }, {
  id:                 { ...technical, nl: 'Id', en: 'Id' },
  candidateId:        { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  function:           { ...work, ref: 'C138', nl: 'Functie', en: 'Function' },
  organisation:       { ...work, ref: 'C141', nl: 'Organisatie', en: 'Organisation' },
  branch:             { ...work, ref: 'C144', nl: 'Branche', en: 'Branch' },
  equivalentTo:       { ...work, ref: 'C145', nl: 'Equivalent aan', en: 'Equivalent to' },
  functionLevel:      { ...work, ref: 'C146', nl: 'Functieniveau', en: 'Function level' },
  from:               { ...value, ref: 'C147', nl: 'Van', en: 'From' },
  to:                 { ...value, ref: 'C148', nl: 'Tot', en: 'To' },
  hoursPerWeek:       { ...value, ref: 'C155', nl: 'Aantal uren per week', en: 'Hours per week' },
  salary:             { ...value, ref: 'C150', nl: 'Salaris', en: 'Salary' },
  salaryPeriod:       { ...work, ref: 'C151', nl: 'Salarisperiode', en: 'Salary period' },
  salaryCurrency:     { ...work, ref: 'C152', nl: 'Salarisvaluta', en: 'Salary currency' },
  grossNet:           { ...work, ref: 'C153', nl: 'Bruto/Netto', en: 'Gross or net' },
  memo:               { ...note, ref: 'C142', group: 'workExperience', nl: 'Memo', en: 'Memo' },
  contactName:        { ...referee, ref: 'C136', nl: 'Contactnaam', en: 'Contact name' },
  contactFunction:    { ...referee, ref: 'C137', nl: 'Contact functie', en: 'Contact function' },
  phone:              { ...referee, ref: 'C143', nl: 'Telefoon', en: 'Telephone' },
  mobile:             { ...referee, ref: 'C139', nl: 'Mobiel', en: 'Mobile' },
  email:              { ...referee, ref: 'C140', nl: 'E-mail', en: 'E-mail' },
  referenceChecked:   { ...referee, ref: 'C149', erase: 'CLEAR', nl: 'Referentie gechecked', en: 'Reference checked' },
  referenceCheckedOn: { ...referee, ref: 'C154', erase: 'CLEAR', nl: 'Datum referentie gecontroleerd', en: 'Reference checked on' },
});
