import { inTransaction, outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { agenciesOf, mustReachWholeAgency, type Work } from '../permissions/index.ts';
import { LabelSchema, type Label } from './label.entity.ts';

const LONGEST_NAME = 200;
const LONGEST_SLUG = 60;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Makes a label, or gives one another name or address (H12).
 * @param input.agencyId of a new one; none ever changes its agency.
 * @throws DomainError FORBIDDEN for who is held to units, NOT_FOUND, BAD_USER_INPUT for a name or an address that can't be used or is used already.
 */
export async function saveLabel(
  work: Work,
  input: { id: string | null; agencyId: string | null; name: string; slug: string },
): Promise<Label> {
  const name = input.name.trim();
  const slug = input.slug.trim().toLowerCase();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput('name', `Give a name of 1 to ${String(LONGEST_NAME)} characters.`);
  if (slug.length > LONGEST_SLUG || !SLUG.test(slug))
    throw badInput('slug', 'Give letters a to z and digits, with hyphens between them, 60 at most.');
  mustReachWholeAgency(work.actor);
  const agencies = agenciesOf(work.actor);
  return inTransaction(work.em, async (em) => {
    // One after another, so that two can't get one address.
    await rows(em, sql`select pg_advisory_xact_lock(hashtextextended('label', 0))`);
    const known = input.id === null ? null : await em.findOne(LabelSchema, { id: input.id });
    const agencyId = known?.agencyId ?? (input.id === null ? input.agencyId : null);
    if (agencyId === null || (agencies && !agencies.includes(agencyId))) throw notFound();
    const id = known?.id ?? newId();
    const [named] = await rows(
      em,
      sql`select 1 from label where agency_id = ${agencyId} and lower(name) = lower(${name}) and id <> ${id}`,
    );
    if (named) throw badInput('name', 'This agency has a label of this name already.');
    if (await isTaken(work, slug, id)) throw badInput('slug', 'Another label has this address already.');
    const label = known ?? em.create(LabelSchema, { id, agencyId, name, slug });
    Object.assign(label, { name, slug });
    await em.flush();
    await recordAudit({ ...work, em }, [
      { action: known ? 'label.changed' : 'label.added', subjectType: 'Label', subjectId: id, agencyId },
    ]);
    return label;
  });
}

/** An address is public, so that another agency's is no secret. */
async function isTaken({ em }: Work, slug: string, id: string): Promise<boolean> {
  const found = await outsideRowScope(() =>
    rows(em.fork(), sql`select 1 from label where slug = ${slug} and id <> ${id}`),
  );
  return found.length > 0;
}
