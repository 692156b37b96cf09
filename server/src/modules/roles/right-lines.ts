import { rows, sql } from '../../platform/database/index.ts';
import {
  hasRight,
  PERMISSION_LINES,
  PERMISSIONS,
  worksForAgency,
  type RightName,
  type Rights,
  type Work,
} from '../permissions/index.ts';
import { GROUP_LABELS } from '../personal-data/index.ts';
import { RoleRightSchema, type Role } from './role.entity.ts';

export const RIGHT_KINDS = ['ACTION', 'SEE', 'CHANGE', 'DOCUMENT'] as const;
/** Why a role has a right or has it not: the deciding rule. */
export const RIGHT_DECISIONS = ['DEFAULT', 'STARTS_EMPTY', 'SET', 'IMPLIED'] as const;

/** One cell of the matrix: a right, and whether a role has it. */
export interface RightLine {
  readonly right: RightName;
  readonly kind: (typeof RIGHT_KINDS)[number];
  readonly group: string;
  readonly groupNl: string;
  readonly groupEn: string;
  readonly labelNl: string;
  readonly labelEn: string;
  readonly granted: boolean;
  readonly decidedBy: (typeof RIGHT_DECISIONS)[number];
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
  readonly reason: string | null;
  /** Whether who asks has it himself, and so may give it. */
  readonly viewerHas: boolean;
}

type Cell = Pick<RightLine, 'right' | 'kind' | 'group' | 'groupNl' | 'groupEn' | 'labelNl' | 'labelEn'>;

const ACTION_GROUPS = {
  candidates: { nl: 'Kandidaten', en: 'Candidates' },
  erasure: { nl: 'Anonimiseren en verwijderen', en: 'Anonymising and deleting' },
  retention: { nl: 'Bewaartermijnen', en: 'Retention' },
  rules: { nl: 'Anonimiseringsregels', en: 'Anonymisation rules' },
  proof: { nl: 'Bewijs', en: 'Proof' },
  settings: { nl: 'Beheer', en: 'Administration' },
} as const;

/** Every right that there is, in the order of the matrix: actions, then fields by group, then types of document (H5, H6). */
export async function allRights(work: Work): Promise<Cell[]> {
  const actions = PERMISSIONS.map((right): Cell => {
    const { group, nl, en } = PERMISSION_LINES[right];
    const { nl: groupNl, en: groupEn } = ACTION_GROUPS[group];
    return { right, kind: 'ACTION', group, groupNl, groupEn, labelNl: nl, labelEn: en };
  });
  const fields = work.catalogue.publishedFields().flatMap(({ type, field, line }): Cell[] => {
    const group = { group: line.group, groupNl: GROUP_LABELS[line.group].nl, groupEn: GROUP_LABELS[line.group].en };
    const cell = { ...group, labelNl: line.nl, labelEn: line.en };
    const see: Cell = { ...cell, right: `see:${type}.${field}`, kind: 'SEE' };
    return line.change.length > 0 ? [see, { ...cell, right: `change:${type}.${field}`, kind: 'CHANGE' }] : [see];
  });
  const agencies = worksForAgency(work.actor) ? work.actor.agencyIds : null;
  const types = await rows<{ id: string; name: string; agency: string }>(
    work.em,
    sql`select t.id, t.name, a.name as agency from document_type t join agency a on a.id = t.agency_id
        where ${agencies}::uuid[] is null or t.agency_id = any(${agencies}::uuid[]) order by a.name, t.name`,
  );
  const documents = types.map(({ id, name, agency }): Cell => {
    const label = `${name} (${agency})`;
    return {
      right: `document:${id}`,
      kind: 'DOCUMENT',
      group: 'documentTypes',
      groupNl: 'Documenten per type',
      groupEn: 'Documents per type',
      labelNl: label,
      labelEn: label,
    };
  });
  return [...actions, ...fields, ...documents];
}

/** The whole matrix of each role, each cell with the rule that decides it; in as many statements however many roles. */
export async function rightLines(
  work: Work,
  roles: readonly { role: Role; rights: Rights }[],
): Promise<Map<string, RightLine[]>> {
  const changed = await work.em.find(RoleRightSchema, { roleId: { $in: roles.map(({ role }) => role.id) } });
  const names = await staffNames(
    work,
    changed.map(({ changedBy }) => changedBy),
  );
  const cells = await allRights(work);
  const { actor } = work;
  return new Map(
    roles.map(({ role, rights }) => {
      const ofRole = changed.filter(({ roleId }) => roleId === role.id);
      const byRight = new Map(ofRole.map((one) => [one.right as RightName, one]));
      const lines = cells.map((cell): RightLine => {
        const set = byRight.get(cell.right);
        const granted = hasRight(rights, cell.right);
        return {
          ...cell,
          granted,
          decidedBy: decision(role, set?.granted, granted),
          changedAt: set?.changedAt ?? null,
          changedBy: (set?.changedBy != null && names.get(set.changedBy)) || null,
          reason: set?.reason ?? null,
          viewerHas: worksForAgency(actor) && hasRight(actor.rights, cell.right),
        };
      });
      return [role.id, lines];
    }),
  );
}

function decision(role: Role, set: boolean | undefined, granted: boolean): RightLine['decidedBy'] {
  if (set === granted) return 'SET';
  if (set !== undefined) return 'IMPLIED';
  return role.builtIn == null ? (granted ? 'IMPLIED' : 'STARTS_EMPTY') : 'DEFAULT';
}

/** Names of employees by their id, of those who are still known. */
export async function staffNames(
  work: Work,
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, string>> {
  const known = new Set(ids.filter((id) => id != null));
  const found = await rows<{ id: string; name: string }>(
    work.em,
    sql`select id, name from staff_user where id = any(${[...known]}::uuid[])`,
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}
