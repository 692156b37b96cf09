import { graphql, type ResultOf } from 'wisbaar-schema';

export const AccountQuery = graphql(`
  query Account {
    viewer {
      id
      name
      email
      secondFactor {
        since
        recoveryCodesLeft
      }
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
`);

export type Account = NonNullable<ResultOf<typeof AccountQuery>['viewer']>;

export const ChangePassword = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const RequestEmailChange = graphql(`
  mutation RequestEmailChange($input: RequestEmailChangeInput!) {
    requestEmailChange(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const StartSecondFactor = graphql(`
  mutation StartSecondFactor {
    startSecondFactor {
      secret
      address
      qrPath
      qrSize
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const ConfirmSecondFactor = graphql(`
  mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {
    confirmSecondFactor(input: $input) {
      recoveryCodes
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const RenewRecoveryCodes = graphql(`
  mutation RenewRecoveryCodes {
    renewRecoveryCodes {
      recoveryCodes
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const TurnOffSecondFactor = graphql(`
  mutation TurnOffSecondFactor($input: TurnOffSecondFactorInput!) {
    turnOffSecondFactor(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const EndSession = graphql(`
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const EndOtherSessions = graphql(`
  mutation EndOtherSessions {
    endOtherSessions {
      ended
      userErrors {
        field
        message
        code
      }
    }
  }
`);
