// cspell:ignore kandidaatnummer tussenv gebdatum personeelsnr huisnr toev telefoonnr
import type { ImportedRecord } from './import-fields.ts';

/** Before a heading that several tables share: `Werkervaring: Functie`. */
export const RECORD_WORDS: Readonly<Record<ImportedRecord, readonly string[]>> = {
  Candidate: ['Kandidaat', 'Persoon', 'Candidate', 'Person'],
  Application: ['Inschrijving', 'Sollicitatie', 'Application'],
  WorkExperience: ['Werkervaring', 'Ervaring', 'Work experience', 'Experience'],
  Consent: ['Toestemming', 'Consent'],
};

/** What agencies call the fields, beside the labels of the declarations and the names in the API. */
export const HEADING_WORDS: Readonly<Record<string, readonly string[]>> = {
  'Candidate.externalReference': [
    'Kandidaatnummer', 'Kandidaat nr', 'Kandidaat id', 'Extern nummer', 'Externe referentie', 'Extern id', 'Id', 'External id', 'External reference', 'External number',
    'Candidate id', 'Candidate number', 'Candidate no',
  ],
  'Candidate.lastName': ['Naam', 'Familienaam', 'Geslachtsnaam', 'Name', 'Surname', 'Family name'],
  'Candidate.firstNames': ['Voornaam', 'First name', 'Given name', 'Given names'],
  'Candidate.callName': ['Roepnamen', 'Nickname'],
  'Candidate.initials': ['Initialen', 'Voorletter'],
  'Candidate.namePrefix': ['Tussenvoegsel', 'Tussenvoegsels', 'Voorvoegsel', 'Tussenv', 'Prefix', 'Name prefix', 'Infix'],
  'Candidate.titleBefore': ['Titel', 'Title'],
  'Candidate.birthDate': ['Geb datum', 'Gebdatum', 'Geboren', 'Geboren op', 'Date of birth', 'Birthdate', 'Birthday'],
  'Candidate.gender': ['Sekse', 'M/V', 'Sex'],
  'Candidate.bsn': ['BSN nummer', 'BSN nr', 'Burgerservicenummer', 'Sofinummer', 'Citizen service number'],
  'Candidate.personnelNumber': ['Personeelsnr', 'Personeels nr', 'Personnel no', 'Employee number'],
  'Candidate.street': ['Straatnaam', 'Adres', 'Address'],
  'Candidate.houseNumber': ['Huisnr', 'House no'],
  'Candidate.houseNumberAddition': ['Toevoeging', 'Huisnr toevoeging', 'Toev', 'Addition'],
  'Candidate.postcode': ['PC', 'Postal code', 'Zip', 'Zip code'],
  'Candidate.town': ['Plaats', 'Stad', 'City', 'Place'],
  'Candidate.phonePrivate': ['Telefoon', 'Telefoonnummer', 'Telefoonnr', 'Tel', 'Telefoon thuis', 'Vast nummer', 'Phone', 'Phone number', 'Telephone', 'Telephone number'],
  'Candidate.phoneMobile': ['Mobiel', 'Mobiele telefoon', 'Mobiel nummer', 'Telefoon mobiel', 'Gsm', 'Mobile', 'Mobile phone', 'Mobile number', 'Cell phone'],
  'Candidate.emailPrivate': ['E-mail', 'E-mailadres', 'Mailadres', 'Mail', 'E-mail address'],
  'Candidate.publicationSource': ['Publicatie', 'Herkomst'],
  'Candidate.registeredOn': ['Inschrijfdatum', 'Inschrijvingsdatum', 'Datum inschrijving', 'Registratiedatum', 'Aangemaakt op', 'Registration date', 'Created on', 'Created at'],
  'Application.vacancy': ['Vacature', 'Vacaturenummer', 'Vacature nr', 'Vacature id', 'Vacancy', 'Vacancy number', 'Vacancy reference', 'Vacancy id', 'Job reference'],
  'Application.vacancyTitle': ['Vacaturetitel', 'Vacature titel', 'Vacaturenaam', 'Vacancy title', 'Vacancy name'],
  'Application.appliedOn': ['Sollicitatiedatum', 'Datum sollicitatie', 'Gesolliciteerd op', 'Application date', 'Date applied'],
  'Application.status': ['Sollicitatiestatus', 'Inschrijvingsstatus', 'Application status'],
  'Application.type': ['Inschrijftype', 'Application type'],
  'Application.deregisteredOn': ['Uitgeschreven op', 'Datum uitschrijving', 'Closed on'],
  'WorkExperience.organisation': ['Werkgever', 'Laatste werkgever', 'Bedrijf', 'Employer', 'Company'],
  'WorkExperience.function': ['Functietitel', 'Laatste functie', 'Job title'],
  'Consent.otherVacancies': [
    'Mijn gegevens mogen worden gebruikt voor andere vacatures', 'Toestemming', 'Toestemming andere vacatures', 'Toestemming gegeven', 'AVG toestemming', 'My data may be used for other vacancies',
    'Consent', 'Consent other vacancies', 'Consent given', 'GDPR consent',
  ],
  'Consent.otherVacanciesOn': ['Toestemming op', 'Toestemmingsdatum', 'Datum toestemming', 'Toestemming gegeven op', 'Toestemming andere vacatures op', 'Consent date', 'Consent on', 'Consent given on'],
  'Consent.privacyStatement': ['Privacystatement', 'Privacystatement gelezen', 'Privacystatement getekend', 'Privacyverklaring gelezen', 'Privacy statement read', 'Privacy statement signed'],
  'Consent.privacyStatementOn': ['Privacystatement gelezen op', 'Datum privacystatement', 'Privacystatement getekend op', 'Privacyverklaring gelezen op', 'Privacy statement read on', 'Privacy statement date'],
  'Consent.statementVersion': ['Versie privacystatement', 'Privacystatement versie', 'Versie van de tekst', 'Privacy statement version'],
}; // prettier-ignore
