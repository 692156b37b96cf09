export { TalentPoolSchema, type TalentPool } from './talent-pool.entity.ts';
export { TalentPoolMemberSchema, type TalentPoolMember } from './talent-pool-member.ts';
