import type { RuleKind, SelectingRule } from '../product.ts';
import type { FilledForRules } from './fill.ts';

/** Every kind once; such a way that together they still select somebody. */
export const everyRule = (
  kinds: readonly RuleKind[],
  filled: Pick<FilledForRules, 'talentPoolId' | 'unitId'>,
): SelectingRule[] => kinds.map((kind) => anyRule(kind, filled));

function anyRule(
  kind: RuleKind,
  { talentPoolId, unitId }: Pick<FilledForRules, 'talentPoolId' | 'unitId'>,
): SelectingRule {
  const parameters = Object.entries(kind.parameters).map(([name, line]): [string, string | number] => {
    if (line.is === 'days' || line.is === 'months') return [name, line.default ?? 0];
    if (line.is === 'choice') return [name, line.choices?.[0] ?? ''];
    if (line.is === 'text') return [name, 'Nergens'];
    return [name, line.table === 'talent_pool' ? talentPoolId : unitId];
  });
  const polarity = kind.polarities.includes('NONE') ? 'NONE' : 'ONLY';
  return { kind: kind.kind, polarity, parameters: Object.fromEntries(parameters) };
}
