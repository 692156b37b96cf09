export * from './declaration.ts';
export * from './erasure-method.ts';
export * from './catalogue.ts';
export * from './held-categories.ts';
export * from './stored-table.ts';
export * from './publish.type.ts';
