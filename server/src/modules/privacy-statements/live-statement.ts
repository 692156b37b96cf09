import { DomainError } from '../../platform/errors.ts';
import { outsideRowScope } from '../../platform/database/index.ts';
import { LabelSchema, type Label } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { readEdition, writtenEdition } from './edition.ts';
import { PrivacyStatementSchema, type PrivacyStatement, type StatementLanguage } from './privacy-statement.entity.ts';
import { statementHtml } from './statement-html.ts';
import { termsOfAgency, withTerms, type StatedTerms } from './stated-terms.ts';

/** A version as people read it, or once read it. */
export interface ShownStatement {
  readonly labelName: string;
  readonly language: StatementLanguage;
  readonly version: number;
  readonly liveAt: Date;
  readonly markdown: string;
  readonly html: string;
  /** By which a form says what it showed, and a consent what was read. */
  readonly edition: string;
}

/** The labels of every agency: brands are public, whoever asks. */
export const publicLabels = ({ em }: Work): Promise<Label[]> =>
  outsideRowScope(() => em.fork().find(LabelSchema, {}, { orderBy: { name: 'asc', id: 'asc' } }));

export const publicLabel = ({ em }: Work, slug: string): Promise<Label | null> =>
  outsideRowScope(() => em.fork().findOne(LabelSchema, { slug }));

/** What a label tells everybody (H14–H16), in this language or, where it has none in it, in Dutch. */
export function liveStatement(
  work: Work,
  label: Label,
  language: StatementLanguage,
): Promise<ShownStatement | undefined> {
  return outsideRowScope(async () => {
    const em = work.em.fork();
    const live = await em.find(PrivacyStatementSchema, { labelId: label.id, state: 'LIVE' });
    const statement = live.find((one) => one.language === language) ?? live.find((one) => one.language === 'nl');
    return statement && shown(label, statement, await termsOfAgency({ em }, label.agencyId));
  });
}

/**
 * What stands behind an edition that somebody read, word for word (H20, H21).
 * @returns undefined when it isn't one.
 */
export async function statementOfEdition(
  { em }: Pick<Work, 'em'>,
  written: string,
): Promise<(ShownStatement & { readonly labelId: string }) | undefined> {
  const edition = readEdition(written);
  const statement = edition && (await em.findOne(PrivacyStatementSchema, { id: edition.statementId }));
  if (!statement?.liveAt) return undefined;
  const label = await em.findOneOrFail(LabelSchema, { id: statement.labelId });
  return { ...shown(label, statement, edition!.terms), labelId: label.id };
}

/**
 * What a form showed must be what is live: its words and its terms.
 * @throws DomainError STATEMENT_CHANGED when it no longer is, so that the visitor reads the new one.
 */
export async function mustBeLive(work: Work, label: Label, written: string): Promise<ShownStatement> {
  const language = (await outsideRowScope(() => statementOfEdition({ em: work.em.fork() }, written)))?.language;
  const live = language && (await liveStatement(work, label, language));
  if (live?.edition !== written)
    throw new DomainError('STATEMENT_CHANGED', 'The privacy statement was renewed. Read it again.', [
      'statementEdition',
    ]);
  return live;
}

function shown(label: Label, statement: PrivacyStatement, terms: StatedTerms): ShownStatement {
  const markdown = withTerms(statement.body, terms, statement.language);
  return {
    labelName: label.name,
    language: statement.language,
    version: statement.version,
    liveAt: statement.liveAt!,
    markdown,
    html: statementHtml(markdown),
    edition: writtenEdition({ statementId: statement.id, terms }),
  };
}
