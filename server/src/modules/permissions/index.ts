export * from './actor.ts';
export * from './role.ts';
export * from './rights.ts';
export * from './work.ts';
