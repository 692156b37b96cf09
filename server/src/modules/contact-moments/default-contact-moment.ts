/** The first wording of an agency's notice (C68), for each end that a term can have (D3); freely changed afterwards. */
export const DEFAULT_CONTACT_MOMENT = {
  name: 'Vooraankondiging',
  daysAfterFirst: 0,
  active: true,
  subjectNl: 'Mogen wij je gegevens bewaren?',
  bodyNl: `Beste {naam},

Enige tijd geleden heb je je bij ons ingeschreven. Je gegevens worden {opDatum} {watErGebeurt}.

Wil je dat wij je gegevens bewaren, zodat wij je kunnen benaderen voor passend werk? Of wil je dat ze nu al worden {watErGebeurt}? Klik dan op deze link en maak je keuze:

{anonimiseringLink}

Doe je niets? Dan worden je gegevens {opDatum} {watErGebeurt}.

Met vriendelijke groet,

{bureau}
`,
  subjectEn: 'May we keep your data?',
  bodyEn: `Dear {naam},

Some time ago you registered with us. Your data will be {watErGebeurt} {opDatum}.

Would you like us to keep your data, so that we can contact you about suitable work? Or would you like it to be {watErGebeurt} now? Follow this link and choose:

{anonimiseringLink}

If you do nothing, your data will be {watErGebeurt} {opDatum}.

Kind regards,

{bureau}
`,
} as const;
