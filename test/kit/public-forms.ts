import { graphql } from 'wisbaar-schema';
import type { ApiClient } from './api-client.ts';

const Prepare = graphql(`
  query PrepareForms {
    agencies {
      id
    }
    labels {
      id
      slug
      statements {
        id
        revision
        state
      }
    }
  }
`);
const PutLive = graphql(`
  mutation PutLiveForForms($input: PutStatementLiveInput!) {
    putStatementLive(input: $input) {
      userErrors {
        code
      }
    }
  }
`);
const AddVacancy = graphql(`
  mutation AddVacancyForForms($input: SaveVacancyInput!) {
    saveVacancy(input: $input) {
      vacancy {
        id
      }
      userErrors {
        code
      }
    }
  }
`);

/** The box that nobody but the visitor ticks (H23). */
export const OTHER_VACANCIES = 'Mijn gegevens mogen worden gebruikt voor andere vacatures';
export const STATEMENT_READ = 'Ik heb het privacystatement gelezen';

export interface PublicForms {
  readonly agencyId: string;
  readonly slug: string;
  readonly vacancyId: string;
}

/** Puts live what is there of an agency's first label, drafts included, in each language. */
export async function putStatementsLive(staff: ApiClient): Promise<void> {
  const { labels } = await staff.ask(Prepare, {});
  for (const { id, revision, state } of labels[0]?.statements ?? []) {
    if (state !== 'DRAFT') continue;
    const { putStatementLive } = await staff.ask(PutLive, { input: { statementId: id, revision } });
    if (putStatementLive.userErrors.length > 0) throw new Error(JSON.stringify(putStatementLive.userErrors));
  }
}

/** Puts the statements of an agency's first label live, without which it has no forms, and adds a vacancy to apply for. */
export async function openForms(staff: ApiClient, vacancy: string): Promise<PublicForms> {
  await putStatementsLive(staff);
  const { agencies, labels } = await staff.ask(Prepare, {});
  const agencyId = agencies[0]!.id;
  const { saveVacancy } = await staff.ask(AddVacancy, { input: { agencyId, reference: 'V-7', title: vacancy } });
  if (!saveVacancy.vacancy) throw new Error(JSON.stringify(saveVacancy.userErrors));
  return { agencyId, slug: labels[0]!.slug, vacancyId: saveVacancy.vacancy.id };
}
