import { Ctx, Query, Resolver } from 'type-graphql';
import { definedValue, methodName } from '../personal-data/index.ts';
import { PersonalDataFieldType } from './personal-data-field.type.ts';
import type { RequestContext } from './request-context.ts';

@Resolver()
export class PersonalDataFieldResolver {
  @Query(() => [PersonalDataFieldType], {
    description: 'Every declared field, in the order of the screens, with what your role may do with it (B1, H5, H6).',
  })
  personalDataFields(@Ctx() { work, rights }: RequestContext): PersonalDataFieldType[] {
    return work.catalogue.publishedFields().map(({ type, field, property, line, declaration }) => {
      const { type: valueType, choices, required, initial } = definedValue(declaration, property);
      return {
        type,
        field,
        group: line.group,
        labelNl: line.nl,
        labelEn: line.en,
        requirement: line.ref ?? null,
        canSee: rights.see.has(`${type}.${field}`),
        canChange: rights.change.has(`${type}.${field}`),
        valueType,
        choices: choices ?? null,
        inputField: valueType === 'LINK' ? property : field,
        required,
        initial: initial === undefined ? null : String(initial),
        erasure: methodName(line.erase),
        erasurePlus: methodName(line.plus ?? line.erase),
        kind: line.is,
        exported: line.export,
        portal: line.portal,
      };
    });
  }
}
