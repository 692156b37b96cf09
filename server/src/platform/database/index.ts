export * from './orm.ts';
export * from './sql.ts';
export { onDays, startOfDay } from './local-days.ts';
export { keepPlanOf } from './kept-plans.ts';
export * from './transaction.ts';
export * from './insert-records.ts';
export * from './row-scope.ts';
