import {
  type GraphQLField,
  type GraphQLInputField,
  isInterfaceType,
  isObjectType,
  isInputObjectType,
  isEnumType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { FIELD_GROUPS } from '../modules/personal-data/index.ts';
import { rows, sql } from '../platform/database/index.ts';
import { declarations } from './modules.ts';
import { publishedSchema, shieldTree } from './schema.ts';

describe('the declarations of personal data (B1)', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());

  it('have a line for every column that the ORM knows', () => {
    const metadata = product.orm.getMetadata();
    const undeclared = declarations.flatMap((declaration) => {
      const meta = metadata.get<Record<string, unknown>>(declaration.schema);
      return meta.props
        .filter((property) => !(property.name in declaration.columns))
        .map((property) => `${meta.className}.${property.name}`);
    });
    expect(undeclared).toEqual([]);
    const known = new Set(
      declarations.map((declaration) => metadata.get<Record<string, unknown>>(declaration.schema).className),
    );
    expect([...metadata.getAll().values()].map((meta) => meta.className).filter((name) => !known.has(name))).toEqual(
      [],
    );
  });

  it('know every table and column of the database', async () => {
    const metadata = product.orm.getMetadata();
    const declared = new Set(
      declarations.flatMap((declaration) => {
        const meta = metadata.get<Record<string, unknown>>(declaration.schema);
        return meta.props.flatMap((property) => property.fieldNames.map((column) => `${meta.tableName}.${column}`));
      }),
    );
    const stored = await rows<{ name: string }>(
      product.orm.em.fork(),
      sql`select table_name || '.' || column_name as name from information_schema.columns
          where table_schema = 'public' and table_name <> 'mikro_orm_migrations'`,
    );
    expect(stored.map((column) => column.name).filter((name) => !declared.has(name))).toEqual([]);
  });

  it('name every field of the inventory, C88 to C177', () => {
    const cited = new Set(
      declarations.flatMap((declaration) => Object.values(declaration.columns).map((line) => line.ref)),
    );
    const expected = Array.from({ length: 177 - 88 + 1 }, (_, index) => `C${String(88 + index)}`);
    expect(expected.filter((number) => !cited.has(number))).toEqual([]);
  });

  it('hold two languages and a known group on every line', () => {
    for (const declaration of declarations) {
      for (const line of Object.values(declaration.columns)) {
        expect(line.nl).not.toBe('');
        expect(line.en).not.toBe('');
        expect(FIELD_GROUPS).toContain(line.group);
      }
    }
  });

  it('overwrite nothing but text, and empty nothing that must be filled', () => {
    const metadata = product.orm.getMetadata();
    for (const declaration of declarations) {
      if (declaration.person === null) continue;
      const meta = metadata.get<Record<string, unknown>>(declaration.schema);
      for (const property of meta.props) {
        const line = declaration.columns[property.name]!;
        for (const method of [line.erase, line.plus ?? line.erase]) {
          if (method === 'OVERWRITE')
            expect(property.columnTypes, `${meta.className}.${property.name}`).toEqual(['text']);
          if (method === 'CLEAR') expect(property.nullable, `${meta.className}.${property.name}`).toBe(true);
        }
      }
    }
  });
});

describe('the published schema', () => {
  const schema = publishedSchema();
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));

  it('has a rule for every field of every type (deny by default is for what we forgot)', () => {
    const open = types.filter(isObjectType).flatMap((type) => {
      const rules = shieldTree[type.name];
      if (rules && 'resolve' in rules) return [];
      return Object.keys(type.getFields())
        .filter((field) => !(rules && field in rules))
        .map((field) => `${type.name}.${field}`);
    });
    expect(open).toEqual([]);
  });

  it('describes every type, field, argument and enum value by a sentence', () => {
    const sentence = /[.!?”)]$/;
    const wanting: string[] = [];
    const check = (name: string, description: string | null | undefined) => {
      if (!description || !sentence.test(description)) wanting.push(name);
    };
    for (const type of types) {
      if (['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)) continue;
      if (!['Query', 'Mutation'].includes(type.name)) check(type.name, type.description);
      if (isEnumType(type))
        for (const value of type.getValues()) check(`${type.name}.${value.name}`, value.description);
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
        const fields: readonly (GraphQLField<unknown, unknown> | GraphQLInputField)[] = Object.values(type.getFields());
        for (const field of fields) {
          check(`${type.name}.${field.name}`, field.description);
          if ('args' in field)
            for (const argument of field.args)
              check(`${type.name}.${field.name}(${argument.name}:)`, argument.description);
        }
      }
    }
    expect(wanting).toEqual([]);
  });
});
