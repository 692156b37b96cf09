import { graphql } from 'wisbaar-schema';
import { lookParts } from '../shell/look.graphql.ts';

export const signInToPortal = graphql(`
  mutation SignInToPortal($input: SignInToPortalInput!) {
    signInToPortal(input: $input) {
      expiresAt
      userErrors {
        code
      }
    }
  }
`);

export const askPortalLink = graphql(`
  query AskPortalLink($token: String!) {
    portalLink(token: $token) {
      state
      purpose
      userName
      emailAddress
    }
  }
`);

export const askProfileOffer = graphql(
  `
    query AskProfileOffer($token: String!) {
      erasureQuestion(token: $token) {
        agencyName
        agencyEmail
        label {
          name
          slug
          look {
            ...LookParts
          }
        }
        profile {
          state
          emailAddress
        }
      }
    }
  `,
  [lookParts],
);

export const registerOnPortal = graphql(`
  mutation RegisterOnPortal($input: RegisterOnPortalInput!) {
    done: registerOnPortal(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);

export const confirmPortalRegistration = graphql(`
  mutation ConfirmPortalRegistration($input: ConfirmPortalRegistrationInput!) {
    done: confirmPortalRegistration(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);

export const connectMyAccount = graphql(`
  mutation ConnectMyAccount($input: ConnectMyAccountInput!) {
    done: connectMyAccount(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);

export const requestPortalPasswordReset = graphql(`
  mutation RequestPortalPasswordReset($input: RequestPortalPasswordResetInput!) {
    done: requestPortalPasswordReset(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);

export const choosePortalPassword = graphql(`
  mutation ChoosePortalPassword($input: ChoosePortalPasswordInput!) {
    done: choosePortalPassword(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);

export const changePortalPassword = graphql(`
  mutation ChangePortalPassword($input: ChangePortalPasswordInput!) {
    done: changePortalPassword(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);

export const confirmPortalPassword = graphql(`
  mutation ConfirmPortalPassword($input: ConfirmPortalPasswordInput!) {
    done: confirmPortalPassword(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);

export const requestPortalEmailChange = graphql(`
  mutation RequestPortalEmailChange($input: RequestPortalEmailChangeInput!) {
    done: requestPortalEmailChange(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);

export const confirmPortalEmailChange = graphql(`
  mutation ConfirmPortalEmailChange($input: ConfirmPortalEmailChangeInput!) {
    done: confirmPortalEmailChange(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);

export const askSessions = graphql(`
  query AskMySessions {
    me {
      account {
        sessions {
          id
          current
          startedAt
          lastUsedAt
          browser
          system
        }
      }
    }
  }
`);

export const endPortalSession = graphql(`
  mutation EndPortalSession($input: EndPortalSessionInput!) {
    done: endPortalSession(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);

export const endOtherPortalSessions = graphql(`
  mutation EndOtherPortalSessions {
    done: endOtherPortalSessions {
      userErrors {
        field
        code
      }
    }
  }
`);

export const deletePortalAccount = graphql(`
  mutation DeletePortalAccount {
    done: deletePortalAccount {
      userErrors {
        field
        code
      }
    }
  }
`);
