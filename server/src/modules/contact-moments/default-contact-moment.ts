/** The first wording of an agency's notice (C68); freely changed afterwards. */
export const DEFAULT_CONTACT_MOMENT = {
  name: 'Vooraankondiging',
  daysAfterFirst: 0,
  active: true,
  subjectNl: 'Mogen wij je gegevens bewaren?',
  bodyNl: `Beste {naam},

Enige tijd geleden heb je je bij ons ingeschreven. Wij zijn van plan om op {anonimiseringDatum} je gegevens anoniem te maken.

Wil je dat wij je gegevens bewaren, zodat wij je kunnen benaderen voor passend werk? Of wil je dat wij ze nu al anoniem maken? Klik dan op deze link en maak je keuze:

{anonimiseringLink}

Doe je niets? Dan maken wij je gegevens op {anonimiseringDatum} anoniem.

Met vriendelijke groet,

{bureau}
`,
  subjectEn: 'May we keep your data?',
  bodyEn: `Dear {naam},

Some time ago you registered with us. We plan to make your data anonymous on {anonimiseringDatum}.

Would you like us to keep your data, so that we can contact you about suitable work? Or would you like us to make it anonymous now? Follow this link and choose:

{anonimiseringLink}

If you do nothing, we make your data anonymous on {anonimiseringDatum}.

Kind regards,

{bureau}
`,
} as const;
