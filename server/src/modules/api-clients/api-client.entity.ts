import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../personal-data/index.ts';
import { RoleSchema } from '../roles/index.ts';

/** A program that works for agencies with the rights of a role (conventions 9). */
export const ApiClientSchema = defineEntity({
  name: 'ApiClient',
  tableName: 'api_client',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    roleId: () => p.manyToOne(RoleSchema).mapToPk().fieldName('role_id').index(),
    agencyIds: p.array().columnType('uuid[]'),
    /** The sites whose pages may call the API with a key of this client; none: only programs that are not in a browser. */
    origins: p.array(),
    createdAt: p.datetime(3),
    disabledAt: p.datetime(3).nullable(),
  },
});
export type ApiClient = InferEntity<typeof ApiClientSchema>;
// prettier-ignore
export const apiClientData = declareImpersonal(ApiClientSchema, { id: 'TECHNICAL', name: 'SETTING', roleId: 'SETTING', agencyIds: 'SETTING', origins: 'SETTING', createdAt: 'MANAGEMENT', disabledAt: 'MANAGEMENT' });

/** A key of a client. Only its hash is stored, and its beginning, by which people tell it from the other one. */
export const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.uuid().primary(),
    clientId: () => p.manyToOne(ApiClientSchema).mapToPk().fieldName('client_id').index(),
    start: p.text(),
    hash: p.blob().hidden().unique(),
    createdAt: p.datetime(3),
    /** The last calendar day on which it works. */
    expiresOn: p.date(),
    /** To the minute. */
    lastUsedAt: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
  },
});
export type ApiKey = InferEntity<typeof ApiKeySchema>;
// prettier-ignore
export const apiKeyData = declareImpersonal(ApiKeySchema, { id: 'TECHNICAL', clientId: 'TECHNICAL', start: 'SETTING', hash: 'TECHNICAL', createdAt: 'MANAGEMENT', expiresOn: 'SETTING', lastUsedAt: 'MANAGEMENT', revokedAt: 'MANAGEMENT' });

/** How often a key was used in an hour that the audit trail has no count of yet. */
export const ApiKeyHourSchema = defineEntity({
  name: 'ApiKeyHour',
  tableName: 'api_key_hour',
  properties: {
    keyId: () => p.manyToOne(ApiKeySchema).mapToPk().fieldName('key_id').primary(),
    /** Its first moment. */
    hour: p.datetime(3).primary(),
    requests: p.integer(),
  },
});
export const apiKeyHourData = declareImpersonal(ApiKeyHourSchema, {
  keyId: 'TECHNICAL',
  hour: 'MANAGEMENT',
  requests: 'MANAGEMENT',
});

/** What rate-limiter-flexible keeps: points that clients have spent in a minute, and blinded addresses with wrong keys. */
export const ApiPointsSchema = defineEntity({
  name: 'ApiPoints',
  tableName: 'api_points',
  properties: {
    key: p.text().primary(),
    points: p.integer().default(0),
    expire: p.bigint('number').nullable(),
  },
});
export const apiPointsData = declareImpersonal(ApiPointsSchema, {
  key: 'TECHNICAL',
  points: 'TECHNICAL',
  expire: 'TECHNICAL',
});
