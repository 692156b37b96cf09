import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { localDate, plus } from '../../platform/clock.ts';
import { DateScalar, rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { CandidateType, type Candidate } from '../candidates/index.ts';
import { seesDocumentType, type RequestContext } from '../permissions/index.ts';
import { changeDocument } from './change-document.ts';
import { deleteDocument } from './delete-document.ts';
import { DocumentSchema, DocumentTypeSchema, type Document, type DocumentType } from './document.ts';
import {
  ChangeDocumentInput,
  ChangeDocumentPayload,
  DeleteDocumentInput,
  DeleteDocumentPayload,
  DocumentGraphType,
  DocumentTypeGraphType,
} from './document.type.ts';

@Resolver(() => DocumentGraphType)
export class DocumentResolver {
  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() document: Document): string {
    return toGlobalId('Document', document.id);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Kind of document (Documenttype).' })
  async documentType(@Root() document: Document, @Ctx() context: RequestContext): Promise<string | null> {
    const type = await context.byId(DocumentTypeSchema).load(document.documentTypeId);
    return type?.name ?? null;
  }

  @FieldResolver(() => DocumentTypeGraphType, { nullable: true, description: 'The same, with its term.' })
  async type(@Root() document: Document, @Ctx() context: RequestContext): Promise<DocumentType | null> {
    return (await context.byId(DocumentTypeSchema).load(document.documentTypeId)) ?? null;
  }

  @FieldResolver(() => DateScalar)
  async goesOn(@Root() document: Document, @Ctx() context: RequestContext): Promise<string | null> {
    const type = await context.byId(DocumentTypeSchema).load(document.documentTypeId);
    return type?.retentionDays == null ? null : plus(localDate(document.addedAt), { days: type.retentionDays });
  }

  @FieldResolver(() => [DocumentGraphType], {
    nullable: true,
    description: 'Versions before this one (Eerdere versies), the newest first; each goes at its own time.',
  })
  async earlierVersions(@Root() document: Document, @Ctx() context: RequestContext): Promise<Document[]> {
    const all = await seenDocuments(context, document.candidateId);
    return all
      .filter((one) => one.documentId === document.documentId && one.version < document.version)
      .toSorted((one, other) => other.version - one.version);
  }

  @Mutation(() => ChangeDocumentPayload, {
    description: 'Changes the type or the name of somebody’s document; its files and versions stay as they are.',
  })
  changeDocument(
    @Arg('input', () => ChangeDocumentInput, { description: 'Which one, and what.' }) input: ChangeDocumentInput,
    @Ctx() { work }: RequestContext,
  ): Promise<ChangeDocumentPayload> {
    return withUserErrors(async () => ({
      document: await changeDocument(work, {
        id: rowId('Document', input.id),
        documentTypeId:
          input.documentTypeId == null ? null : rowId('DocumentType', input.documentTypeId, 'documentTypeId'),
        fileName: input.fileName,
      }),
    }));
  }

  @Mutation(() => DeleteDocumentPayload, {
    description: 'Deletes a file of somebody, or all versions of it; it is gone from the store moments later.',
  })
  deleteDocument(
    @Arg('input', () => DeleteDocumentInput, { description: 'Which one.' }) input: DeleteDocumentInput,
    @Ctx() { work }: RequestContext,
  ): Promise<DeleteDocumentPayload> {
    return withUserErrors(async () => ({
      candidate: await deleteDocument(work, { id: rowId('Document', input.id), allVersions: input.allVersions }),
      deletedId: input.id,
    }));
  }
}

@Resolver(() => CandidateType)
export class CandidateDocumentsResolver {
  @FieldResolver(() => [DocumentGraphType], {
    nullable: true,
    description: 'Files (Documenten) of the types that your role may see, in their last version, the oldest first.',
  })
  async documents(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<Document[]> {
    const all = await seenDocuments(context, candidate.id);
    const last = new Map<string, number>();
    for (const { documentId, version } of all) last.set(documentId, Math.max(version, last.get(documentId) ?? 0));
    return all.filter(({ documentId, version }) => last.get(documentId) === version);
  }
}

/** Others do not exist for this role (H1). */
async function seenDocuments(context: RequestContext, candidateId: string): Promise<Document[]> {
  const all = await context.recordsOf(DocumentSchema, 'addedAt').load(candidateId);
  return all.filter((document) => seesDocumentType(context.rights, document.documentTypeId));
}
