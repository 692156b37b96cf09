import { graphql, type FragmentOf, type ResultOf, type VariablesOf } from 'wisbaar-schema';

const SurveyFields = graphql(`
  fragment SurveyFields on Survey @_unmask {
    active
    daysBefore
    keepPeriod
    skipRunning
    skipHired
    skipInPool
    skipMailedDays
    messages {
      name
      daysAfterFirst
      subjectNl
      bodyNl
      subjectEn
      bodyEn
    }
  }
`);
export type Survey = FragmentOf<typeof SurveyFields>;

export const SurveysQuery = graphql(
  `
    query Surveys {
      agencies {
        id
        name
        survey {
          ...SurveyFields
        }
      }
    }
  `,
  [SurveyFields],
);

export const SurveyResultsQuery = graphql(`
  query SurveyResults($agencyId: ID!) {
    node(id: $agencyId) {
      __typename
      ... on Agency {
        id
        survey {
          results {
            asked
            answers {
              answer
              people
            }
            months {
              month
              answers {
                answer
                people
              }
            }
          }
        }
      }
    }
  }
`);
type ResultsNode = Extract<NonNullable<ResultOf<typeof SurveyResultsQuery>['node']>, { __typename: 'Agency' }>;
export type SurveyResults = NonNullable<NonNullable<ResultsNode['survey']>['results']>;
export type SurveyAnswer = SurveyResults['answers'][number]['answer'];

export const PreviewSurvey = graphql(`
  query PreviewSurvey($agencyId: ID!, $settings: SurveySettings!) {
    node(id: $agencyId) {
      __typename
      ... on Agency {
        id
        survey {
          preview(settings: $settings) {
            asked
            mark
            skipped {
              reason
              people
            }
          }
        }
      }
    }
  }
`);
export type SurveySettings = VariablesOf<typeof PreviewSurvey>['settings'];
type PreviewNode = Extract<NonNullable<ResultOf<typeof PreviewSurvey>['node']>, { __typename: 'Agency' }>;
export type SurveyPreview = NonNullable<NonNullable<PreviewNode['survey']>['preview']>;

export const SaveSurvey = graphql(
  `
    mutation SaveSurvey($input: SaveSurveyInput!) {
      saveSurvey(input: $input) {
        agency {
          id
          survey {
            ...SurveyFields
          }
        }
        userErrors {
          field
          message
          code
        }
      }
    }
  `,
  [SurveyFields],
);
