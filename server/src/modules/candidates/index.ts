export * from './candidate.entity.ts';
export * from './rights-presets.ts';
export { EducationSchema, type Education } from './education.ts';
export { WorkExperienceSchema, type WorkExperience } from './work-experience.ts';
export { CourseSchema, type Course } from './course.ts';
export { KnowledgeAreaSchema, type KnowledgeArea } from './knowledge-area.ts';
export { SkillSchema, type Skill } from './skill.ts';
export { WISH_LISTS } from './wishes.ts';
export { identitiesOf, type WhoSomebodyIs } from './identities.ts';
export { allowsBsnBeforeApproval, bsnHashOf, isBsn, maskBsn, maskedBsn, mustAllowBsn, sealBsn } from './bsn.ts';
export { openBsn } from './whole-bsn.ts';
export { CandidateType, RetentionBasisEnum, ViewerCanType } from './candidate.type.ts';
export {
  CANDIDATE_STATES,
  CandidateFilter,
  CandidateOrderEnum,
  RegisterCandidateInput,
  RegisterCandidatePayload,
  type CandidateOrder,
} from './candidate.inputs.ts';
export { registerCandidate } from './register-candidate.ts';
export { candidateIdsOf, findVisibleCandidate, isPersonVisible, mayAskFor } from './candidate.repository.ts';
export { mustBeWithin, type HourlyLimit } from './hourly-limit.ts';
export { isTraceable } from './traceable-text.ts';
export { lockPerson } from './lock-person.ts';
export { personRecords } from './person-records.ts';
export type { PersonRecordKind } from './person-record.ts';
export { savePersonRecord } from './save-person-record.ts';
export { removePersonRecord } from './remove-person-record.ts';
export { schemaOf, type StoredRecord } from './record-of-person.ts';
export { CAREER_KINDS } from './records.ts';
export { updateCandidate } from './update-candidate.ts';
export { candidateData } from './candidate.personal-data.ts';
export { countDeletedCandidates } from './deleted-candidate-count.ts';
export { displayName } from './display-name.ts';
