import { insertRecords, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { LabelSchema, type Agency, type Label } from '../organisation/index.ts';
import { exampleStatement } from './example-statement.ts';
import { LANGUAGES, PrivacyStatementSchema } from './privacy-statement.entity.ts';

const LONGEST_SLUG = 50;

/** Gives a new agency a label by its own name, with the example as first draft, in the caller's transaction. */
export async function giveFirstLabel(em: EntityManager, agency: Agency, at: Date): Promise<Pick<Label, 'id'>> {
  const label = { id: newId(), agencyId: agency.id, name: agency.name, slug: await freeSlug(em, agency.name) };
  await insertRecords(em, LabelSchema, [label]);
  await insertRecords(
    em,
    PrivacyStatementSchema,
    LANGUAGES.map((language) => ({
      id: newId(),
      labelId: label.id,
      language,
      version: 1,
      body: exampleStatement(language, agency.name, agency.contactEmail),
      changedAt: at,
    })),
  );
  return label;
}

async function freeSlug(em: EntityManager, name: string): Promise<string> {
  const letters = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const plain =
    letters
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, LONGEST_SLUG)
      .replaceAll(/^-+|-+$/g, '') || 'bureau';
  const known = await rows<{ slug: string }>(em, sql`select slug from label where starts_with(slug, ${plain})`);
  const taken = new Set(known.map((one) => one.slug));
  let slug = plain;
  for (let n = 2; taken.has(slug); n += 1) slug = `${plain}-${String(n)}`;
  return slug;
}
