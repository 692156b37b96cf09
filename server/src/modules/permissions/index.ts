export * from './actor.ts';
export * from './role.ts';
export * from './rights.ts';
export * from './work.ts';
export * from './request-context.ts';
export * from './rules.shield.ts';
export * from './published.shield.ts';
export * from './visible-to.ts';
