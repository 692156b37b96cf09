import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CandidateType, type Candidate } from '../candidates/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { DocumentSchema, DocumentTypeSchema, type Document } from './document.ts';
import { DocumentGraphType } from './document.type.ts';

@Resolver(() => DocumentGraphType)
export class DocumentResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Kind of document (Documenttype).' })
  async documentType(@Root() document: Document, @Ctx() context: RequestContext): Promise<string | null> {
    const type = await context.byId(DocumentTypeSchema).load(document.documentTypeId);
    return type?.name ?? null;
  }
}

@Resolver(() => CandidateType)
export class CandidateDocumentsResolver {
  @FieldResolver(() => [DocumentGraphType], { nullable: true, description: 'Files (Documenten), the oldest first.' })
  documents(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<Document[]> {
    return context.recordsOf(DocumentSchema, 'addedAt').load(candidate.id);
  }
}
