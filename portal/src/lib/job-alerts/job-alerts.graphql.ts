import { graphql, type ResultOf } from 'wisbaar-schema';

export const jobAlert = graphql(`
  fragment JobAlertFields on JobAlert @_unmask {
    id
    terms
    places
    hoursFrom
    hoursTo
    frequency
    paused
    openNow
  }
`);
export type JobAlert = ResultOf<typeof jobAlert>;

export const askJobAlerts = graphql(
  `
    query AskMyJobAlerts {
      me {
        jobAlerts {
          ...JobAlertFields
        }
      }
    }
  `,
  [jobAlert],
);

export const askJobAlertsOfLink = graphql(
  `
    query AskJobAlertsOfLink($token: String!) {
      jobAlertsOfLink(token: $token) {
        ...JobAlertFields
      }
    }
  `,
  [jobAlert],
);

export const previewJobAlert = graphql(`
  query PreviewJobAlert($criteria: JobAlertCriteriaInput!) {
    previewJobAlert(criteria: $criteria)
  }
`);

export const saveJobAlert = graphql(`
  mutation SaveJobAlert($input: SaveJobAlertInput!) {
    saveJobAlert(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);

export const pauseJobAlert = graphql(`
  mutation PauseJobAlert($input: PauseJobAlertInput!) {
    pauseJobAlert(input: $input) {
      userErrors {
        code
      }
    }
  }
`);

export const removeJobAlert = graphql(`
  mutation RemoveJobAlert($input: RemoveJobAlertInput!) {
    removeJobAlert(input: $input) {
      userErrors {
        code
      }
    }
  }
`);

export const stopJobAlerts = graphql(`
  mutation StopJobAlerts($input: StopJobAlertsInput!) {
    stopJobAlerts(input: $input) {
      done
    }
  }
`);
