import { registerCandidate } from '../candidates/index.ts';
import { deleteCandidate } from '../anonymisation/index.ts';
import type { StaffActor, Work } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';

/** Who should not have been entered at all: an employee entered them, and the privacy officer deletes them (D3, H54). */
const ENTERED_BY_MISTAKE = [
  { lastName: 'Testpersoon', memo: 'Testinvoer' },
  { lastName: 'Dubbelaar', memo: 'Dubbel ingevoerd' },
];

/** Of them nothing is left but their receipts, so that the list of receipts has some of the deleted as well. */
export async function deleteSome(
  work: Work,
  agencyId: string,
  staff: { recruiter: StaffActor; officer: StaffActor },
): Promise<void> {
  for (const { lastName, memo } of ENTERED_BY_MISTAKE) {
    const { id } = await registerCandidate({ ...work, actor: staff.recruiter }, staff.recruiter.rights, {
      agencyId,
      fields: { lastName },
      alongside: async ({ em }) => {
        await updateTerms(em, { agencyId });
      },
    });
    await deleteCandidate({ ...work, actor: staff.officer }, { candidateId: id, memo, idempotencyKey: `demo-${id}` });
  }
}
