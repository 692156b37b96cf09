import { m } from '#messages';
import { applicationStatus } from '#lib/words/states.ts';
import { applicationType, gender, registrationKind } from '#lib/words/terms.ts';

interface Choice {
  readonly values: readonly string[];
  readonly label: (value: string) => string;
}

const language = (value: string) => (value === 'en' ? m.language_en() : value === 'nl' ? m.language_nl() : value);

const choices: Readonly<Record<string, Choice>> = {
  'Candidate.gender': { values: ['FEMALE', 'MALE', 'OTHER', 'UNKNOWN'], label: gender },
  'Candidate.language': { values: ['nl', 'en'], label: language },
  'Candidate.registrationKind': {
    values: ['CHECKIN_INVITATION', 'CHECKIN_FORM', 'RECRUIT_APPLICATION', 'IMPORT', 'MANUAL'],
    label: registrationKind,
  },
  'Application.type': { values: ['VACANCY', 'OPEN'], label: applicationType },
  'Application.status': {
    values: ['NEW', 'IN_PROCESS', 'INTERVIEW', 'OFFERED', 'HIRED', 'REJECTED', 'WITHDRAWN', 'CLOSED'],
    label: (value) => applicationStatus(value).label,
  },
};

export function choiceOf(field: { readonly type: string; readonly field: string }): Choice {
  return choices[`${field.type}.${field.field}`] ?? { values: [], label: (value) => value };
}
