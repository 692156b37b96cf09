import { defineEntity, p } from '@mikro-orm/postgresql';
import { declarePersonalData } from '../personal-data/index.ts';
import { CandidateSchema } from './candidate.entity.ts';
import { career, technical } from './rights-presets.ts';

/** One list of wishes: rows of (candidate, value), wholly deleted when the person is erased. */
function defineWishList<const Name extends string>(
  name: Name,
  tableName: string,
  field: string,
  ref: string,
  nl: string,
  en: string,
) {
  const schema = defineEntity({
    name,
    tableName,
    uniques: [{ properties: ['candidateId', 'value'] }],
    properties: {
      id: p.uuid().primary(),
      candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id'),
      value: p.text(),
    },
  });
  const gone = { erase: 'DELETE_ROW' } as const;
  // prettier-ignore
  const data = declarePersonalData(schema, { person: 'candidateId', rows: 'DELETE', type: 'Candidate' }, {
    id:          { ...technical, ...gone, nl: 'Id', en: 'Id' },
    candidateId: { ...technical, ...gone, nl: 'Kandidaat', en: 'Candidate' },
    value:       { ...career, ...gone, group: 'wishes', portal: 'CHANGE', api: field, ref, nl, en },
  });
  return { field, schema, data };
}

/** The five wish lists (C167–C171); each is published on the candidate as a list of texts. */
export const WISH_LISTS = [
  defineWishList('DesiredRegion', 'desired_region', 'desiredRegions', 'C167', 'Gewenste regio’s', 'Desired regions'),
  defineWishList(
    'DesiredFunctionGroup',
    'desired_function_group',
    'desiredFunctionGroups',
    'C168',
    'Gewenste functiegroepen',
    'Desired function groups',
  ),
  defineWishList('DesiredBranch', 'desired_branch', 'desiredBranches', 'C169', 'Gewenste branche', 'Desired branches'),
  defineWishList(
    'DesiredFunctionLevel',
    'desired_function_level',
    'desiredFunctionLevels',
    'C170',
    'Gewenst functieniveau',
    'Desired function levels',
  ),
  defineWishList(
    'SuitableFunction',
    'suitable_function',
    'suitableFunctions',
    'C171',
    'Geschikt voor functie',
    'Suitable for function',
  ),
] as const;
