import { writtenMoment } from '../../platform/clock.ts';

const LETTERS = {
  nl: (agency: string, until: string) => ({
    subject: 'Je gegevens staan klaar',
    text: `Hallo,\n\nJe vroeg ${agency} om een bestand met alles wat we van je bewaren. Het staat klaar:\n\n{link}\n\nJe kunt het ophalen tot ${until}. Je logt in en vult nog een keer je wachtwoord in. Daarna verwijderen we het bestand.\n\nHeb je hier niet om gevraagd? Wijzig dan je wachtwoord, en laat het ons weten.\n\n${agency}`,
  }),
  en: (agency: string, until: string) => ({
    subject: 'Your data is ready',
    text: `Hello,\n\nYou asked ${agency} for a file with everything that we keep about you. It is ready:\n\n{link}\n\nYou can fetch it until ${until}. You sign in and give your password once more. After that we remove the file.\n\nDid you not ask for this? Then change your password, and let us know.\n\n${agency}`,
  }),
} as const;

/** Says that the file is there, and nothing of what is in it or whose it is. */
export const readyLetter = (language: 'nl' | 'en', agency: string, expiresAt: Date) =>
  LETTERS[language](agency, writtenMoment(expiresAt, language));
