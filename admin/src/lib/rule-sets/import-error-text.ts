import { m } from '#messages';
import { getLocale } from '#locale';
import type { UserError } from '#lib/graphql/user-errors.ts';
import { userErrorText } from '#lib/graphql/user-error-text.ts';

const byPlace: readonly (readonly [RegExp, () => string])[] = [
  [/^(file|format)$/, m.rule_set_import_no_file],
  [/^version$/, m.rule_set_import_version],
  [/^contentHash$/, m.rule_set_import_mark],
  [/^agencies/, m.rule_set_import_agency],
  [/deregistrationRule$/, m.rule_set_import_deregistration],
  [/(talentPool|unit)$/, m.rule_set_import_row],
];

/** What is wrong with a file, and where in it: whoever made it by hand looks there. */
export function importErrorText(error: UserError): string {
  if (error.code !== 'BAD_USER_INPUT') return userErrorText(error);
  const place = (error.field ?? []).join('.');
  const known = byPlace.find(([pattern]) => pattern.test(place))?.[1]();
  const what = getLocale() === 'en' ? error.message : (known ?? m.rule_set_import_problem());
  return /^(file|format|version|contentHash)?$/.test(place) ? what : `${what} ${m.rule_set_import_at({ place })}`;
}
