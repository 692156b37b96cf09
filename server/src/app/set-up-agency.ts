import { z } from 'zod';
import { checkNewPassword, StaffAgencySchema, StaffUserSchema } from '../modules/accounts/index.ts';
import { DeregistrationRuleSchema } from '../modules/applications/index.ts';
import { recordAudit } from '../modules/audit/index.ts';
import { ContactMomentSchema, DEFAULT_CONTACT_MOMENT } from '../modules/contact-moments/index.ts';
import { giveDefaultDocumentTypes } from '../modules/documents/index.ts';
import { AgencySchema } from '../modules/organisation/index.ts';
import type { Work } from '../modules/permissions/index.ts';
import { BUILT_IN_ROLE_IDS } from '../modules/roles/index.ts';
import { giveFirstLabel } from '../modules/privacy-statements/index.ts';
import { RetentionPolicySchema } from '../modules/retention/index.ts';
import { insertRecords, inTransaction, rows, sql, type EntityManager } from '../platform/database/index.ts';
import { badInput } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { hashPassword } from '../platform/passwords.ts';

export interface AgencyToSetUp {
  name: string;
  /** Where candidates find help; notices come from it. */
  contactEmail: string;
  /** Whether people whose term has ended go by themselves (H31, D13). */
  autoErase: boolean;
  admin: { name: string; email: string; password: string };
}

const LONGEST_NAME = 200;
/** The rule by which erasure closes running applications (C55); renamed at will. */
const ERASURE_RULE = 'Geanonimiseerd (AVG)';

/**
 * Sets up an agency with all that the first candidate needs: the default terms, a notice before the end, a rule for
 * closing applications, types of documents, and the first employee, who runs it.
 * @throws DomainError BAD_USER_INPUT when a value can't be used, or the agency or the mail address is known already.
 */
export async function setUpAgency(work: Work, agency: AgencyToSetUp): Promise<{ agencyId: string; staffId: string }> {
  const name = sound('name', agency.name);
  const adminName = sound('admin.name', agency.admin.name);
  const contactEmail = address('contactEmail', agency.contactEmail);
  const email = address('admin.email', agency.admin.email);
  checkNewPassword(agency.admin.password, [adminName, email], 'admin.password');
  const passwordHash = await hashPassword(agency.admin.password);

  const [agencyId, staffId] = [newId(), newId()];
  await inTransaction(work.em, async (em) => {
    await mustBeNew(em, name, email);
    await insertRecords(em, AgencySchema, [{ id: agencyId, name, contactEmail }]);
    await giveFirstLabel(em, { id: agencyId, name, contactEmail }, work.clock.now());
    await insertRecords(em, RetentionPolicySchema, [
      { agencyId, autoEraseCandidates: agency.autoErase, autoEraseApplicants: agency.autoErase },
    ]);
    await insertRecords(em, ContactMomentSchema, [{ ...DEFAULT_CONTACT_MOMENT, id: newId(), agencyId }]);
    await insertRecords(em, DeregistrationRuleSchema, [
      { id: newId(), agencyId, name: ERASURE_RULE, forErasure: true },
    ]);
    await insertRecords(em, StaffUserSchema, [
      { id: staffId, name: adminName, email, passwordHash, roleId: BUILT_IN_ROLE_IDS.ADMIN },
    ]);
    await insertRecords(em, StaffAgencySchema, [{ staffId, agencyId }]);
    await recordAudit({ ...work, em }, [
      { action: 'agency.set-up', subjectType: 'Agency', subjectId: agencyId, facts: { autoErase: agency.autoErase } },
      { action: 'staff.added', subjectType: 'StaffUser', subjectId: staffId, facts: { role: 'ADMIN' } },
    ]);
    await giveDefaultDocumentTypes({ ...work, em }, agencyId);
  });
  return { agencyId, staffId };
}

function sound(field: string, text: string): string {
  const name = text.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput(field, `Give a name of 1 to ${LONGEST_NAME} characters.`);
  return name;
}

function address(field: string, text: string): string {
  const read = z.email().safeParse(text.trim().toLowerCase());
  if (!read.success) throw badInput(field, 'Give a mail address, such as avg@agency.example.');
  return read.data;
}

async function mustBeNew(em: EntityManager, name: string, email: string): Promise<void> {
  const [known] = await rows<{ agency: boolean; staff: boolean }>(
    em,
    sql`select exists (select from agency where lower(name) = lower(${name})) as agency,
          exists (select from staff_user where email = ${email}) as staff`,
  );
  if (known!.agency) throw badInput('name', 'There is an agency of this name already.');
  if (known!.staff) throw badInput('admin.email', 'Somebody signs in with this mail address already.');
}
