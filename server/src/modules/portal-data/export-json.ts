import type { PersonalDataCatalogue } from '../personal-data/index.ts';
import { heldColumns, type HeldColumn, type HeldTable } from './held-data.ts';
import type { EntityManager } from '../../platform/database/index.ts';
import { isExported, type ExportContent } from './export-content.ts';
import { ALERT_FREQUENCIES } from '../job-alerts/index.ts';
import { isList } from './my-data.ts';

/** Goes up when somebody who reads the file must change his program; new fields alone don't. */
export const FORMAT = { name: 'wisbaar-export', version: 1 };

type Row = Record<string, unknown>;

/** The file for programs, as docs/export-format.md says: everything that is declared to be taken along, by type. */
export function exportJson(content: ExportContent): string {
  const { agency, language, madeAt, statements, files, account } = content;
  const records: Partial<Record<string, Row[]>> = {};
  for (const table of content.tables) addTable(records, table, content);
  return JSON.stringify(
    {
      format: FORMAT,
      madeAt: madeAt.toISOString(),
      language,
      agency: { name: agency.name, contactEmail: agency.contactEmail },
      fields: Object.fromEntries(
        content.tables.flatMap(({ declaration, columns }) =>
          columns.map(({ field, line, value }) => [
            `${declaration.type}.${field}`,
            { nl: line.nl, en: line.en, group: line.group, type: value.type },
          ]),
        ),
      ),
      records,
      privacyStatements: statements.map(({ labelName, version, language: written, liveAt, markdown }) => ({
        label: labelName,
        version,
        language: written,
        liveAt: liveAt.toISOString(),
        markdown,
      })),
      files: files.map(({ document, path, lost }) => ({
        path: lost ? null : path,
        fileName: document.fileName,
        mimeType: document.mimeType,
        sizeBytes: document.sizeBytes,
      })),
      account: account && {
        userName: account.userName,
        emailAddress: account.emailAddress,
        language: account.language,
        createdOn: account.createdOn,
        jobAlerts: account.alerts.map(({ terms, places, hoursFrom, hoursTo, frequency, paused, createdOn }) => ({
          ...{ terms, places, hoursFrom, hoursTo, frequency, paused, createdOn },
        })),
      },
    },
    null,
    2,
  );
}

function addTable(
  records: Partial<Record<string, Row[]>>,
  { declaration, columns, rows }: HeldTable,
  content: ExportContent,
): void {
  const of = (records[declaration.type] ??= []);
  if (isList(declaration)) {
    // A list of texts stands with whom it belongs to.
    const owner = of[0] ?? {};
    if (of.length === 0) of.push(owner);
    for (const { field, property } of columns) owner[field] = rows.map(({ values }) => values[property]);
    return;
  }
  for (const [index, { values }] of rows.entries()) {
    const row = Object.fromEntries(columns.map((column) => [column.field, valueOf(column, values, content)]));
    of[index] = { ...of[index], ...row };
  }
}

const valueOf = ({ property, value }: HeldColumn, values: Row, { bsn }: ExportContent): unknown =>
  value.type === 'SEALED' ? bsn : (values[property] ?? null);

const JSON_TYPES: Readonly<Record<string, object>> = {
  BOOLEAN: { type: ['boolean', 'null'] },
  INTEGER: { type: ['integer', 'null'] },
  DECIMAL: { type: ['number', 'null'] },
  DATE: { type: ['string', 'null'], format: 'date' },
  INSTANT: { type: ['string', 'null'], format: 'date-time' },
  LIST: { type: ['array', 'null'], items: { type: 'string' } },
  MAP: { type: ['object', 'array', 'null'] },
};

/** The JSON schema of that file, made from the same declarations. */
export function exportSchema(em: EntityManager, catalogue: PersonalDataCatalogue): object {
  const types: Record<string, Record<string, object>> = {};
  for (const { table, columns } of heldColumns(em, catalogue, isExported)) {
    const properties = (types[table.declaration.type] ??= {});
    for (const { field, line, value } of columns)
      properties[field] = {
        ...(JSON_TYPES[value.type] ?? { type: ['string', 'null'] }),
        ...(value.choices ? { enum: [...value.choices, null] } : {}),
        description: `${line.en} (${line.nl}).`,
      };
  }
  const text = { type: 'string' };
  const texts = { type: 'array', items: text };
  const all = (properties: Record<string, object>) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What an agency holds of one person, as Wisbaar gives it to him',
    ...all({
      format: all({ name: { const: FORMAT.name }, version: { const: FORMAT.version } }),
      madeAt: { type: 'string', format: 'date-time' },
      language: { enum: ['nl', 'en'] },
      agency: all({ name: text, contactEmail: text }),
      fields: {
        type: 'object',
        description: 'What each field is called, by type and field.',
        additionalProperties: all({ nl: text, en: text, group: text, type: text }),
      },
      records: {
        type: 'object',
        description: 'What is held, by type; `Candidate` is the person himself, once.',
        properties: Object.fromEntries(
          Object.entries(types).map(([type, properties]) => [
            type,
            { type: 'array', items: { type: 'object', properties, additionalProperties: false } },
          ]),
        ),
        additionalProperties: false,
      },
      privacyStatements: {
        type: 'array',
        items: all({ label: text, version: { type: 'integer' }, language: text, liveAt: text, markdown: text }),
      },
      files: {
        type: 'array',
        description: 'Documents, which lie beside this file under their path; null for one that the agency has lost.',
        items: all({
          path: { type: ['string', 'null'] },
          fileName: text,
          mimeType: text,
          sizeBytes: { type: 'integer' },
        }),
      },
      account: {
        description: 'By which he signs in to the portal, and of what he wants to be told; null for who has none.',
        anyOf: [
          { type: 'null' },
          all({
            userName: text,
            emailAddress: text,
            language: text,
            createdOn: { type: 'string', format: 'date' },
            jobAlerts: {
              type: 'array',
              items: all({
                terms: texts,
                places: texts,
                hoursFrom: { type: ['integer', 'null'] },
                hoursTo: { type: ['integer', 'null'] },
                frequency: { enum: ALERT_FREQUENCIES },
                paused: { type: 'boolean' },
                createdOn: { type: 'string', format: 'date' },
              }),
            },
          }),
        ],
      },
    }),
  };
}
