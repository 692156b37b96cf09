/** The sentences of a functional design; those of its rules are the rules' own. */
export const DESIGN_WORDS = {
  nl: {
    title: 'Functioneel ontwerp anonimiseren',
    agencies: 'Bureaus',
    made: 'Opgemaakt op',
    always: 'Regels die altijd gelden',
    alwaysText: 'Wie onder een van deze regels valt, wordt geanonimiseerd, wat de andere regels ook zeggen.',
    rules: 'Instelbare regels',
    rulesText:
      'Geanonimiseerd wordt wie aan elke soort “alleen”-regel voldoet en onder geen enkele “geen”-regel valt. Van een soort “alleen”-regel die er meer dan één keer staat, volstaat één; een “geen”-regel telt elke keer.',
    noRules: 'Er zijn geen instelbare regels. Alleen de regels die altijd gelden selecteren iemand.',
    outside: 'Altijd buiten de selectie',
    outsideText:
      'Wie al geanonimiseerd is, is overgedragen aan de backoffice, onder een bewaarplicht valt, of zelf heeft gevraagd bewaard te blijven.',
    notice: 'Vooraankondiging',
    withoutNotice: 'Er is geen vooraankondiging: wie geselecteerd wordt, wordt dezelfde dag geanonimiseerd.',
    withNotice: (days: number) =>
      `Wie geselecteerd wordt, krijgt bericht. ${String(days)} dagen na het eerste bericht wordt hij geanonimiseerd, tenzij hij kiest bewaard te blijven.`,
    moment: (name: string, days: number) =>
      days === 0 ? `${name}: op de dag van de selectie` : `${name}: ${String(days)} dagen na het eerste bericht`,
    erasure: 'Uitvoering',
    closes: (name: string) => `Lopende inschrijvingen worden gesloten met de uitschrijfregel “${name}”.`,
    plus: 'Anonimisering Plus staat aan: ook geboortedatum, geslacht, provincie, land, bron, soort en opleiding gaan weg.',
    noPlus: 'Anonimisering Plus staat uit.',
    margin: (percent: number) =>
      `Een uitvoering die meer dan ${String(percent)}% boven de voorvertoning komt, stopt en vraagt om bevestiging.`,
    counts: 'Voorvertoning',
    total: (count: number, on: string) => `Op ${on} zouden ${String(count)} kandidaten geselecteerd worden:`,
    byRule: (count: number, what: string) => `${String(count)} door: ${what}`,
    together: 'de instelbare regels samen',
    hash: 'Kenmerk van deze inrichting (SHA-256)',
    sign: 'Akkoord namens de klant',
    name: 'Naam',
    date: 'Datum',
    signature: 'Handtekening',
  },
  en: {
    title: 'Functional design of anonymisation',
    agencies: 'Agencies',
    made: 'Made on',
    always: 'Rules that always hold',
    alwaysText: 'Whoever comes under one of these rules is anonymised, whatever the other rules say.',
    rules: 'Configurable rules',
    rulesText:
      'Whoever meets every kind of “only” rule and comes under no “none” rule is anonymised. Of an “only” rule that is there more than once, one is enough; a “none” rule counts each time.',
    noRules: 'There are no configurable rules. Only the rules that always hold select anybody.',
    outside: 'Always outside the selection',
    outsideText:
      'Whoever has been anonymised already, was handed over to the back office, is under a hold, or asked to be kept.',
    notice: 'Notice beforehand',
    withoutNotice: 'There is no notice: whoever is selected is anonymised on the same day.',
    withNotice: (days: number) =>
      `Whoever is selected is told. ${String(days)} days after the first notice he is anonymised, unless he chooses to be kept.`,
    moment: (name: string, days: number) =>
      days === 0 ? `${name}: on the day of the selection` : `${name}: ${String(days)} days after the first notice`,
    erasure: 'How it is done',
    closes: (name: string) => `Running registrations are closed by the deregistration rule “${name}”.`,
    plus: 'Anonimisering Plus is on: birth date, gender, province, country, source, kind and education go too.',
    noPlus: 'Anonimisering Plus is off.',
    margin: (percent: number) => `A run more than ${String(percent)}% above the preview stops and asks.`,
    counts: 'Preview',
    total: (count: number, on: string) => `On ${on}, ${String(count)} candidates would be selected:`,
    byRule: (count: number, what: string) => `${String(count)} by: ${what}`,
    together: 'the configurable rules together',
    hash: 'Mark of this set-up (SHA-256)',
    sign: 'Agreed on behalf of the customer',
    name: 'Name',
    date: 'Date',
    signature: 'Signature',
  },
} as const;
