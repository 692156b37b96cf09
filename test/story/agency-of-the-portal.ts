import { graphql } from 'wisbaar-schema';
import { ApiClient, type Login } from '../kit/index.ts';
import { JOBS } from './portal-reader.ts';

const Prepare = graphql(`
  query PrepareCandidatesPortal {
    agencies {
      id
    }
    labels {
      id
      slug
      statements {
        id
        revision
      }
    }
    candidates(first: 10) {
      nodes {
        id
        callName
      }
    }
  }
`);
const PutLive = graphql(`
  mutation PutLiveForCandidatesPortal($input: PutStatementLiveInput!) {
    putStatementLive(input: $input) {
      userErrors {
        code
      }
    }
  }
`);
const SaveType = graphql(`
  mutation SaveTypeForCandidatesPortal($input: SaveDocumentTypeInput!) {
    saveDocumentType(input: $input) {
      documentType {
        id
      }
    }
  }
`);
const SaveVacancy = graphql(`
  mutation SaveVacancyForCandidatesPortal($input: SaveVacancyInput!) {
    saveVacancy(input: $input) {
      vacancy {
        id
      }
    }
  }
`);
const NoteRecipient = graphql(`
  mutation NoteRecipientForCandidatesPortal($input: NoteRecipientInput!) {
    noteRecipient(input: $input) {
      userErrors {
        code
      }
    }
  }
`);
const PlaceHold = graphql(`
  mutation PlaceHoldForCandidatesPortal($input: PlaceHoldInput!) {
    placeHold(input: $input) {
      candidate {
        holds {
          id
        }
      }
    }
  }
`);
const EndHold = graphql(`
  mutation EndHoldForCandidatesPortal($input: EndHoldInput!) {
    endHold(input: $input) {
      userErrors {
        code
      }
    }
  }
`);

export const AGENCY = 'Bureau Oostplein';
export const RECIPIENT = 'Opdrachtgever Maas';
/** Of what a candidate takes along, and what he is given back. */
export const LETTER = { name: 'brief.pdf', bytes: '%PDF-1.4 een brief' };

export type AgencyOfThePortal = Awaited<ReturnType<typeof agencyOfThePortal>>;

/** What the staff of the story do: by the API, since the story is the candidate's. */
export async function agencyOfThePortal(url: string, login: Login) {
  const api = await new ApiClient(url).signIn(login);
  const { agencies, labels, candidates } = await api.ask(Prepare, {});
  const agencyId = agencies[0]!.id;
  for (const { id, revision } of labels[0]!.statements!)
    await api.ask(PutLive, { input: { statementId: id, revision } });
  const { saveDocumentType } = await api.ask(SaveType, { input: { agencyId, name: 'Brief' } });
  for (const title of JOBS)
    await api.ask(SaveVacancy, { input: { agencyId, reference: title, title, place: 'Schiedam' } });
  const idOf = (callName: string) => candidates.nodes.find((one) => one.callName === callName)!.id;

  return {
    /** A letter comes in and is looked at, and a client hears of the person (B14). */
    async workWith(callName: string): Promise<void> {
      const candidateId = idOf(callName);
      const where = new URLSearchParams({ candidate: candidateId, type: saveDocumentType.documentType!.id });
      const sent = await api.fetch(`/documents?${where.toString()}`, {
        method: 'POST',
        headers: { 'x-wisbaar-upload': '1', 'x-file-name': LETTER.name },
        body: LETTER.bytes,
      });
      const { documentId } = (await sent.json()) as { documentId: string };
      await (await api.fetch(`/documents/${documentId}`)).text();
      const told = { candidateId, name: RECIPIENT, groups: ['contact'], sentOn: '2027-03-20' };
      await api.ask(NoteRecipient, { input: told });
    },
    /** @returns what lifts it again. */
    async hold(callName: string): Promise<() => Promise<unknown>> {
      const input = { candidateId: idOf(callName), reason: 'Een lopende zaak bij de rechter', until: '2027-06-01' };
      const { placeHold } = await api.ask(PlaceHold, { input });
      return () => api.ask(EndHold, { input: { id: placeHold.candidate!.holds![0]!.id } });
    },
  };
}
