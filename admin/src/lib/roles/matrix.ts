import { m } from '#messages';
import { getLocale } from '#locale';
import type { Right } from './roles.graphql.ts';

export const columns = ['may', 'see', 'change'] as const;
export type Column = (typeof columns)[number];

/** A row of the matrix: something that can be done, or a field that can be seen and changed. */
export interface Line {
  readonly key: string;
  readonly label: string;
  readonly cells: Readonly<Partial<Record<Column, Right>>>;
}

export interface Group {
  readonly key: string;
  readonly label: string;
  readonly lines: readonly Line[];
}

export interface Section {
  readonly key: 'actions' | 'fields' | 'documents';
  readonly title: string;
  /** Above the names of its lines. */
  readonly heading: string;
  readonly columns: readonly Column[];
  readonly groups: readonly Group[];
}

export const columnTitle: Readonly<Record<Column, () => string>> = {
  may: m.right_may,
  see: m.right_see,
  change: m.right_change,
};

const columnOf: Readonly<Record<Right['kind'], Column>> = {
  ACTION: 'may',
  DOCUMENT: 'may',
  SEE: 'see',
  CHANGE: 'change',
};

/** `see:Candidate.town` and `change:Candidate.town` are one line. */
const lineKey = ({ kind, right }: Right) =>
  kind === 'SEE' || kind === 'CHANGE' ? right.slice(right.indexOf(':') + 1) : right;

export const rightLabel = (right: Right): string => (getLocale() === 'nl' ? right.labelNl : right.labelEn);
export const groupLabel = (right: Right): string => (getLocale() === 'nl' ? right.groupNl : right.groupEn);

/** The rights of a role as the matrix shows them, in the server's own order (H5, H6). */
export function sectionsOf(rights: readonly Right[]): readonly Section[] {
  const of = (...kinds: Right['kind'][]) => groupsOf(rights.filter(({ kind }) => kinds.includes(kind)));
  return [
    { key: 'actions', title: m.right_actions(), heading: m.right_action(), columns: ['may'], groups: of('ACTION') },
    {
      key: 'fields',
      title: m.right_fields(),
      heading: m.right_field(),
      columns: ['see', 'change'],
      groups: of('SEE', 'CHANGE'),
    },
    {
      key: 'documents',
      title: m.right_documents(),
      heading: m.right_document_type(),
      columns: ['may'],
      groups: of('DOCUMENT'),
    },
  ];
}

function groupsOf(rights: readonly Right[]): readonly Group[] {
  const byGroup = Map.groupBy(rights, ({ group }) => group);
  return [...byGroup].map(([key, ofGroup]) => ({
    key,
    label: groupLabel(ofGroup[0]!),
    lines: [...Map.groupBy(ofGroup, lineKey)].map(([line, cells]) => ({
      key: line,
      label: rightLabel(cells[0]!),
      cells: Object.fromEntries(cells.map((right) => [columnOf[right.kind], right])),
    })),
  }));
}

/** What of it has these letters in its name, or stands under a heading that has. */
export function found(sections: readonly Section[], text: string): readonly Section[] {
  const wanted = text.trim().toLocaleLowerCase();
  if (wanted === '') return sections;
  const has = (label: string) => label.toLocaleLowerCase().includes(wanted);
  return only(sections, (line, group) => has(line.label) || has(group.label));
}

/** Those lines alone; groups and sections without any are gone. */
export function only(sections: readonly Section[], keep: (line: Line, group: Group) => boolean): readonly Section[] {
  return sections
    .map((section) => ({
      ...section,
      groups: section.groups
        .map((group) => ({ ...group, lines: group.lines.filter((line) => keep(line, group)) }))
        .filter(({ lines }) => lines.length > 0),
    }))
    .filter(({ groups }) => groups.length > 0);
}

export const cellsOf = (groups: readonly Group[], column: Column): readonly Right[] =>
  groups.flatMap(({ lines }) => lines.flatMap(({ cells }) => cells[column] ?? []));

export const countLines = (sections: readonly Section[]): number =>
  sections.reduce((sum, { groups }) => sum + groups.reduce((inner, { lines }) => inner + lines.length, 0), 0);
