import { AgencySchema } from '../src/modules/organisation/index.ts';
import { DeregistrationRuleSchema } from '../src/modules/applications/index.ts';
import { ContactMomentSchema, DEFAULT_CONTACT_MOMENT } from '../src/modules/contact-moments/index.ts';
import { CandidateSchema, type RegistrationKind } from '../src/modules/candidates/index.ts';
import { ApplicationSchema, type ApplicationStatus } from '../src/modules/applications/index.ts';
import { ConsentSchema } from '../src/modules/consent/index.ts';
import { OutgoingMailSchema } from '../src/modules/outgoing-mail/index.ts';
import { RetentionPolicySchema, updateTerms, type RetentionPolicy } from '../src/modules/retention/index.ts';
import { newId } from '../src/platform/ids.ts';
import type { TestProduct } from './index.ts';

/** An agency of one's own, with the default terms unless told otherwise. */
export async function makeAgency(
  product: TestProduct,
  policy: Partial<RetentionPolicy> = {},
  options: { withNotice?: boolean } = {},
) {
  const em = product.orm.em.fork();
  const id = newId();
  em.create(AgencySchema, { id, name: `Bureau ${id}`, contactEmail: 'help@bureau.example' });
  em.create(RetentionPolicySchema, { agencyId: id, ...policy } as never);
  em.create(DeregistrationRuleSchema, { id: newId(), agencyId: id, name: 'AVG', forErasure: true });
  if (options.withNotice ?? true)
    em.create(ContactMomentSchema, { id: newId(), agencyId: id, ...DEFAULT_CONTACT_MOMENT });
  await em.flush();
  return { id, name: `Bureau ${id}` };
}

export interface PersonSketch {
  registeredOn: string;
  registrationKind?: RegistrationKind;
  consent?: boolean;
  email?: string | null;
  lastName?: string;
  approvedOn?: string;
  applications?: { appliedOn: string; status?: ApplicationStatus; deregisteredOn?: string }[];
}

/** A person with as much as the sketch says, and his term computed. */
export async function makePerson(product: TestProduct, agencyId: string, sketch: PersonSketch): Promise<string> {
  const em = product.orm.em.fork();
  const id = newId();
  em.create(CandidateSchema, {
    id,
    agencyId,
    registrationKind: sketch.registrationKind ?? 'CHECKIN_FORM',
    registeredOn: sketch.registeredOn,
    lastName: sketch.lastName ?? 'Jansen',
    callName: 'Sam',
    emailPrivate: sketch.email === undefined ? `${id}@person.example` : sketch.email,
    approvedOn: sketch.approvedOn ?? null,
  });
  if (sketch.consent) {
    em.create(ConsentSchema, {
      id: newId(),
      candidateId: id,
      purpose: 'OTHER_VACANCIES',
      givenAt: new Date(`${sketch.registeredOn}T12:00:00Z`),
      channel: 'CHECKIN_FORM',
    });
  }
  for (const application of sketch.applications ?? []) {
    em.create(ApplicationSchema, {
      id: newId(),
      candidateId: id,
      type: 'OPEN',
      status: application.status ?? 'NEW',
      ...application,
    });
  }
  await em.flush();
  await updateTerms(em, { candidateIds: [id] });
  return id;
}

/** As if the mail server had taken over all that was queued; the conversation itself is tested with the outbox. */
export async function allMailLeft(product: TestProduct): Promise<void> {
  await product.orm.em
    .fork()
    .nativeUpdate(
      OutgoingMailSchema,
      { state: 'QUEUED' },
      { state: 'SENT', linkSealed: null, sentAt: product.clock.now() },
    );
}
