import { queueSealedMails } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import type { Ending } from '../retention/index.ts';

const DELETED = {
  nl: {
    subject: 'Je gegevens zijn verwijderd',
    body: (agency: string) =>
      `Hallo,\n\nJe gegevens en je documenten bij ${agency} zijn verwijderd. Dit kan niet worden teruggedraaid.\n\n` +
      `We hebben ook dit e-mailadres niet meer. Je kunt op deze mail dus geen antwoord verwachten.\n\nMet vriendelijke groet,\n\n${agency}\n`,
  },
  en: {
    subject: 'Your data has been deleted',
    body: (agency: string) =>
      `Hello,\n\nYour data and your documents at ${agency} have been deleted. This cannot be undone.\n\n` +
      `We no longer have this e-mail address either, so we cannot answer this mail.\n\nKind regards,\n\n${agency}\n`,
  },
};

const ANONYMISED = {
  nl: {
    subject: 'Je gegevens zijn anoniem gemaakt',
    body: (agency: string) =>
      `Hallo,\n\nJe gegevens bij ${agency} zijn anoniem gemaakt. We kunnen je naam, je adres en je contactgegevens niet meer zien. ` +
      `Je documenten zijn verwijderd. Dit kan niet worden teruggedraaid.\n\nWe hebben ook dit e-mailadres niet meer. Je kunt op deze mail dus geen antwoord verwachten.\n\nMet vriendelijke groet,\n\n${agency}\n`,
  },
  en: {
    subject: 'Your data has been made anonymous',
    body: (agency: string) =>
      `Hello,\n\nYour data at ${agency} has been made anonymous. We can no longer see your name, your address or your contact details. ` +
      `Your documents have been deleted. This cannot be undone.\n\nWe no longer have this e-mail address either, so we cannot answer this mail.\n\nKind regards,\n\n${agency}\n`,
  },
};

/**
 * A mail to say that it has been done (C75). Its address stands sealed in a row that nothing joins to the person, and
 * that goes when the mail has left.
 */
export async function confirmErasures(
  work: Work,
  done: {
    agencyId: string;
    agencyName: string;
    ending: Ending;
    people: readonly { email: string | null; language: 'nl' | 'en' }[];
  },
): Promise<void> {
  const words = done.ending === 'DELETE' ? DELETED : ANONYMISED;
  for (const language of ['nl', 'en'] as const) {
    await queueSealedMails(work, {
      agencyId: done.agencyId,
      kind: 'ERASURE_CONFIRMATION',
      subject: words[language].subject,
      text: words[language].body(done.agencyName),
      to: done.people.flatMap(({ email, language: own }) => (email !== null && own === language ? [email] : [])),
    });
  }
}
