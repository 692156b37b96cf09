import { inTransaction } from '../../platform/database/index.ts';
import { badInput, DomainError, forbidden } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { isMailAddress } from '../../platform/mail-address.ts';
import { recordAudit } from '../audit/index.ts';
import { isTraceable, lockPerson, mustBeWithin, type HourlyLimit } from '../candidates/index.ts';
import { worksForAgency, type Work } from '../permissions/index.ts';
import { FIELD_GROUPS, type FieldGroup } from '../personal-data/index.ts';
import { toldFields } from './named-by.ts';
import { RecipientSchema, type Recipient } from './recipient.entity.ts';

const LONGEST_NAME = 200;
/** As of memos: a refusal says that a guess was right. */
const LIMIT: HourlyLimit = { actions: ['recipient.name-refused'], anHour: 10 };
const TOO_MANY = 'Too many names of recipients were refused. Try again in an hour.';

export interface NotedRecipient {
  candidateId: string;
  name: string;
  contactEmail?: string | null | undefined;
  groups: readonly string[];
  sentOn: string;
}

/**
 * Notes that somebody's data went to an organisation, and which (B14). When he is erased it is told, where there is an address, by
 * what it was given of him: so who notes it must see that himself. The organisation's name outlives the person, so it may hold
 * nothing that points at him (D8).
 * @throws DomainError NOT_FOUND, ALREADY_ANONYMISED, FORBIDDEN, BAD_USER_INPUT, MEMO_TRACEABLE, RATE_LIMITED after ten refusals in an hour
 */
export async function noteRecipient(work: Work, input: NotedRecipient): Promise<Recipient> {
  const name = input.name.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput('name', `Give 1 to ${String(LONGEST_NAME)} characters.`);
  const contactEmail = input.contactEmail?.trim() || null;
  if (contactEmail !== null && !isMailAddress(contactEmail)) throw badInput('contactEmail', 'Give a mail address.');
  const groups = [...new Set(input.groups)].filter(isGiven);
  if (groups.length === 0 || groups.length !== new Set(input.groups).size)
    throw badInput('groups', 'Say which groups of data, by their names.');
  if (input.sentOn > work.clock.today()) throw badInput('sentOn', 'Give a day that has come.');
  const { actor } = work;
  if (worksForAgency(actor) && !toldFields(groups).every((field) => actor.rights.see.has(field)))
    throw forbidden('Your role may not see everything by which the recipient would be told who it is about.');
  const noted = await inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    if (worksForAgency(actor)) await mustBeWithin(LIMIT, inside, actor, TOO_MANY);
    await lockPerson(inside, input.candidateId);
    if (await isTraceable(inside, input.candidateId, name)) {
      await recordAudit(inside, [
        { action: 'recipient.name-refused', subjectType: 'Candidate', subjectId: input.candidateId },
      ]);
      return null;
    }
    const recipient = em.create(RecipientSchema, {
      ...{ id: newId(), candidateId: input.candidateId, kind: 'OTHER', name, contactEmail, groups },
      sentOn: input.sentOn,
      notedBy: worksForAgency(actor) ? actor.id : null,
    });
    await em.flush();
    await recordAudit(inside, [
      {
        action: 'recipient.noted',
        subjectType: 'Candidate',
        subjectId: input.candidateId,
        facts: { recipientId: recipient.id, fields: groups.join(',') },
      },
    ]);
    return recipient;
  });
  if (noted === null)
    throw new DomainError(
      'MEMO_TRACEABLE',
      'This name could point at the person. It is not anonymised, so it may hold no name, number or address of his.',
      ['name'],
    );
  return noted;
}

const isGiven = (group: string): group is FieldGroup =>
  (FIELD_GROUPS as readonly string[]).includes(group) &&
  !['technical', 'erasure', 'recipient', 'handOver'].includes(group);
