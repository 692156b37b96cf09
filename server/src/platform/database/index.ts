export * from './orm.ts';
export * from './sql.ts';
export * from './transaction.ts';
export * from './insert-records.ts';
