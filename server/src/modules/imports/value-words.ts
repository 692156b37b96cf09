// cspell:ignore gebdatum mevr nonbinair nonbinary nederlands engels checkinuitnodiging checkinformulier recruitsollicitatie opvacature opensollicitatie opensollicitaties openinschrijving openapplication inbehandeling inprocedure opgesprek checkin
/** Letters and digits alone, without accents: `Geb. datum` and `GEBDATUM` are one. */
export const plainWord = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

const words = (text: string) => text.split(' ');

export const YES = new Set(words('ja j yes y true waar 1 x aan on'));
export const NO = new Set(words('nee n no false onwaar 0 uit off'));

/** Words for the values of a field that has a fixed set of them, as plainWord makes them; the values' own names count too. */
export const VALUE_WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'Candidate.gender': {
    FEMALE: words('v vrouw vrouwelijk mevrouw mevr mw f female woman'),
    MALE: words('m man mannelijk heer dhr male'),
    OTHER: words('x anders overig nonbinair genderneutraal other nonbinary'),
    UNKNOWN: words('o onbekend u unknown'),
  },
  'Candidate.language': { nl: words('nl nld nederlands dutch'), en: words('en eng engels english') },
  'Candidate.registrationKind': {
    CHECKIN_INVITATION: words('checkinuitnodiging uitnodiging invitation'),
    CHECKIN_FORM: words('checkinformulier checkininschrijfformulier checkin inschrijfformulier form'),
    RECRUIT_APPLICATION: words('recruit recruitsollicitatie sollicitatie sollicitatieformulier application'),
    IMPORT: words('import invoer'),
    MANUAL: words('handmatig manual'),
  },
  'Application.type': {
    VACANCY: words('vacature opvacature'),
    OPEN: words('opensollicitatie opensollicitaties openinschrijving openapplication'),
  },
  'Application.status': {
    NEW: words('nieuw ontvangen received'),
    IN_PROCESS: words('inbehandeling inprocedure lopend lopende running inprogress'),
    INTERVIEW: words('gesprek opgesprek uitgenodigd sollicitatiegesprek'),
    OFFERED: words('aangeboden aanbod voorgesteld offer'),
    HIRED: words('aangenomen geplaatst placed'),
    REJECTED: words('afgewezen'),
    WITHDRAWN: words('teruggetrokken ingetrokken'),
    CLOSED: words('uitgeschreven gesloten afgesloten deregistered'),
  },
};
