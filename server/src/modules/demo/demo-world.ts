import { NOORDERLICHT_LOGO, WERKKRACHT_LOGO, ZORGPUNT_LOGO } from './demo-logos.ts';

/** The invented agencies of the demo, and the words of which their candidates are made. Names of no existing company. */
export const DEMO_AGENCIES = [
  {
    name: 'Uitzendbureau Noorderlicht',
    contactEmail: 'privacy@noorderlicht.example',
    look: { accentColour: '#27408b', logo: NOORDERLICHT_LOGO },
    share: 6,
    functions: [
      'Orderpicker',
      'Productiemedewerker',
      'Heftruckchauffeur',
      'Teamleider logistiek',
      'Magazijnmedewerker',
      'Planner transport',
      'Chauffeur CE',
    ],
    branch: 'Logistiek en productie',
    policy: { autoEraseCandidates: false, autoEraseApplicants: false, keepPeriod: 'ONE_YEAR', plus: false },
  },
  {
    name: 'Werkkracht Detachering',
    contactEmail: 'avg@werkkracht.example',
    look: { accentColour: '#8a3b12', logo: WERKKRACHT_LOGO },
    share: 3,
    functions: [
      'Financieel medewerker',
      'Salarisadministrateur',
      'Projectondersteuner',
      'Applicatiebeheerder',
      'Inkoper',
      'Beleidsmedewerker',
      'Werkvoorbereider',
    ],
    branch: 'Kantoor en overheid',
    policy: { autoEraseCandidates: true, autoEraseApplicants: true, keepPeriod: 'ONE_YEAR', plus: false },
  },
  {
    name: 'Zorgpunt Flex',
    contactEmail: 'privacy@zorgpuntflex.example',
    look: { accentColour: '#7a2058', logo: ZORGPUNT_LOGO },
    share: 1,
    functions: [
      'Verzorgende IG',
      'Verpleegkundige',
      'Helpende',
      'Begeleider gehandicaptenzorg',
      'Doktersassistent',
      'Woonbegeleider',
    ],
    branch: 'Zorg en welzijn',
    policy: { autoEraseCandidates: false, autoEraseApplicants: true, keepPeriod: 'SAME_TERM', plus: true },
  },
] as const;
export type DemoAgency = (typeof DEMO_AGENCIES)[number];

export const DEREGISTRATION_RULES = [
  { name: 'Geanonimiseerd (AVG)', forErasure: true },
  { name: 'Afgewezen na gesprek', forErasure: false },
  { name: 'Zelf teruggetrokken', forErasure: false },
  { name: 'Vacature vervuld', forErasure: false },
] as const;

export const DOCUMENT_TYPES = [
  { name: 'CV', retentionDays: null, forCvs: true },
  { name: 'Sollicitatiebrief', retentionDays: 365, forCvs: false },
  { name: 'Diploma', retentionDays: null, forCvs: false },
] as const;
/** The second one is for who is given the right. */
export const MORE_DOCUMENT_TYPES = [
  { name: 'Contract', retentionDays: 2_555, forCvs: false, withheld: false },
  { name: 'Identiteitsbewijs', retentionDays: 28, forCvs: false, withheld: true },
] as const;

export const TOWNS = [
  { town: 'Groningen', province: 'Groningen', postcode: 97 },
  { town: 'Leeuwarden', province: 'Fryslân', postcode: 89 },
  { town: 'Assen', province: 'Drenthe', postcode: 94 },
  { town: 'Zwolle', province: 'Overijssel', postcode: 80 },
  { town: 'Enschede', province: 'Overijssel', postcode: 75 },
  { town: 'Arnhem', province: 'Gelderland', postcode: 68 },
  { town: 'Nijmegen', province: 'Gelderland', postcode: 65 },
  { town: 'Utrecht', province: 'Utrecht', postcode: 35 },
  { town: 'Amersfoort', province: 'Utrecht', postcode: 38 },
  { town: 'Almere', province: 'Flevoland', postcode: 13 },
  { town: 'Haarlem', province: 'Noord-Holland', postcode: 20 },
  { town: 'Amsterdam', province: 'Noord-Holland', postcode: 10 },
  { town: 'Leiden', province: 'Zuid-Holland', postcode: 23 },
  { town: 'Rotterdam', province: 'Zuid-Holland', postcode: 30 },
  { town: 'Middelburg', province: 'Zeeland', postcode: 43 },
  { town: 'Breda', province: 'Noord-Brabant', postcode: 48 },
  { town: 'Eindhoven', province: 'Noord-Brabant', postcode: 56 },
  { town: 'Venlo', province: 'Limburg', postcode: 59 },
] as const;

