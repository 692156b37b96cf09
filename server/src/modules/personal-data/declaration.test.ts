import { defineEntity, p } from '@mikro-orm/postgresql';
import { describe, expect, it } from 'vitest';
import { declareImpersonal, declarePersonalData, type ColumnLine } from './index.ts';

const NoteSchema = defineEntity({
  name: 'Note',
  tableName: 'note',
  properties: { id: p.uuid().primary(), candidateId: p.uuid(), words: p.text() },
});
const line: ColumnLine = {
  ...{ is: 'TECHNICAL', nl: 'Iets', en: 'Something', group: 'technical', erase: 'KEEP', export: false },
  ...{ see: [], change: [], portal: 'HIDDEN' },
};

describe('a declaration of a table (B1)', () => {
  it('has a line for every column, or it does not compile', () => {
    const whole = declarePersonalData(
      NoteSchema,
      { person: 'candidateId' },
      { id: line, candidateId: line, words: line },
    );
    expect(Object.keys(whole.columns)).toEqual(['id', 'candidateId', 'words']);
    // @ts-expect-error the line of `words` is missing
    declarePersonalData(NoteSchema, { person: 'candidateId' }, { id: line, candidateId: line });
    // @ts-expect-error the same where nobody is said to be in the table
    declareImpersonal(NoteSchema, { id: 'TECHNICAL', candidateId: 'TECHNICAL' });
  });

  it('says of each column how it is erased and who may see it, or it does not compile', () => {
    const { erase: _, ...unerased } = line;
    // @ts-expect-error `erase` is missing
    declarePersonalData(NoteSchema, { person: 'candidateId' }, { id: line, candidateId: line, words: unerased });
    const { see: __, ...unseen } = line;
    // @ts-expect-error `see` is missing
    declarePersonalData(NoteSchema, { person: 'candidateId' }, { id: line, candidateId: line, words: unseen });
    // @ts-expect-error there is no such property to find the person by
    declarePersonalData(NoteSchema, { person: 'personId' }, { id: line, candidateId: line, words: line });
  });
});
