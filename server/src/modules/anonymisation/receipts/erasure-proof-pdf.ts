import { writtenMoment } from '../../../platform/clock.ts';
import { drawPaper } from '../../../platform/pdf/paper.ts';
import { RunningText } from '../../../platform/pdf/running-text.ts';
import type { Ending } from '../../retention/index.ts';
import type { ErasureWay } from '../erasure-receipt.ts';

export interface PrintedTable {
  /** Its name in the database. */
  readonly table: string;
  readonly about: string;
  readonly rows: number;
  readonly removed: boolean;
}

export interface PrintedErasure {
  readonly language: 'nl' | 'en';
  readonly agency: string;
  readonly reference: string;
  readonly erasedAt: Date;
  readonly way: ErasureWay;
  readonly ending: Ending;
  readonly plus: boolean;
  readonly declarationsVersion: string;
  readonly applicationsClosed: number;
  readonly tables: readonly PrintedTable[];
  readonly filesRemoved: boolean;
  readonly auditEntry: number | undefined;
  readonly inLedger: boolean;
}

const WORDS = {
  nl: {
    title: { ANONYMISE: 'Bewijs van anonimisering', DELETE: 'Bewijs van verwijdering' },
    reference: 'Kenmerk',
    made: 'Gemaakt op',
    what: 'Wat er is gebeurd',
    at: { ANONYMISE: 'Geanonimiseerd op', DELETE: 'Verwijderd op' },
    how: 'Manier',
    ways: {
      DUE_DATE: 'Op de geplande datum',
      STAFF: 'Door een medewerker',
      CANDIDATE: 'Door de kandidaat zelf',
      BACK_OFFICE: 'Na opschoning door de backoffice',
    },
    plus: 'Anonimisering Plus stond aan.',
    closed: (count: number) => `Lopende sollicitaties die zijn afgesloten: ${String(count)}`,
    tables: 'Wat er is gewist',
    row: ({ about, table, rows, removed }: PrintedTable) =>
      `${about} (${table}): ${String(rows)} ${rows === 1 ? 'rij' : 'rijen'} ${removed ? 'verwijderd' : 'overschreven'}`,
    files: 'Bestanden: alle bestanden zijn uit de opslag verwijderd.',
    filesLeft: 'Bestanden: worden nog uit de opslag verwijderd.',
    proof: 'Waar dit nog meer staat',
    entry: (number: number) => `Audittrail: regel ${String(number)}.`,
    noEntry: 'Audittrail: geen regel van deze wissing gevonden.',
    ledger: 'Wislogboek buiten de database: staat erin, met geldig zegel.',
    noLedger: 'Wislogboek buiten de database: niet gevonden.',
    version: 'Versie van de wisinstellingen',
    nobody: 'Dit bewijs bevat geen persoonsgegevens. Wie zijn gegevens heeft laten wissen, kent het kenmerk zelf.',
  },
  en: {
    title: { ANONYMISE: 'Receipt of anonymisation', DELETE: 'Receipt of deletion' },
    reference: 'Reference',
    made: 'Made on',
    what: 'What was done',
    at: { ANONYMISE: 'Anonymised on', DELETE: 'Deleted on' },
    how: 'Way',
    ways: {
      DUE_DATE: 'On the planned date',
      STAFF: 'By an employee',
      CANDIDATE: 'By the candidate himself',
      BACK_OFFICE: 'After the back office had cleaned up',
    },
    plus: 'Anonymisation Plus was on.',
    closed: (count: number) => `Running applications that were closed: ${String(count)}`,
    tables: 'What was erased',
    row: ({ about, table, rows, removed }: PrintedTable) =>
      `${about} (${table}): ${String(rows)} ${rows === 1 ? 'row' : 'rows'} ${removed ? 'deleted' : 'overwritten'}`,
    files: 'Files: all of them have left the store.',
    filesLeft: 'Files: still being removed from the store.',
    proof: 'Where else this stands',
    entry: (number: number) => `Audit trail: entry ${String(number)}.`,
    noEntry: 'Audit trail: no entry of this erasure was found.',
    ledger: 'Erasure ledger outside the database: it is there, under a valid seal.',
    noLedger: 'Erasure ledger outside the database: not found.',
    version: 'Version of the declarations',
    nobody: 'This receipt holds no personal data. Whoever had himself erased knows its reference.',
  },
} as const;

/** A4, as a tagged PDF that a screen reader can read out. @param at when it is made. */
export function drawErasureProof(erasure: PrintedErasure, at: Date): Promise<Buffer> {
  const { language, agency, ending } = erasure;
  const words = WORDS[language];
  const title = words.title[ending];
  const moment = (instant: Date) => writtenMoment(instant, language);
  return drawPaper({ title, author: agency, language, at, foot: agency }, (doc, root) => {
    const page = new RunningText(doc, root);
    page.title(title);
    page.subtitle(agency);
    page.line(`${words.reference}: ${erasure.reference}`);
    page.line(`${words.made} ${moment(at)}`);
    page.heading(words.what);
    page.line(`${words.at[ending]} ${moment(erasure.erasedAt)}`);
    page.line(`${words.how}: ${words.ways[erasure.way]}`);
    if (erasure.plus) page.line(words.plus);
    if (erasure.applicationsClosed > 0) page.line(words.closed(erasure.applicationsClosed));
    page.heading(words.tables);
    for (const table of erasure.tables) page.item(words.row(table));
    page.line(erasure.filesRemoved ? words.files : words.filesLeft);
    page.heading(words.proof);
    page.line(erasure.auditEntry === undefined ? words.noEntry : words.entry(erasure.auditEntry));
    page.line(erasure.inLedger ? words.ledger : words.noLedger);
    page.line(`${words.version}: ${erasure.declarationsVersion}`);
    page.line(words.nobody);
  });
}
