import { graphql, type ResultOf } from 'wisbaar-schema';

/** Every declared column of the person himself: a new one shows up on the screen by being added here. */
export const CandidateFields = graphql(`
  fragment CandidateFields on Candidate @_unmask {
    lastName
    firstNames
    callName
    initials
    namePrefix
    titleBefore
    titleAfter
    birthDate
    gender
    nationality
    motherTongue
    countryOfBirth
    countryOfBirthFather
    countryOfBirthMother
    placeOfBirth
    bsn
    personnelNumber
    webSpace
    memo
    description
    street
    houseNumber
    houseNumberAddition
    postcode
    town
    province
    country
    phonePrivate
    phoneWork
    phoneMobile
    emailPrivate
    emailWork
    fieldsOfExpertise
    publicationSource
    candidateKind
    afasProfitId
    lastSentToAfasOn
    language
    registrationKind
    registeredOn
    approvedOn
    active
    isCandidate
    blocked
    anonymised
    anonymisedAt
    desiredRegions
    desiredFunctionGroups
    desiredBranches
    desiredFunctionLevels
    suitableFunctions
  }
`);

/** By what an application is known where something leads to it. */
export const LinkedApplication = graphql(`
  fragment LinkedApplication on Application @_unmask {
    id
    desiredJob
    appliedOn
    vacancy {
      id
      title
    }
  }
`);

/** The records that belong to the person, each with all its declared columns. */
export const CandidateRecords = graphql(
  `
    fragment CandidateRecords on Candidate @_unmask {
      applications {
        id
        vacancy {
          id
          title
          status
        }
        type
        source
        externalAgency
        portfolioDate
        appliedOn
        running
        desiredJob
        memo
        status
        deregisteredOn
        deregistrationRule
        contractType
        contractLength
        salaryIndication
        currency
        grossNet
        salaryPeriod
        availableFrom
        travelsBy
        commuteMetres
        freeFields
      }
      educations {
        id
        level
        study
        institute
        from
        to
        diploma
        memo
      }
      workExperiences {
        id
        function
        organisation
        branch
        equivalentTo
        functionLevel
        from
        to
        hoursPerWeek
        salary
        salaryPeriod
        salaryCurrency
        grossNet
        contactName
        contactFunction
        phone
        mobile
        email
        referenceChecked
        referenceCheckedOn
        memo
      }
      courses {
        id
        course
        institute
        from
        to
        certificateObtained
      }
      knowledgeAreas {
        id
        area
        mark
        memo
      }
      skills {
        id
        skill
        mark
        memo
      }
      offers {
        id
        vacancy {
          id
          title
        }
        offeredOn
        status
        memo
      }
      hires {
        id
        application {
          ...LinkedApplication
        }
        vacancy {
          id
          title
        }
        startsOn
        endsOn
        status
      }
      trajectoryRegistrations {
        id
        trajectory
        registeredOn
        status
      }
      employment {
        id
        internal
        inServiceFrom
        outOfServiceOn
      }
      contactEntries {
        id
        tookPlaceOn
        channel
        subject
        note
      }
      talentPoolMemberships {
        id
        talentPool {
          id
          name
        }
        application {
          ...LinkedApplication
        }
        addedOn
      }
    }
  `,
  [LinkedApplication],
);

/** What was told, answered and proved. */
export const CandidateHistory = graphql(`
  fragment CandidateHistory on Candidate @_unmask {
    consents {
      id
      purpose
      givenAt
      withdrawnAt
      channel
      statementVersion
      statement {
        labelName
        language
        version
        liveAt
        html
      }
    }
    recipients {
      id
      kind
      name
      groups
      sentOn
      toldAt
      tellState
      confirmedAt
    }
    mails {
      id
      kind
      subject
      state
      queuedAt
      sentAt
      problem
    }
    receipts {
      id
      erasedAt
      way
      ending
      plus
      memo
      filesRemoved
      reference
      counts {
        table
        rows
        method
      }
    }
  }
`);

export const CandidateStanding = graphql(`
  fragment CandidateStanding on Candidate @_unmask {
    id
    displayName
    agency {
      id
      name
      organisationUnits {
        id
        name
      }
    }
    organisationUnit {
      id
      name
    }
    retention {
      until
      basis
      startedOn
      termDays
      daysLeft
      extendedUntil
    }
    erasurePlan {
      id
      dueOn
      plannedOn
      state
      automatic
      ending
      requestedAt
      firstNoticeAt
      answeredAt
      noticeProblem
    }
    viewerCan {
      see
      change
      anonymise
      anonymiseRefusal
      delete
    }
    dataRequests {
      id
      kind
      state
      receivedOn
      dueOn
    }
    handOvers {
      id
      kind
      state
      queuedAt
      doneAt
      problem
    }
    holds {
      id
      reason
      until
      placedAt
      releasedAt
    }
  }
`);

export const CandidateQuery = graphql(
  `
    query Candidate($id: ID!) {
      node(id: $id) {
        __typename
        ... on Candidate {
          ...CandidateStanding
          ...CandidateFields
          ...CandidateRecords
          ...CandidateHistory
        }
      }
    }
  `,
  [CandidateStanding, CandidateFields, CandidateRecords, CandidateHistory],
);

export type CandidateData = Extract<NonNullable<ResultOf<typeof CandidateQuery>['node']>, { __typename: 'Candidate' }>;

export const UpdateCandidate = graphql(`
  mutation UpdateCandidate($input: UpdateCandidateInput!) {
    updateCandidate(input: $input) {
      candidate {
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
