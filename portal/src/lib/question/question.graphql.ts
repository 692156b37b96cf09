import { graphql } from 'wisbaar-schema';
import { lookParts } from '../shell/look.graphql.ts';

export const questionParts = graphql(
  `
    fragment QuestionParts on ErasureQuestion @_unmask {
      state
      agencyName
      agencyEmail
      confirmsByMail
      label {
        name
        slug
        look {
          ...LookParts
        }
      }
      ending
      proof {
        reference
        erased {
          key
          labelNl
          labelEn
          count
        }
        stays {
          key
          labelNl
          labelEn
          fieldsNl
          fieldsEn
        }
      }
      atOnce
      byItself
      plannedOn
      daysLeft
      keepUntil
      answeredOn
      refusal
      refusedUntil
      requestedOn
      passedOn
      profile {
        state
      }
      recipients {
        name
        sentOn
        groupsNl
        groupsEn
      }
      held {
        key
        labelNl
        labelEn
        count
      }
    }
  `,
  [lookParts],
);

export const askQuestion = graphql(
  `
    query AskQuestion($token: String!) {
      erasureQuestion(token: $token) {
        ...QuestionParts
      }
    }
  `,
  [questionParts],
);

export const keepMyData = graphql(
  `
    mutation KeepMyData($token: String!) {
      answer: keepMyData(input: { token: $token }) {
        question {
          ...QuestionParts
        }
        userErrors {
          code
        }
      }
    }
  `,
  [questionParts],
);

export const anonymiseMyData = graphql(
  `
    mutation AnonymiseMyData($token: String!) {
      answer: anonymiseMyData(input: { token: $token }) {
        question {
          ...QuestionParts
        }
        userErrors {
          code
        }
      }
    }
  `,
  [questionParts],
);