export const ORIGINS = [
  { nationality: 'Nederlandse', motherTongue: 'Nederlands', country: 'Nederland', weight: 82 },
  { nationality: 'Poolse', motherTongue: 'Pools', country: 'Polen', weight: 7 },
  { nationality: 'Syrische', motherTongue: 'Arabisch', country: 'Syrië', weight: 3 },
  { nationality: 'Duitse', motherTongue: 'Duits', country: 'Duitsland', weight: 4 },
  { nationality: 'Roemeense', motherTongue: 'Roemeens', country: 'Roemenië', weight: 4 },
] as const;

export const SCHOOLS = [
  { level: 'vmbo', study: 'Economie en ondernemen', institute: 'Streekcollege De Vaart' },
  { level: 'mbo 2', study: 'Logistiek medewerker', institute: 'ROC Noordoever' },
  { level: 'mbo 3', study: 'Verzorgende IG', institute: 'ROC Noordoever' },
  { level: 'mbo 4', study: 'Financieel administrateur', institute: 'ROC Het Plein' },
  { level: 'hbo', study: 'Bedrijfskunde', institute: 'Hogeschool Waterland' },
  { level: 'hbo', study: 'Verpleegkunde', institute: 'Hogeschool Waterland' },
  { level: 'wo', study: 'Bestuurskunde', institute: 'Universiteit van het Noorden' },
] as const;

export const COURSES = [
  'VCA Basis',
  'Heftruckcertificaat',
  'BHV',
  'EHBO',
  'Excel voor gevorderden',
  'Code 95',
  'Medicatie toedienen',
] as const;
export const KNOWLEDGE = [
  'Voorraadbeheer',
  'Boekhouden',
  'Arbowetgeving',
  'Projectmatig werken',
  'Zorgdossier',
  'Inkoop',
  'Transportplanning',
] as const;
export const SKILLS = [
  'Samenwerken',
  'Nauwkeurig',
  'Leidinggeven',
  'Plannen',
  'Klantgericht',
  'Zelfstandig',
  'Engels spreken',
] as const;
export const SOURCES = ['Website', 'Vacaturesite', 'Via via', 'Open dag', 'Social media', 'Oud-medewerker'] as const;
export const EMPLOYERS = [
  'Bakkerij De Korenaar',
  'Transport Van Loo',
  'Gemeente Waterdam',
  'Zorggroep De Linde',
  'Technisch Bureau Vonk',
  'Supermarkt De Hoek',
] as const;
export const TRAVELS_BY = ['Fiets', 'Auto', 'Openbaar vervoer'] as const;
export const HOLD_REASONS = [
  'Lopend geschil over urenstaat',
  'Loonbeslag',
  'Onderzoek arbeidsongeval',
  'Bewaarplicht loonadministratie',
] as const;
export const TALENT_POOLS = ['Direct inzetbaar', 'Leidinggevend talent', 'Zij-instromers', 'Oud-medewerkers'] as const;
export const EXTERNAL_AGENCIES = ['Bureau Tussenstap', 'De Flexbrug', 'Werkwijzer Noord'] as const;
export const TRAJECTORIES = [
  'Omscholing logistiek',
  'Taal op de werkvloer',
  'Terug naar werk',
  'Leerwerktraject zorg',
] as const;
export const CONTACT_SUBJECTS = [
  { subject: 'Kennismaking', note: 'Wensen en beschikbaarheid doorgenomen. Wil graag dicht bij huis werken.' },
  { subject: 'Beschikbaarheid', note: 'Kan over twee weken beginnen, liefst vier dagen.' },
  { subject: 'Gesprek bij opdrachtgever', note: 'Gesprek verliep goed, hoort deze week meer.' },
  { subject: 'Vraag over loon', note: null },
  { subject: 'Evaluatie', note: 'Naar tevredenheid. Over drie maanden opnieuw bellen.' },
] as const;
