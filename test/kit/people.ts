export interface Person {
  lastName: string;
  callName: string;
  email: string;
  town: string;
  mobile: string;
  employer: string;
  language: 'nl' | 'en';
}

/** All that must be gone once somebody is anonymous. */
export const tracesOf = ({ lastName, callName, email, town, mobile, employer }: Person): string[] => [
  lastName,
  callName,
  email,
  town,
  mobile,
  employer,
];

/**
 * Somebody as a row of an export: he filled in a form on this day without agreeing to more, applied, and had a job before.
 * @param registeredOn `dd-mm-yyyy`
 */
export const registration = (person: Person, registeredOn: string) => ({
  Kandidaatnummer: `K-${person.mobile}`,
  Achternaam: person.lastName,
  Roepnaam: person.callName,
  'E-mail': person.email,
  Woonplaats: person.town,
  Mobiel: person.mobile,
  Taal: person.language === 'nl' ? 'Nederlands' : 'Engels',
  'Soort registratie': 'CheckIn-formulier',
  Inschrijfdatum: registeredOn,
  'Mijn gegevens mogen worden gebruikt voor andere vacatures': 'nee',
  Vacature: 'V-12',
  Vacaturetitel: 'Vormgever',
  Sollicitatiedatum: registeredOn,
  Werkgever: person.employer,
  Functietitel: 'Opmaker',
});
