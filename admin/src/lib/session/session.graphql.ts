import { graphql } from 'wisbaar-schema';

export const ViewerQuery = graphql(`
  query Viewer {
    today
    viewer {
      id
      name
      email
      role
      permissions
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
