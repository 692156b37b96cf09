import { becomes, day, id, type Deed } from './deed.ts';

const CONTENT = `ruleSet {
  id version contentHash file
  content { daysToErasure deregistrationRule marginPercent plus withNotice rules { kind polarity parameters }
    moments { name daysAfterFirst subjectNl bodyNl subjectEn bodyEn } }
  preview(on: "${day(0)}") { total }
}`;
const RULE_SET = {
  ruleSet: 'ruleSet.id',
  ruleSetVersion: 'ruleSet.version',
  ruleSetHash: 'ruleSet.contentHash',
  ruleSetContent: 'ruleSet.content',
  ruleSetCount: 'ruleSet.preview.total',
  ruleSetFile: 'ruleSet.file',
};

export const rules: readonly Deed[] = [
  {
    mutation: 'draftRuleSet',
    by: 'colleague',
    before: (world) => becomes(world, 'CONSULTANT'),
    input: ({ kept }) => ({ agencyIds: [kept['agency']], name: 'Opschonen' }),
    answer: CONTENT,
    keep: RULE_SET,
  },
  {
    mutation: 'updateRuleSet',
    by: 'colleague',
    input: ({ kept }) => ({
      id: kept['ruleSet'],
      version: Number(kept['ruleSetVersion']),
      agencyIds: [kept['agency']],
      name: 'Opschonen 2',
      content: { ...(JSON.parse(kept['ruleSetContent']!) as object), marginPercent: 20 },
    }),
    answer: CONTENT,
    keep: RULE_SET,
  },
  { mutation: 'submitRuleSet', by: 'colleague', input: id('ruleSet') },
  { mutation: 'returnRuleSet', input: id('ruleSet') },
  { mutation: 'submitRuleSet', by: 'colleague', input: id('ruleSet') },
  {
    mutation: 'approveRuleSet',
    input: ({ kept }) => ({ id: kept['ruleSet'], hash: kept['ruleSetHash'] }),
    answer: CONTENT,
    keep: RULE_SET,
  },
  {
    mutation: 'putRuleSetLive',
    input: ({ kept }) => ({
      id: kept['ruleSet'],
      hash: kept['ruleSetHash'],
      previewedFor: day(0),
      previewedCount: Number(kept['ruleSetCount']),
    }),
  },
  {
    mutation: 'resumeRuleSet',
    before: (world) => world.sql('update rule_set set stopped_at = now(), stopped_count = 5'),
    input: (world) => ({ ...id('ruleSet')(world), count: 5 }),
  },
  { mutation: 'retireRuleSet', input: id('ruleSet') },
  {
    mutation: 'importRuleSet',
    by: 'colleague',
    input: ({ kept }) => ({ file: kept['ruleSetFile'] }),
  },
];
