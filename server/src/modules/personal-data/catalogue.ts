import { type ColumnLine, FIELD_GROUPS, type PersonalDataDeclaration } from './declaration.ts';

export interface PublishedField {
  /** Type and field as the API names them. */
  readonly type: string;
  readonly field: string;
  readonly property: string;
  readonly line: ColumnLine;
  readonly declaration: PersonalDataDeclaration;
}

/** All declarations together: what erasure, masking, the rights matrix, the screens and the export read (B1). */
export class PersonalDataCatalogue {
  readonly declarations: readonly PersonalDataDeclaration[];
  readonly #published: readonly PublishedField[];

  constructor(declarations: readonly PersonalDataDeclaration[]) {
    this.declarations = declarations;
    this.#published = declarations
      .flatMap((declaration) => publishedFieldsOf(declaration))
      .toSorted((a, b) => FIELD_GROUPS.indexOf(a.line.group) - FIELD_GROUPS.indexOf(b.line.group));
  }

  /** Tables in which a person can have rows. */
  personal(): readonly (PersonalDataDeclaration & { person: string })[] {
    return this.declarations.filter((one): one is PersonalDataDeclaration & { person: string } => one.person !== null);
  }

  publishedFields(): readonly PublishedField[] {
    return this.#published;
  }
}

/** The fields that a table gives to the API, in the order of their lines. */
export function publishedFieldsOf(declaration: PersonalDataDeclaration): PublishedField[] {
  return Object.entries(declaration.columns).flatMap(([property, line]) =>
    line.api === false ? [] : [{ type: declaration.type, field: line.api ?? property, property, line, declaration }],
  );
}
