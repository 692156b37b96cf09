import { writtenDate, writtenMoment } from '../../platform/clock.ts';
import { drawPaper } from '../../platform/pdf/paper.ts';
import { RunningText } from '../../platform/pdf/running-text.ts';
import { FIELD_GROUPS, GROUP_LABELS, type FieldGroup } from '../personal-data/index.ts';
import type { ExportContent } from './export-content.ts';
import type { JobAlert } from '../job-alerts/index.ts';
import { type HeldColumn, type HeldTable } from './held-data.ts';
import { isList } from './my-data.ts';
import { writtenValue } from './written-value.ts';

const WORDS = {
  nl: {
    title: 'Mijn gegevens',
    made: 'Gemaakt op',
    intro: 'Dit is alles wat dit bureau van je bewaart. Velden die leeg zijn, staan er niet bij.',
    masked: 'Van je bsn staan alleen de laatste drie cijfers in dit overzicht.',
    files: 'Je documenten',
    filesText: 'Deze bestanden zitten naast dit overzicht in de map files.',
    lost: 'dit bestand kon niet meer worden gelezen',
    statement: (label: string, version: number) => `Privacystatement van ${label}, versie ${String(version)}`,
    liveSince: 'Live sinds',
    account: 'Je account en je job-alerts',
    userName: 'Gebruikersnaam',
    emailAddress: 'Mailadres',
    since: 'Gemaakt op',
    alert: ({ terms, places, hoursFrom, hoursTo, frequency }: JobAlert) =>
      [
        frequency === 'DAILY' ? 'Job-alert, elke dag' : 'Job-alert, elke week',
        terms.length > 0 ? `zoekt ${terms.join(', ')}` : 'elke functie',
        places.length > 0 ? `in ${places.join(', ')}` : 'overal',
        ...(hoursFrom === null ? [] : [`vanaf ${String(hoursFrom)} uur`]),
        ...(hoursTo === null ? [] : [`tot en met ${String(hoursTo)} uur`]),
      ].join('; '),
  },
  en: {
    title: 'My data',
    made: 'Made on',
    intro: 'This is everything that this agency keeps about you. Fields that are empty are left out.',
    masked: 'Of your BSN, only the last three digits are in this overview.',
    files: 'Your documents',
    filesText: 'These files lie beside this overview in the folder files.',
    lost: 'this file could no longer be read',
    statement: (label: string, version: number) => `Privacy statement of ${label}, version ${String(version)}`,
    liveSince: 'Live since',
    account: 'Your account and your job alerts',
    userName: 'User name',
    emailAddress: 'Mail address',
    since: 'Made on',
    alert: ({ terms, places, hoursFrom, hoursTo, frequency }: JobAlert) =>
      [
        frequency === 'DAILY' ? 'Job alert, each day' : 'Job alert, each week',
        terms.length > 0 ? `looks for ${terms.join(', ')}` : 'any job',
        places.length > 0 ? `in ${places.join(', ')}` : 'anywhere',
        ...(hoursFrom === null ? [] : [`from ${String(hoursFrom)} hours`]),
        ...(hoursTo === null ? [] : [`up to ${String(hoursTo)} hours`]),
      ].join('; '),
  },
} as const;

/** The file for people: the same as in the file for programs, in words (B4). A4, as a tagged PDF that a screen reader can read out. */
export function exportPdf(content: ExportContent): Promise<Buffer> {
  const { language, agency, madeAt, statements, files, account } = content;
  const words = WORDS[language];
  const moment = (at: Date) => writtenMoment(at, language);
  return drawPaper(
    { title: words.title, author: agency.name, language, at: madeAt, foot: agency.name },
    (doc, root) => {
      const page = new RunningText(doc, root);
      page.title(words.title);
      page.subtitle(agency.name);
      page.line(`${words.made} ${moment(madeAt)}`);
      page.line(words.intro);
      if (content.bsn !== null) page.line(words.masked);
      for (const [group, parts] of byGroup(content)) {
        page.heading(GROUP_LABELS[group][language]);
        for (const lines of parts) {
          for (const line of lines) page.line(line);
          if (parts.length > 1) page.line(' ');
        }
      }
      if (files.length > 0) {
        page.heading(words.files);
        page.line(words.filesText);
        for (const { path, document, lost } of files) page.item(lost ? `${document.fileName} (${words.lost})` : path);
      }
      if (account) {
        page.heading(words.account);
        page.line(`${words.userName}: ${account.userName}`);
        page.line(`${words.emailAddress}: ${account.emailAddress}`);
        page.line(`${words.since}: ${writtenDate(account.createdOn, language)}`);
        for (const alert of account.alerts) page.item(words.alert(alert));
      }
      for (const statement of statements) {
        page.newPage();
        page.heading(words.statement(statement.labelName, statement.version));
        page.line(`${words.liveSince} ${moment(statement.liveAt)}`);
        page.verbatim(statement.markdown);
      }
    },
  );
}

/** Group → what stands in it: the lines of one record after the other. */
function byGroup(content: ExportContent): [FieldGroup, string[][]][] {
  const groups = new Map<FieldGroup, string[][]>();
  const add = (group: FieldGroup, lines: string[]) => {
    if (lines.length > 0) groups.set(group, [...(groups.get(group) ?? []), lines]);
  };
  for (const table of content.tables) {
    const { declaration, columns, rows } = table;
    if (declaration.person === 'id')
      for (const [group, own] of Map.groupBy(columns, ({ line }) => line.group))
        add(group, linesOf(table, own, rows[0]?.values ?? {}, content));
    else if (isList(declaration))
      for (const column of columns)
        add(
          column.line.group,
          linesOf(table, [column], { [column.property]: rows.map((row) => row.values[column.property]) }, content),
        );
    else for (const { values } of rows) add(columns[0]!.line.group, linesOf(table, columns, values, content));
  }
  return [...groups].toSorted(([a], [b]) => FIELD_GROUPS.indexOf(a) - FIELD_GROUPS.indexOf(b));
}

function linesOf(
  { declaration }: HeldTable,
  columns: readonly HeldColumn[],
  values: Readonly<Record<string, unknown>>,
  { language, bsn }: ExportContent,
): string[] {
  return columns.flatMap(({ property, field, line, value }) => {
    const held = value.type === 'SEALED' ? bsn : values[property];
    const text = writtenValue(`${declaration.type}.${field}`, value, held, language);
    return text === null ? [] : [`${line[language]}: ${text}`];
  });
}
