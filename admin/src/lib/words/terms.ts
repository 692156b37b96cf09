import { m } from '#messages';

type Terms = Record<string, () => string>;

/** A value that this screen doesn't know yet is shown as it came, not hidden. */
const read =
  (terms: Terms) =>
  (value: string | null | undefined): string =>
    terms[value ?? '']?.() ?? value ?? '–';

export const registrationKind = read({
  CHECKIN_INVITATION: m.registration_kind_checkin_invitation,
  CHECKIN_FORM: m.registration_kind_checkin_form,
  RECRUIT_APPLICATION: m.registration_kind_recruit_application,
  IMPORT: m.registration_kind_import,
  MANUAL: m.registration_kind_manual,
});

export const retentionBasis = read({
  CANDIDATE_CONSENT: m.basis_candidate_consent,
  CANDIDATE_NO_CONSENT: m.basis_candidate_no_consent,
  MULTIPLE_VACANCIES: m.basis_multiple_vacancies,
  SINGLE_VACANCY: m.basis_single_vacancy,
  EXTENDED: m.basis_extended,
});

export const gender = read({
  FEMALE: m.gender_female,
  MALE: m.gender_male,
  OTHER: m.gender_other,
  UNKNOWN: m.gender_unknown,
});

export const applicationType = read({ VACANCY: m.application_type_vacancy, OPEN: m.application_type_open });

export const vacancyStatus = read({
  OPEN: m.vacancy_status_open,
  ON_HOLD: m.vacancy_status_on_hold,
  FILLED: m.vacancy_status_filled,
  CANCELLED: m.vacancy_status_cancelled,
});

export const role = read({
  ADMIN: m.role_admin,
  PRIVACY_OFFICER: m.role_privacy_officer,
  CONSULTANT: m.role_consultant,
  RECRUITER: m.role_recruiter,
});

export const consentPurpose = read({
  OTHER_VACANCIES: m.consent_purpose_other_vacancies,
  PRIVACY_STATEMENT: m.consent_purpose_privacy_statement,
});

export const consentChannel = read({
  CHECKIN_FORM: m.registration_kind_checkin_form,
  CHECKIN_INVITATION: m.registration_kind_checkin_invitation,
  RECRUIT_FORM: m.channel_recruit_form,
  PORTAL: m.channel_portal,
  IMPORT: m.registration_kind_import,
  STAFF: m.channel_staff,
});

export const erasureWay = read({
  DUE_DATE: m.erasure_way_due_date,
  STAFF: m.erasure_way_staff,
  CANDIDATE: m.erasure_way_candidate,
});

export const erasureMethod = read({
  OVERWRITE: m.erasure_method_overwrite,
  CLEAR: m.erasure_method_clear,
  CLOSE: m.erasure_method_close,
  DELETE_ROW: m.erasure_method_delete_row,
  DELETE: m.erasure_method_delete_row,
  KEEP: m.erasure_method_keep,
});

/** What a receipt counts, by the name of the server's table. */
export const erasedTable = read({
  candidate: m.candidate,
  application: m.tab_applications,
  education: m.group_education,
  work_experience: m.group_work_experience,
  course: m.group_course,
  knowledge_area: m.group_knowledge_area,
  skill: m.group_skill,
  desired_region: m.table_desired_region,
  desired_branch: m.table_desired_branch,
  desired_function_group: m.table_desired_function_group,
  desired_function_level: m.table_desired_function_level,
  suitable_function: m.table_suitable_function,
  document: m.tab_documents,
  consent: m.group_consent,
  notice: m.table_notice,
  outgoing_mail: m.tab_mails,
});

/** What stands in the way of anonymising this person (D1, D7). */
export const anonymiseRefusal = read({
  ALREADY_ANONYMISED: m.refusal_already_anonymised,
  HANDED_OVER: m.refusal_handed_over,
  HELD: m.refusal_held,
  FORBIDDEN: m.refusal_forbidden,
});

export const noticeProblem = read({
  NO_ADDRESS: m.notice_problem_no_address,
  MAIL_FAILED: m.notice_problem_mail_failed,
});

/** Terms above what the regulator advises (D4). */
export const guidance = read({
  SINGLE_VACANCY_ABOVE_4_WEEKS: m.guidance_single_vacancy,
  MULTIPLE_VACANCIES_ABOVE_1_YEAR: m.guidance_multiple_vacancies,
  CANDIDATE_ABOVE_1_YEAR: m.guidance_candidate,
});

/** Groups of fields, in the server's own names. */
export const fieldGroup = read({
  personalia: m.group_personalia,
  address: m.group_address,
  contact: m.group_contact,
  other: m.group_other,
  registration: m.group_registration,
  application: m.group_application,
  workflow: m.group_workflow,
  education: m.group_education,
  workExperience: m.group_work_experience,
  course: m.group_course,
  knowledgeArea: m.group_knowledge_area,
  skill: m.group_skill,
  wishes: m.group_wishes,
  document: m.group_document,
  consent: m.group_consent,
  correspondence: m.group_correspondence,
  erasure: m.group_erasure,
});
