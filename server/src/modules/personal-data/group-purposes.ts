import type { FieldGroup } from './declaration.ts';

/** Why an agency holds each group of data, as the public page of what is kept says it. */
export const GROUP_PURPOSES: Readonly<Record<FieldGroup, { readonly nl: string; readonly en: string }>> = {
  personalia: { nl: 'Om te weten wie je bent.', en: 'To know who you are.' },
  address: { nl: 'Om werk bij jou in de buurt te vinden.', en: 'To find work near you.' },
  contact: { nl: 'Om je te kunnen bereiken.', en: 'To be able to reach you.' },
  other: { nl: 'Om werk te vinden dat bij je past.', en: 'To find work that suits you.' },
  registration: {
    nl: 'Om te weten hoe lang we je gegevens mogen bewaren.',
    en: 'To know how long we may keep your data.',
  },
  application: { nl: 'Om je sollicitatie te behandelen.', en: 'To handle your application.' },
  workflow: { nl: 'Om te weten wat je van een baan vraagt.', en: 'To know what you ask of a job.' },
  offer: { nl: 'Om je werk aan te bieden.', en: 'To offer you work.' },
  hire: { nl: 'Om af te spreken waar je begint.', en: 'To agree on where you start.' },
  trajectory: { nl: 'Om je te begeleiden naar werk.', en: 'To guide you to work.' },
  talentPool: { nl: 'Om aan je te denken als er werk is.', en: 'To think of you when there is work.' },
  contactEntry: { nl: 'Om te weten wat we met je bespraken.', en: 'To know what we spoke about with you.' },
  employee: { nl: 'Om je loon en contract te regelen.', en: 'To arrange your pay and contract.' },
  handOver: {
    nl: 'Om te weten of de backoffice je gegevens kreeg.',
    en: 'To know whether the back office received your data.',
  },
  dataRequest: { nl: 'Om je op tijd te antwoorden.', en: 'To answer you in time.' },
  recipient: {
    nl: 'Om te weten wie je gegevens kreeg, en hun te vragen ze te wissen.',
    en: 'To know who received your data, and to ask them to erase it.',
  },
  education: { nl: 'Om te weten wat je hebt geleerd.', en: 'To know what you have learned.' },
  workExperience: { nl: 'Om te weten wat je hebt gedaan.', en: 'To know what you have done.' },
  course: { nl: 'Om te weten welke cursussen je volgde.', en: 'To know which courses you took.' },
  knowledgeArea: { nl: 'Om te weten waar je veel van weet.', en: 'To know what you know much about.' },
  skill: { nl: 'Om te weten wat je goed kunt.', en: 'To know what you are good at.' },
  wishes: { nl: 'Om werk te zoeken zoals jij het wilt.', en: 'To look for work as you want it.' },
  document: { nl: 'Om je cv en diploma’s te kunnen lezen.', en: 'To be able to read your CV and diplomas.' },
  payslip: { nl: 'Om te laten zien wat je hebt verdiend.', en: 'To show what you have earned.' },
  consent: {
    nl: 'Om te kunnen bewijzen wat je goedvond, en wat we je vertelden.',
    en: 'To be able to prove what you agreed to, and what we told you.',
  },
  correspondence: { nl: 'Om te weten wat we je mailden.', en: 'To know what we mailed you.' },
  erasure: { nl: 'Om je gegevens op tijd te wissen.', en: 'To erase your data in time.' },
  technical: { nl: 'Om de gegevens bij elkaar te houden.', en: 'To keep the data together.' },
};
