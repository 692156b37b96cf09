import { graphql } from 'wisbaar-schema';

const field = graphql(`
  fragment MineField on MyField @_unmask {
    name
    labelNl
    labelEn
    type
    value
    values
    textNl
    textEn
    changeable
    required
    choices {
      value
      labelNl
      labelEn
    }
  }
`);

const group = graphql(
  `
    fragment MineGroup on MyDataGroup @_unmask {
      key
      labelNl
      labelEn
      fields {
        ...MineField
      }
      records {
        id
        type
        removable
        fields {
          ...MineField
        }
      }
      newRecord {
        type
        fields {
          ...MineField
        }
      }
    }
  `,
  [field],
);

export const askMyData = graphql(
  `
    query AskMyData {
      me {
        data {
          ...MineGroup
        }
        correction {
          asked
          receivedOn
          dueOn
        }
        export {
          state
          expiresAt
          sizeBytes
        }
      }
    }
  `,
  [group],
);

export const askMyExport = graphql(`
  query AskMyExport {
    me {
      export {
        state
        expiresAt
        sizeBytes
      }
    }
  }
`);

export const updateMyData = graphql(
  `
    mutation UpdateMyData($input: UpdateMyDataInput!) {
      changed: updateMyData(input: $input) {
        data {
          ...MineGroup
        }
        userErrors {
          field
          code
        }
      }
    }
  `,
  [group],
);

export const saveMyRecord = graphql(
  `
    mutation SaveMyRecord($input: SaveMyRecordInput!) {
      changed: saveMyRecord(input: $input) {
        data {
          ...MineGroup
        }
        userErrors {
          field
          code
        }
      }
    }
  `,
  [group],
);

export const removeMyRecord = graphql(
  `
    mutation RemoveMyRecord($input: RemoveMyRecordInput!) {
      changed: removeMyRecord(input: $input) {
        data {
          ...MineGroup
        }
        userErrors {
          field
          code
        }
      }
    }
  `,
  [group],
);

export const askMyCorrection = graphql(`
  mutation AskMyCorrection($input: AskMyCorrectionInput!) {
    asked: askMyCorrection(input: $input) {
      correction {
        asked
        receivedOn
        dueOn
      }
      userErrors {
        field
        code
      }
    }
  }
`);

export const requestMyExport = graphql(`
  mutation RequestMyExport($input: RequestMyExportInput!) {
    requested: requestMyExport(input: $input) {
      export {
        state
        expiresAt
        sizeBytes
      }
      userErrors {
        field
        code
      }
    }
  }
`);

/** As QuestionParts, without what the pages of a link look like: here the frame has seen to that. */
const question = graphql(`
  fragment MineQuestion on ErasureQuestion @_unmask {
    state
    agencyName
    agencyEmail
    confirmsByMail
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
    mayKeep
    answeredOn
    refusal
    refusedUntil
    requestedOn
    passedOn
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
`);

const privacy = graphql(
  `
    fragment MinePrivacy on MyPrivacy @_unmask {
      retainUntil
      daysLeft
      basis
      startedOn
      termDays
      extendedUntil
      question {
        ...MineQuestion
      }
      consents {
        id
        purpose
        givenAt
        withdrawnAt
        channel
        statement {
          labelName
          version
          html
        }
      }
      statement {
        edition
        labelName
        html
      }
    }
  `,
  [question],
);

export const askMyPrivacy = graphql(
  `
    query AskMyPrivacy {
      me {
        privacy {
          ...MinePrivacy
        }
      }
    }
  `,
  [privacy],
);

export const keepMine = graphql(
  `
    mutation KeepMine {
      answered: keepMyData(input: {}) {
        question {
          ...MineQuestion
        }
        userErrors {
          code
        }
      }
    }
  `,
  [question],
);

export const anonymiseMine = graphql(
  `
    mutation AnonymiseMine {
      answered: anonymiseMyData(input: {}) {
        question {
          ...MineQuestion
        }
        userErrors {
          code
        }
      }
    }
  `,
  [question],
);

export const giveMyConsent = graphql(
  `
    mutation GiveMyConsent($input: GiveMyConsentInput!) {
      changed: giveMyConsent(input: $input) {
        privacy {
          ...MinePrivacy
        }
        userErrors {
          code
        }
      }
    }
  `,
  [privacy],
);

export const withdrawMyConsent = graphql(
  `
    mutation WithdrawMyConsent {
      changed: withdrawMyConsent {
        privacy {
          ...MinePrivacy
        }
        userErrors {
          code
        }
      }
    }
  `,
  [privacy],
);

export const askMyApplications = graphql(`
  query AskMyApplications {
    me {
      applications {
        id
        vacancy
        desiredJob
        appliedOn
        endedOn
        open
        statusNl
        statusEn
      }
    }
  }
`);

export const askMyDocuments = graphql(`
  query AskMyDocuments {
    me {
      documents {
        id
        fileName
        type
        sizeBytes
        addedAt
        version
      }
      payslips {
        id
        periodFrom
        periodTo
        paidOn
        employer
        grossCents
        netCents
        lines {
          description
          quantity
          rateCents
          amountCents
        }
      }
    }
  }
`);

export const askMyRecipients = graphql(`
  query AskMyRecipients {
    me {
      recipients {
        name
        sentOn
        groupsNl
        groupsEn
        toldAt
        confirmedAt
      }
      lookedAt {
        at
        what
        role
        builtIn
        byProgram
        organisation
      }
    }
  }
`);
