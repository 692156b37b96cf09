import { graphql, type ResultOf } from 'wisbaar-schema';

const RoleSummary = graphql(`
  fragment RoleSummary on Role @_unmask {
    id
    name
    builtIn
    version
    asksSecondFactor
    staffCount
    agencies {
      id
      name
    }
    organisationUnits {
      id
      name
    }
    viewerCan {
      change
      copy
      give
      delete
    }
  }
`);

export const RoleRightFields = graphql(`
  fragment RoleRightFields on RoleRight @_unmask {
    right
    kind
    group
    groupNl
    groupEn
    labelNl
    labelEn
    granted
    decidedBy
    changedAt
    changedBy
    reason
    viewerHas
  }
`);

export const RolesQuery = graphql(
  `
    query Roles {
      roles {
        ...RoleSummary
      }
    }
  `,
  [RoleSummary],
);
export type RoleRow = ResultOf<typeof RolesQuery>['roles'][number];

/** Where a role can hold: the agencies and units of who makes it. */
export const ReachQuery = graphql(`
  query Reach {
    agencies {
      id
      name
      organisationUnits {
        id
        name
      }
    }
  }
`);
export type ReachAgency = ResultOf<typeof ReachQuery>['agencies'][number];

export const RoleQuery = graphql(
  `
    query Role($id: ID!) {
      node(id: $id) {
        __typename
        ... on Role {
          ...RoleSummary
          rights {
            ...RoleRightFields
          }
          changes {
            version
            changedAt
            changedBy
            reason
            granted
            revoked
            renamed
            moved
            asksSecondFactor
          }
        }
      }
    }
  `,
  [RoleSummary, RoleRightFields],
);
export type RoleData = Extract<NonNullable<ResultOf<typeof RoleQuery>['node']>, { __typename: 'Role' }>;
export type Right = NonNullable<RoleData['rights']>[number];

export const CompareQuery = graphql(
  `
    query CompareRoles {
      roles {
        ...RoleSummary
        rights {
          ...RoleRightFields
        }
      }
    }
  `,
  [RoleSummary, RoleRightFields],
);

export const CreateRole = graphql(`
  mutation CreateRole($input: CreateRoleInput!) {
    createRole(input: $input) {
      role {
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

export const UpdateRole = graphql(`
  mutation UpdateRole($input: UpdateRoleInput!) {
    updateRole(input: $input) {
      role {
        id
        version
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const DeleteRole = graphql(`
  mutation DeleteRole($input: DeleteRoleInput!) {
    deleteRole(input: $input) {
      role {
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

export const LookAsRole = graphql(`
  mutation LookAsRole($input: LookAsRoleInput!) {
    lookAsRole(input: $input) {
      role {
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

export const StopLookingAsRole = graphql(`
  mutation StopLookingAsRole {
    stopLookingAsRole {
      userErrors {
        code
      }
    }
  }
`);

export const LookingAsQuery = graphql(
  `
    query LookingAsRules {
      viewer {
        lookingAs {
          id
          name
          builtIn
          rights {
            ...RoleRightFields
          }
        }
      }
    }
  `,
  [RoleRightFields],
);
