import { graphql, type ResultOf } from 'wisbaar-schema';

export const InvitationsQuery = graphql(`
  query Invitations {
    labels {
      id
      name
      slug
    }
    checkInInvitations {
      id
      state
      email
      invitedAt
      expiresAt
      label {
        id
        name
      }
    }
  }
`);
export type Invitation = ResultOf<typeof InvitationsQuery>['checkInInvitations'][number];

export const InviteToCheckIn = graphql(`
  mutation InviteToCheckIn($input: InviteToCheckInInput!) {
    done: inviteToCheckIn(input: $input) {
      invitation {
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

export const WithdrawInvitation = graphql(`
  mutation WithdrawCheckInInvitation($input: WithdrawCheckInInvitationInput!) {
    done: withdrawCheckInInvitation(input: $input) {
      invitation {
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
