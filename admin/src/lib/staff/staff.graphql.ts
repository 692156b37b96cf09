import { graphql, type ResultOf } from 'wisbaar-schema';

const StaffFields = graphql(`
  fragment StaffFields on StaffUser @_unmask {
    id
    name
    email
    state
    secondFactor
    invitationUntil
    role {
      id
      name
      builtIn
    }
    agencies {
      id
      name
    }
  }
`);

export const StaffQuery = graphql(
  `
    query Staff($after: String, $before: String, $first: Int, $last: Int) {
      staff(after: $after, before: $before, first: $first, last: $last) {
        totalCount
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
        nodes {
          ...StaffFields
        }
      }
    }
  `,
  [StaffFields],
);
export type StaffMember = ResultOf<typeof StaffQuery>['staff']['nodes'][number];

export const ChoicesQuery = graphql(`
  query StaffChoices {
    grantableRoles {
      id
      name
      builtIn
    }
    agencies {
      id
      name
      identityProvider {
        name
        issuer
        clientId
        hasClientSecret
        mailDomains
        passwordSignIn
      }
    }
  }
`);
export type Choices = ResultOf<typeof ChoicesQuery>;
export type ProviderAgency = Choices['agencies'][number];

export const InviteStaff = graphql(`
  mutation InviteStaff($input: InviteStaffInput!) {
    inviteStaff(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const UpdateStaff = graphql(`
  mutation UpdateStaff($input: UpdateStaffInput!) {
    updateStaff(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const SendInvitationAgain = graphql(`
  mutation SendInvitationAgain($input: StaffUserInput!) {
    done: sendInvitationAgain(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const WithdrawInvitation = graphql(`
  mutation WithdrawInvitation($input: StaffUserInput!) {
    done: withdrawInvitation(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const DisableStaff = graphql(`
  mutation DisableStaff($input: StaffUserInput!) {
    done: disableStaff(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const EnableStaff = graphql(`
  mutation EnableStaff($input: StaffUserInput!) {
    done: enableStaff(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const RemoveSecondFactor = graphql(`
  mutation RemoveSecondFactor($input: StaffUserInput!) {
    done: removeSecondFactor(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const SaveIdentityProvider = graphql(`
  mutation SaveIdentityProvider($input: SaveIdentityProviderInput!) {
    saveIdentityProvider(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const RemoveIdentityProvider = graphql(`
  mutation RemoveIdentityProvider($input: RemoveIdentityProviderInput!) {
    removeIdentityProvider(input: $input) {
      userErrors {
        field
        message
        code
      }
    }
  }
`);
