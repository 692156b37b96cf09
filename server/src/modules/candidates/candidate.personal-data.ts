import { declarePersonalData } from '../personal-data/index.ts';
import { CandidateSchema } from './candidate.entity.ts';
import {
  address,
  career,
  contact,
  figure,
  identity,
  note,
  origin,
  technical,
  WHO_MEET_PEOPLE,
  WHO_PLACE_PEOPLE,
} from './rights-presets.ts';

/** Every column of the data subject, a line each (B1; C88–C120, C172–C177). */
// prettier-ignore
export const candidateData = declarePersonalData(CandidateSchema, { person: 'id' }, {
  id:                   { ...technical, nl: 'Id', en: 'Id' },
  agencyId:             { ...technical, is: 'MANAGEMENT', nl: 'Bureau', en: 'Agency' },

  lastName:             { ...identity, ref: 'C88', nl: 'Achternaam', en: 'Last name' },
  firstNames:           { ...identity, ref: 'C89', nl: 'Voornamen', en: 'First names' },
  callName:             { ...identity, ref: 'C90', nl: 'Roepnaam', en: 'Call name' },
  initials:             { ...identity, ref: 'C91', is: 'QUASI_IDENTIFYING', nl: 'Voorletters', en: 'Initials' },
  namePrefix:           { ...identity, ref: 'C92', is: 'QUASI_IDENTIFYING', nl: 'Voorvoegsels', en: 'Name prefixes' },
  titleBefore:          { ...identity, ref: 'C93', is: 'QUASI_IDENTIFYING', nl: 'Titel (Voor)', en: 'Title before the name' },
  titleAfter:           { ...identity, ref: 'C94', is: 'QUASI_IDENTIFYING', nl: 'Titel (Achter)', en: 'Title after the name' },
  birthDate:            { ...identity, ref: 'C172', is: 'QUASI_IDENTIFYING', erase: 'KEEP', plus: 'START_OF_YEAR', nl: 'Geboortedatum', en: 'Birth date' },
  gender:               { ...identity, ref: 'C173', is: 'QUASI_IDENTIFYING', erase: 'KEEP', plus: 'CLEAR', nl: 'Geslacht', en: 'Gender' },
  nationality:          { ...origin, ref: 'C104', nl: 'Nationaliteit', en: 'Nationality' },
  motherTongue:         { ...origin, ref: 'C105', nl: 'Moedertaal', en: 'Mother tongue' },
  countryOfBirth:       { ...origin, ref: 'C106', nl: 'Geboorteland', en: 'Country of birth' },
  countryOfBirthFather: { ...origin, ref: 'C107', nl: 'Geboorteland vader', en: 'Father’s country of birth' },
  countryOfBirthMother: { ...origin, ref: 'C108', nl: 'Geboorteland moeder', en: 'Mother’s country of birth' },
  placeOfBirth:         { ...origin, ref: 'C109', is: 'IDENTIFYING', nl: 'Geboorteplaats', en: 'Place of birth' },
  bsnCipher:            { ...identity, ref: 'C111', is: 'SPECIAL', change: ['ADMIN'], erase: 'CLEAR', portal: 'SEE', api: 'bsn', nl: 'Bsn', en: 'BSN (masked)' },
  bsnHash:              { ...technical, ref: 'C111', is: 'SPECIAL', erase: 'CLEAR', nl: 'Bsn (zoeksleutel)', en: 'BSN (search key)' },
  personnelNumber:      { ...identity, ref: 'C113', portal: 'SEE', nl: 'Personeelsnummer', en: 'Personnel number' },
  webSpace:             { ...identity, ref: 'C112', nl: 'Webspace', en: 'Web space' },
  memo:                 { ...note, ref: 'C110', group: 'personalia', nl: 'Memo', en: 'Memo' },
  description:          { ...note, ref: 'C114', group: 'personalia', nl: 'Omschrijving', en: 'Description' },

  street:               { ...address, ref: 'C95', nl: 'Straat', en: 'Street' },
  houseNumber:          { ...address, ref: 'C96', is: 'QUASI_IDENTIFYING', nl: 'Huisnummer', en: 'House number' },
  houseNumberAddition:  { ...address, ref: 'C97', is: 'QUASI_IDENTIFYING', nl: 'Huisnummertoevoeging', en: 'House number addition' },
  postcode:             { ...address, ref: 'C98', nl: 'Postcode', en: 'Postcode' },
  town:                 { ...address, ref: 'C117', nl: 'Woonplaats', en: 'Town' },
  province:             { ...address, ref: 'C174', is: 'QUASI_IDENTIFYING', erase: 'KEEP', plus: 'CLEAR', nl: 'Provincie', en: 'Province' },
  country:              { ...address, ref: 'C175', is: 'QUASI_IDENTIFYING', erase: 'KEEP', plus: 'CLEAR', nl: 'Land', en: 'Country' },

  phonePrivate:         { ...contact, ref: 'C99', nl: 'Telefoon (Privé)', en: 'Telephone (private)' },
  phoneWork:            { ...contact, ref: 'C100', nl: 'Telefoon (Werk)', en: 'Telephone (work)' },
  phoneMobile:          { ...contact, ref: 'C101', nl: 'Telefoon (Mobiel)', en: 'Telephone (mobile)' },
  emailPrivate:         { ...contact, ref: 'C102', nl: 'Email (Privé)', en: 'E-mail (private)' },
  emailWork:            { ...contact, ref: 'C103', nl: 'Email (Werk)', en: 'E-mail (work)' },

  fieldsOfExpertise:    { ...career, ref: 'C118', erase: 'CLEAR', nl: 'Vakgebieden', en: 'Fields of expertise' },
  publicationSource:    { ...career, ref: 'C176', is: 'QUASI_IDENTIFYING', erase: 'KEEP', plus: 'CLEAR', nl: 'Publicatie/bron', en: 'Publication or source' },
  candidateKind:        { ...career, ref: 'C177', is: 'QUASI_IDENTIFYING', erase: 'KEEP', plus: 'CLEAR', nl: 'Soort kandidaat', en: 'Kind of candidate' },
  afasProfitId:         { ...career, ref: 'C119', is: 'IDENTIFYING', see: ['ADMIN'], change: ['ADMIN'], portal: 'HIDDEN', nl: 'AFAS Profit Id', en: 'AFAS Profit id' },
  lastSentToAfasOn:     { ...career, ref: 'C120', is: 'MANAGEMENT', see: ['ADMIN'], change: ['ADMIN'], erase: 'CLEAR', portal: 'HIDDEN', nl: 'Laatst verstuurd naar AFAS Profit', en: 'Last sent to AFAS Profit' },

  language:             { ...figure, see: WHO_MEET_PEOPLE, change: WHO_PLACE_PEOPLE, erase: 'KEEP', portal: 'CHANGE', nl: 'Taal', en: 'Language' },
  registrationKind:     { ...figure, nl: 'Soort registratie', en: 'Kind of registration' },
  registeredOn:         { ...figure, nl: 'Geregistreerd op', en: 'Registered on' },
  approvedOn:           { ...figure, ref: 'H40', nl: 'Goedgekeurd op', en: 'Approved on' },
  active:               { ...figure, ref: 'C4', erase: 'SET_FALSE', nl: 'Actief', en: 'Active' },
  blocked:              { ...figure, ref: 'C115', change: WHO_PLACE_PEOPLE, erase: 'SET_TRUE', portal: 'HIDDEN', nl: 'Geblokkeerd', en: 'Blocked' },
  anonymised:           { ...figure, ref: 'C116', erase: 'SET_TRUE', nl: 'Geanonimiseerd', en: 'Anonymised' },
  anonymisedAt:         { ...figure, erase: 'SET_NOW', nl: 'Geanonimiseerd op', en: 'Anonymised at' },

  retainUntil:          { ...technical, is: 'MANAGEMENT', export: true, erase: 'CLEAR', nl: 'Bewaren tot', en: 'Keep until' },
  retentionBasis:       { ...technical, is: 'MANAGEMENT', export: true, erase: 'CLEAR', nl: 'Grond van de bewaartermijn', en: 'Basis of the term' },
  retentionStartedOn:   { ...technical, is: 'MANAGEMENT', export: true, erase: 'CLEAR', nl: 'Begin van de bewaartermijn', en: 'Start of the term' },
  retentionTermDays:    { ...technical, is: 'MANAGEMENT', export: true, erase: 'CLEAR', nl: 'Bewaartermijn in dagen', en: 'Term in days' },
  extendedUntil:        { ...technical, is: 'MANAGEMENT', export: true, erase: 'CLEAR', nl: 'Verlengd tot', en: 'Extended until' },
  importKey:            { ...technical, is: 'IDENTIFYING', erase: 'CLEAR', nl: 'Herkenning bij invoer', en: 'Recognition on import' },
});
