import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { LANGUAGES } from '../candidates/index.ts';
import { LabelSchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

export { LANGUAGES };
export type StatementLanguage = (typeof LANGUAGES)[number];

/** `DRAFT` → `LIVE` → `REPLACED` by the next one; a label has one of each of the first two in a language. */
export const STATEMENT_STATES = ['DRAFT', 'LIVE', 'REPLACED'] as const;
export type StatementState = (typeof STATEMENT_STATES)[number];

/** What was live goes from `LIVE` to `REPLACED`, and no other way: not a word of it changes, and it does not go. */
const LIVE_STANDS = [
  `if old.state = 'DRAFT' then if tg_op = 'DELETE' then return old; end if; return new; end if;`,
  `if tg_op = 'UPDATE' and old.state = 'LIVE' and new.state = 'REPLACED' and new.replaced_at is not null`,
  `and to_jsonb(new) - 'state' - 'replaced_at' = to_jsonb(old) - 'state' - 'replaced_at' then return new; end if;`,
  `raise exception 'A privacy statement that was live stands as it was.' using errcode = 'restrict_violation';`,
].join(' ');

const oneOf = (state: 'DRAFT' | 'LIVE') => ({
  name: `privacy_statement_one_${state.toLowerCase()}`,
  properties: ['labelId', 'language'] as ('labelId' | 'language')[],
  expression: `create unique index "privacy_statement_one_${state.toLowerCase()}" on "privacy_statement" ("label_id", "language") where "state" = '${state}'`,
});

/**
 * A version of a label's privacy statement in a language (H12, H13). What has been live never changes, since people read
 * it: the database refuses it too.
 */
export const PrivacyStatementSchema = defineEntity({
  name: 'PrivacyStatement',
  tableName: 'privacy_statement',
  uniques: [{ properties: ['labelId', 'language', 'version'] }],
  indexes: [oneOf('DRAFT'), oneOf('LIVE')],
  triggers: [
    { name: 'live_stands', timing: 'before', events: ['update', 'delete'], forEach: 'row', body: LIVE_STANDS },
  ],
  properties: {
    id: p.uuid().primary(),
    labelId: () => p.manyToOne(LabelSchema).mapToPk().fieldName('label_id'),
    language: p.enum(LANGUAGES),
    /** 1 for the first of this language. */
    version: p.integer(),
    state: p.enum(STATEMENT_STATES).default('DRAFT'),
    /** Markdown, with the placeholders of the terms still in it. */
    body: p.text(),
    /** Counts how often the draft was saved, so that nobody overwrites what he has not read. */
    revision: p.integer().default(1),
    changedAt: p.datetime(3),
    liveAt: p.datetime(3).nullable(),
    /** Who put it live. */
    liveBy: p.uuid().nullable(),
    replacedAt: p.datetime(3).nullable(),
  },
});
export type PrivacyStatement = InferEntity<typeof PrivacyStatementSchema>;
// prettier-ignore
export const privacyStatementData = declareImpersonal(PrivacyStatementSchema, {
  id: 'TECHNICAL', labelId: 'TECHNICAL', language: 'SETTING', version: 'SETTING', state: 'SETTING', body: 'SETTING', revision: 'TECHNICAL',
  changedAt: 'MANAGEMENT', liveAt: 'MANAGEMENT', liveBy: 'STAFF', replacedAt: 'MANAGEMENT',
});
