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
  RULES: m.basis_rules,
  STAFF: m.basis_staff,
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

export const offerStatus = read({
  OPEN: m.offer_status_open,
  ACCEPTED: m.offer_status_accepted,
  REJECTED: m.offer_status_rejected,
  WITHDRAWN: m.offer_status_withdrawn,
});

export const hireStatus = read({
  DRAFT: m.hire_status_draft,
  SENT: m.hire_status_sent,
  CONFIRMED: m.hire_status_confirmed,
  CANCELLED: m.hire_status_cancelled,
});

export const trajectoryStatus = read({
  AVAILABLE: m.trajectory_status_available,
  IN_PROGRESS: m.trajectory_status_in_progress,
  COMPLETED: m.trajectory_status_completed,
  STOPPED: m.trajectory_status_stopped,
});

export const contactChannel = read({
  PHONE: m.contact_channel_phone,
  MAIL: m.contact_channel_mail,
  MEETING: m.contact_channel_meeting,
  MESSAGE: m.contact_channel_message,
  OTHER: m.contact_channel_other,
});

const builtInRole = read({
  ADMIN: m.role_admin,
  PRIVACY_OFFICER: m.role_privacy_officer,
  CONSULTANT: m.role_consultant,
  RECRUITER: m.role_recruiter,
  BACK_OFFICE: m.role_back_office,
  READ_ONLY: m.role_read_only,
});

/** A built-in role in the language of the screen; a role of an agency's own as the agency calls it. */
export const roleName = (role: { name: string | null; builtIn: string | null }): string =>
  role.builtIn === null ? (role.name ?? '') : builtInRole(role.builtIn);

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
  BACK_OFFICE: m.erasure_way_back_office,
});

/** What becomes of somebody (D3). */
export const ending = read({ ANONYMISE: m.ending_anonymise, DELETE: m.ending_delete });

/** The same, when it has been done. */
export const ended = read({ ANONYMISE: m.receipt_anonymised, DELETE: m.receipt_deleted });

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
  offer: m.group_offer,
  hire: m.group_hire,
  trajectory_registration: m.group_trajectory,
  talent_pool_member: m.group_talent_pool,
  contact_entry: m.group_contact_entry,
  employee: m.group_employee,
  hand_over: m.group_hand_over,
  recipient: m.group_recipient,
  data_request: m.group_data_request,
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
  payslip: m.payslips_title,
  consent: m.group_consent,
  hold: m.table_hold,
  erasure_plan: m.table_erasure_plan,
  erasure_run_person: m.table_erasure_run_person,
  notice: m.table_notice,
  outgoing_mail: m.tab_mails,
});

/** What stands in the way of anonymising this person (D1, D7). */
export const anonymiseRefusal = read({
  ALREADY_ANONYMISED: m.refusal_already_anonymised,
  HANDED_OVER: m.refusal_handed_over,
  RETENTION_HELD: m.refusal_held,
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
  offer: m.group_offer,
  hire: m.group_hire,
  trajectory: m.group_trajectory,
  talentPool: m.group_talent_pool,
  contactEntry: m.group_contact_entry,
  employee: m.group_employee,
  education: m.group_education,
  workExperience: m.group_work_experience,
  course: m.group_course,
  knowledgeArea: m.group_knowledge_area,
  skill: m.group_skill,
  wishes: m.group_wishes,
  document: m.group_document,
  payslip: m.payslips_title,
  consent: m.group_consent,
  correspondence: m.group_correspondence,
  erasure: m.group_erasure,
});

export const actorKind = read({
  STAFF: m.actor_kind_staff,
  API_CLIENT: m.actor_kind_api_client,
  CANDIDATE: m.actor_kind_candidate,
  SYSTEM: m.actor_kind_system,
  ANONYMOUS: m.actor_kind_anonymous,
});

/** What an entry of the audit trail is about, by the name of the published type. */
export const auditSubject = read({
  Agency: m.subject_agency,
  ApiClient: m.subject_api_client,
  AuditTrail: m.subject_audit_trail,
  Candidate: m.candidate,
  CandidateList: m.candidates_title,
  OrganisationUnit: m.subject_organisation_unit,
  Report: m.subject_report,
  Role: m.subject_role,
  SavedView: m.subject_saved_view,
  StaffUser: m.subject_staff_user,
});

/** What was found wrong with the audit trail. */
export const trailProblem = read({
  BROKEN: m.audit_problem_broken,
  CUT: m.audit_problem_cut,
  REPLACED: m.audit_problem_replaced,
  NO_NOTE: m.audit_problem_no_note,
  NOTE_UNREADABLE: m.audit_problem_note_unreadable,
});

/** What a report counts. */
export const reportMeasure = read({
  APPLICATIONS: m.report_measure_applications,
  CANDIDATES: m.report_measure_candidates,
  HIRES: m.report_measure_hires,
  TIME_TO_FILL: m.report_measure_time_to_fill,
  SHARE_ANONYMISED: m.report_measure_share_anonymised,
});

/** By what a report groups. */
export const reportDimension = read({
  AGENCY: m.report_dimension_agency,
  ORGANISATION_UNIT: m.report_dimension_organisation_unit,
  MONTH: m.report_dimension_month,
  REGISTRATION_KIND: m.report_dimension_registration_kind,
  APPLICATION_TYPE: m.report_dimension_application_type,
  STATUS: m.report_dimension_status,
  SOURCE: m.report_dimension_source,
  EXTERNAL_AGENCY: m.report_dimension_external_agency,
  VACANCY: m.report_dimension_vacancy,
});
