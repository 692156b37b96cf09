import { graphql } from 'wisbaar-schema';

export const ViewerQuery = graphql(`
  query Viewer {
    today
    viewer {
      id
      name
      email
      role {
        id
        name
        builtIn
      }
      lookingAs {
        id
        name
        builtIn
      }
      permissions
      secondFactorMissing
      confirmation {
        byPassword
        logins {
          agencyId
          name
        }
        secondsLeft
      }
      agencies {
        id
        name
      }
    }
  }
`);

export const SignIn = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      viewer {
        id
      }
      codeRequired
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const SignInWithCode = graphql(`
  mutation SignInWithCode($input: SignInWithCodeInput!) {
    signInWithCode(input: $input) {
      viewer {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const SignInProviders = graphql(`
  query SignInProviders {
    signInProviders {
      agencyId
      name
    }
  }
`);

export const RequestPasswordReset = graphql(`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const AccountLinkQuery = graphql(`
  query AccountLink($token: String!) {
    accountLink(token: $token) {
      state
      kind
      name
      email
      agencyName
    }
  }
`);

export const SetPassword = graphql(`
  mutation SetPassword($input: SetPasswordInput!) {
    setPassword(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const ConfirmEmailChange = graphql(`
  mutation ConfirmEmailChange($input: ConfirmEmailChangeInput!) {
    confirmEmailChange(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const SignOut = graphql(`
  mutation SignOut {
    signOut {
      userErrors {
        code
      }
    }
  }
`);

export const ConfirmPassword = graphql(`
  mutation ConfirmPassword($input: ConfirmPasswordInput!) {
    confirmPassword(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const PersonalDataFieldsQuery = graphql(`
  query PersonalDataFields {
    personalDataFields {
      type
      field
      group
      labelNl
      labelEn
      requirement
      canSee
      canChange
      valueType
      choices
      inputField
      required
      initial
    }
  }
`);
