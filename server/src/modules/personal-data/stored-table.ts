import type { EntityProperty } from '@mikro-orm/core';
import type { EntityManager } from '../../platform/database/index.ts';
import type { PersonalDataCatalogue } from './catalogue.ts';
import type { ColumnLine, PersonalDataDeclaration } from './declaration.ts';

/** A declared column as the database knows it. */
export interface StoredColumn {
  readonly property: string;
  readonly name: string;
  /** `text`, `date`, `timestamptz(3)`, `bytea` … */
  readonly type: string;
  readonly line: ColumnLine;
}

/** A table in which people can have rows, as the database knows it. */
export interface StoredTable {
  readonly declaration: PersonalDataDeclaration;
  readonly name: string;
  /** Column that holds the person's id. */
  readonly person: string;
  readonly columns: readonly StoredColumn[];
}

const known = new WeakMap<PersonalDataCatalogue, readonly StoredTable[]>();

/** The declarations joined with the ORM's metadata, which knows tables and columns only once it has connected. */
export function storedTables(em: EntityManager, catalogue: PersonalDataCatalogue): readonly StoredTable[] {
  let tables = known.get(catalogue);
  if (!tables) {
    tables = catalogue.personal().map((declaration) => {
      const meta = em.getMetadata().get<object>(declaration.schema);
      const columns = Object.entries(declaration.columns).map(([property, line]): StoredColumn => {
        const stored = (meta.properties as Record<string, EntityProperty>)[property]!;
        return { property, name: stored.fieldNames[0]!, type: stored.columnTypes[0]!, line };
      });
      const person = columns.find((column) => column.property === declaration.person)!.name;
      return { declaration, name: meta.tableName, person, columns };
    });
    known.set(catalogue, tables);
  }
  return tables;
}
