import { NO_RIGHTS, type FieldName, type Rights } from '../permissions/index.ts';
import type { PersonalDataCatalogue } from '../personal-data/index.ts';

const known = new WeakMap<PersonalDataCatalogue, Rights>();

/** What a candidate may see and change of his own, as the declarations say (B1, C84, C86): the rights of no role at all. */
export function portalRights(catalogue: PersonalDataCatalogue): Rights {
  let rights = known.get(catalogue);
  if (!rights) {
    const fields = catalogue.publishedFields();
    const of = (which: typeof fields) => new Set(which.map(({ type, field }): FieldName => `${type}.${field}`));
    rights = {
      ...NO_RIGHTS,
      see: of(fields.filter(({ line }) => line.portal !== 'HIDDEN')),
      change: of(fields.filter(({ line }) => line.portal === 'CHANGE')),
    };
    known.set(catalogue, rights);
  }
  return rights;
}
