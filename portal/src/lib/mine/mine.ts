import type { ResultOf } from 'wisbaar-schema';
import { language } from '../language.svelte';
import type { askMyData, askMyPrivacy } from './mine.graphql';

export type Mine = NonNullable<ResultOf<typeof askMyData>['me']>;
export type Group = NonNullable<Mine['data']>[number];
export type Field = Group['fields'][number];
export type Record = Group['records'][number];
export type Correction = NonNullable<Mine['correction']>;
export type Export = NonNullable<Mine['export']>;
export type Privacy = NonNullable<NonNullable<ResultOf<typeof askMyPrivacy>['me']>['privacy']>;

/** What something is called, in the language of the page. */
export const labelOf = ({ labelNl, labelEn }: { labelNl: string; labelEn: string }): string =>
  language.current === 'nl' ? labelNl : labelEn;

/** A value in words, in the language of the page. */
export const textOf = ({ textNl, textEn }: Field): string | null => (language.current === 'nl' ? textNl : textEn);

/** What is typed: a list is a value on each line. */
export const typedOf = ({ type, value, values }: Field): string =>
  type === 'LIST' ? (values ?? []).join('\n') : (value ?? '');

/** What is sent of it. */
export const sentOf = (
  { name, type }: Field,
  typed: string,
): { name: string; value?: string | null; values?: string[] } =>
  type === 'LIST'
    ? { name, values: typed.split('\n').map((one) => one.trim()).filter((one) => one !== '') } // prettier-ignore
    : { name, value: typed.trim() === '' ? null : typed };
