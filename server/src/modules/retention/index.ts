export * from './retention-policy.entity.ts';
export * from './hold.ts';
export * from './update-terms.ts';
export * from './standing-in-the-way.ts';
