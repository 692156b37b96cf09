export * from './scalars.ts';
export * from './global-id.ts';
export * from './node.type.ts';
export * from './connection.type.ts';
export * from './page-args.type.ts';
export * from './keyset-page.ts';
export * from './user-error.type.ts';
export { foldShields, type Rule, type ShieldRules, type TypeRules } from './shield-rules.ts';
export * from './once-per-request.ts';
