import { badInput } from '../errors.ts';

/** What a row's own id looks like; nothing else gets as far as a statement. */
const FORMS = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  number: /^[1-9]\d{0,14}$/,
};
export type IdForm = keyof typeof FORMS;

/** The id by which the world knows a row; opaque, and unique over all types. */
export const toGlobalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64url');

export function readGlobalId(globalId: string, form: IdForm = 'uuid'): { type: string; id: string } | undefined {
  const [type, id, ...rest] = Buffer.from(globalId, 'base64url').toString('utf8').split(':');
  return type && id && rest.length === 0 && /^\w+$/.test(type) && FORMS[form].test(id) ? { type, id } : undefined;
}

const article = (noun: string): string => (['A', 'E', 'I', 'O'].includes(noun.charAt(0)) ? 'an' : 'a');

/**
 * The row's own id.
 * @throws DomainError BAD_USER_INPUT when it is not the id of such a thing; whether it exists is another question.
 */
export function rowId(type: string, globalId: string, field = 'id', form: IdForm = 'uuid'): string {
  const read = readGlobalId(globalId, form);
  if (read?.type !== type) throw badInput(field, `This is not the id of ${article(type)} ${type}.`);
  return read.id;
}
