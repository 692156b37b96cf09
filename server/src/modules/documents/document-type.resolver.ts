import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencyType, type Agency } from '../organisation/index.ts';
import { seesDocumentType, type RequestContext, type Work } from '../permissions/index.ts';
import { deleteDocumentType } from './delete-document-type.ts';
import { DocumentTypeSchema, type DocumentType } from './document.ts';
import {
  DeleteDocumentTypeInput,
  DeleteDocumentTypePayload,
  DocumentTermPreviewType,
  DocumentTypeGraphType,
  SaveDocumentTypeInput,
  SaveDocumentTypePayload,
} from './document.type.ts';
import type { DocumentTermPreview } from './preview-document-term.ts';
import { previewDocumentTerm, saveDocumentType } from './save-document-type.ts';

@Resolver(() => DocumentTypeGraphType)
export class DocumentTypeResolver {
  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() type: DocumentType): string {
    return toGlobalId('DocumentType', type.id);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether documents of this type exist for you; without that right you neither see nor add any.',
  })
  viewerSees(@Root() type: DocumentType, @Ctx() { rights }: RequestContext): boolean {
    return seesDocumentType(rights, type.id);
  }

  @FieldResolver(() => DocumentTermPreviewType, {
    nullable: true,
    description: 'What another term would do, had it been set now; asking changes nothing.',
  })
  preview(
    @Root() type: DocumentType,
    @Arg('retentionDays', () => Int, { nullable: true, description: 'The term in days; empty: never.' })
    retentionDays: number | null | undefined,
    @Ctx() { work }: RequestContext,
  ): Promise<DocumentTermPreview> {
    return previewDocumentTerm(work, type, retentionDays ?? null);
  }

  @Mutation(() => SaveDocumentTypePayload, {
    description: 'Makes a type of document, or changes one’s name or, as a preview showed, its term (H51).',
  })
  saveDocumentType(
    @Arg('input', () => SaveDocumentTypeInput, { description: 'The type.' }) input: SaveDocumentTypeInput,
    @Ctx() { work }: RequestContext,
  ): Promise<SaveDocumentTypePayload> {
    return withUserErrors(async () => ({
      documentType: await saveDocumentType(work, {
        id: input.id == null ? null : rowId('DocumentType', input.id),
        agencyId: input.agencyId == null ? null : rowId('Agency', input.agencyId, 'agencyId'),
        name: input.name,
        retentionDays: input.retentionDays ?? null,
        withheld: input.withheld,
        forCvs: input.forCvs,
        preview: input.preview ?? null,
      }),
    }));
  }

  @Mutation(() => DeleteDocumentTypePayload, {
    description: 'Deletes a type of document; refused with CONFLICT while there are documents of it.',
  })
  deleteDocumentType(
    @Arg('input', () => DeleteDocumentTypeInput, { description: 'Which one.' }) { id }: DeleteDocumentTypeInput,
    @Ctx() { work }: RequestContext,
  ): Promise<DeleteDocumentTypePayload> {
    return withUserErrors(async () => {
      await deleteDocumentType(work, rowId('DocumentType', id));
      return { deletedId: id };
    });
  }
}

@Resolver(() => AgencyType)
export class AgencyDocumentTypesResolver {
  @FieldResolver(() => [DocumentTypeGraphType], {
    nullable: true,
    description: 'Its types of documents (Documenttypen), by name.',
  })
  async documentTypes(@Root() agency: Agency, @Ctx() { work, loader }: RequestContext): Promise<DocumentType[]> {
    return (await loader('documentTypesOfAgency', (ids) => typesOf(work, ids)).load(agency.id)) ?? [];
  }
}

async function typesOf({ em }: Work, agencyIds: readonly string[]): Promise<Map<string, DocumentType[]>> {
  const types = await em.find(
    DocumentTypeSchema,
    { agencyId: { $in: [...agencyIds] } },
    { orderBy: { name: 'asc', id: 'asc' } },
  );
  return Map.groupBy(types, (type) => type.agencyId);
}
