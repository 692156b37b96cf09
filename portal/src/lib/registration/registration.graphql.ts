import { graphql, type ResultOf } from 'wisbaar-schema';
import { lookParts } from '../shell/look.graphql.ts';

export const formLabel = graphql(
  `
    fragment FormLabel on PublicLabel @_unmask {
      slug
      name
      agencyName
      contactEmail
      look {
        ...LookParts
      }
      statement(language: $language) {
        language
        html
        edition
      }
      vacancies {
        id
        title
        reference
        place
        hoursPerWeek
      }
    }
  `,
  [lookParts],
);
export type FormLabel = ResultOf<typeof formLabel>;

export const askForm = graphql(
  `
    query AskForm($slug: String!, $language: Language!) {
      publicLabel(slug: $slug) {
        ...FormLabel
      }
    }
  `,
  [formLabel],
);

export const askInvitation = graphql(
  `
    query AskInvitation($token: String!, $language: Language!) {
      checkInInvitation(token: $token) {
        state
        email
        label {
          ...FormLabel
        }
      }
    }
  `,
  [formLabel],
);

export const askConfirmation = graphql(
  `
    query AskConfirmation($token: String!) {
      registrationToConfirm(token: $token) {
        state
        label {
          slug
          name
          agencyName
          contactEmail
          look {
            ...LookParts
          }
        }
      }
    }
  `,
  [lookParts],
);

export const sendRegistration = graphql(`
  mutation SendRegistration($input: SendRegistrationInput!) {
    sent: sendRegistration(input: $input) {
      received
      userErrors {
        field
        code
      }
    }
  }
`);

export const takeUpInvitation = graphql(`
  mutation TakeUpInvitation($input: TakeUpInvitationInput!) {
    sent: takeUpInvitation(input: $input) {
      received
      userErrors {
        field
        code
      }
    }
  }
`);

export const confirmRegistration = graphql(`
  mutation ConfirmRegistration($input: ConfirmRegistrationInput!) {
    sent: confirmRegistration(input: $input) {
      received
      userErrors {
        field
        code
      }
    }
  }
`);
