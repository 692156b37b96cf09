import { forbidden } from '../../platform/errors.ts';
import type { FieldName, Rights } from './rights.ts';

/**
 * For a filter or an order that tells about a field: who may not see it can't use them (D17).
 * @throws DomainError FORBIDDEN
 */
export function mustSee(rights: Rights, field: FieldName, input: string): void {
  if (!rights.see.has(field)) throw forbidden(`Your role may not see ${field}, so ${input} can’t use it.`);
}
