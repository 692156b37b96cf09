import { defineEntity, p } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../../personal-data/index.ts';

/** What rate-limiter-flexible keeps: blinded keys, counted for a quarter of an hour up to a day. */
export const SignInAttemptSchema = defineEntity({
  name: 'SignInAttempt',
  tableName: 'sign_in_attempt',
  properties: {
    key: p.text().primary(),
    points: p.integer().default(0),
    expire: p.bigint('number').nullable(),
  },
});
export const signInAttemptData = declareImpersonal(SignInAttemptSchema, {
  key: 'TECHNICAL',
  points: 'TECHNICAL',
  expire: 'TECHNICAL',
});
