import { execute, isInputObjectType, isNonNullType, parse } from 'graphql';
import { OperationTypeNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../test-kit/agency.ts';
import { staffActor } from '../../test-kit/staff.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { catalogue } from './modules.ts';
import { createRequestContext } from './request-context.ts';
import { guardedSchema } from './schema.ts';
import { rows, sql } from '../platform/database/index.ts';
import { readGlobalId, toGlobalId } from '../platform/graphql/index.ts';
import { newId } from '../platform/ids.ts';
import { ApplicationSchema } from '../modules/applications/index.ts';
import { definedValue, publishedFieldsOf, type PersonalDataDeclaration } from '../modules/personal-data/index.ts';
import { builtInRights, type BuiltInRole, type Rights, type StaffActor } from '../modules/permissions/index.ts';
import { TalentPoolSchema } from '../modules/talent-pools/index.ts';
import { VacancySchema } from '../modules/vacancies/index.ts';
import { CandidateSchema } from '../modules/candidates/index.ts';

const { schema, schemaFor } = guardedSchema();
const mutations = schema.getMutationType()!.getFields();

/** Every kind of record that the schema knows, whichever module it is of. */
const kinds = catalogue
  .personal()
  .filter(({ type, schema: { meta } }) => type === meta.className && `remove${type}` in mutations)
  .map((declaration) => ({ type: declaration.type, declaration }));

interface UserError {
  field: string[] | null;
  code: string;
}
interface Payload {
  record?: Record<string, unknown> | null;
  candidate?: { id: string } | null;
  removedId?: string | null;
  userErrors: UserError[];
}
type Input = Record<string, unknown>;

describe('a person’s records', () => {
  let product: TestProduct;
  let agencyId: string;
  let otherAgencyId: string;
  let recruiter: StaffActor;
  /** What the records of one person can lead to. */
  let links: Record<string, string>;
  let candidateId: string;
  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
    otherAgencyId = (await makeAgency(product)).id;
    recruiter = staffActor('RECRUITER', [agencyId]);
    candidateId = await person();
    links = await linksFor(candidateId, agencyId);
  });
  afterAll(() => product.stop());

  const person = (agency = agencyId) =>
    makePerson(product, agency, { registeredOn: '2026-05-20', registrationKind: 'MANUAL' });

  async function linksFor(id: string, agency: string): Promise<Record<string, string>> {
    const em = product.orm.em.fork();
    const ids = { Vacancy: newId(), Application: newId(), TalentPool: newId() };
    em.create(VacancySchema, { id: ids.Vacancy, agencyId: agency, reference: ids.Vacancy, title: 'Lasser' });
    em.create(TalentPoolSchema, { id: ids.TalentPool, agencyId: agency, name: ids.TalentPool });
    em.create(ApplicationSchema, { id: ids.Application, candidateId: id, type: 'OPEN', appliedOn: '2026-05-20' });
    await em.flush();
    return Object.fromEntries(Object.entries(ids).map(([type, one]) => [type, toGlobalId(type, one)]));
  }

  async function send(actor: StaffActor, document: string, variables: Input = {}) {
    const contextValue = createRequestContext({ work: product.workAs(actor), actor } as never);
    const kind = document.startsWith('mutation') ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
    const answer = await execute({
      schema: schemaFor(contextValue, kind),
      document: parse(document),
      variableValues: variables,
      contextValue,
    });
    const codes = (answer.errors ?? []).map(
      ({ originalError }) => (originalError as { code?: string } | undefined)?.code,
    );
    // A failure that nobody foresaw is no refusal.
    if (codes.includes(undefined)) throw answer.errors![codes.indexOf(undefined)]!;
    return { data: answer.data as Record<string, unknown> | null | undefined, codes };
  }

  /** @returns the payload, or the code of the error that stands above it. */
  async function mutate(actor: StaffActor, name: string, input: Input, selection: string): Promise<Payload | string> {
    const type = mutations[name]!.args[0]!.type;
    const document = `mutation ($input: ${type.toString()}) { ${name}(input: $input) { ${selection} candidate { id } userErrors { field code } } }`;
    const { data, codes } = await send(actor, document, { input });
    return (data?.[name] as Payload | null | undefined) ?? codes[0]!;
  }

  const save = (type: string, input: Input, actor = recruiter, selection = 'id') =>
    mutate(actor, `save${type}`, input, `record { ${selection} }`);
  const remove = (type: string, id: string, actor = recruiter) => mutate(actor, `remove${type}`, { id }, 'removedId');
  const done = (payload: Payload | string): Payload => {
    expect(payload).toMatchObject({ userErrors: [] });
    return payload as Payload;
  };
  const refused = (payload: Payload | string) => {
    if (typeof payload === 'string') return payload;
    expect(payload.candidate ?? null).toBeNull();
    return payload.userErrors.map(({ code, field }) => (field ? `${code} ${field.join('.')}` : code)).join();
  };

  const selectionOf = (declaration: PersonalDataDeclaration) =>
    publishedFieldsOf(declaration)
      .map(({ property, field }) => (definedValue(declaration, property).type === 'LINK' ? `${field} { id }` : field))
      .join(' ');

  /** A value for every field: `round` 0 or 1, so that changing it can be seen. */
  function inputFor(declaration: PersonalDataDeclaration, round: number): Input {
    const entries = publishedFieldsOf(declaration).map(({ property, field }, index): [string, unknown] => {
      const { type, choices, target } = definedValue(declaration, property);
      if (type === 'LINK') return [property, links[target!.meta.className]];
      if (type === 'DATE') return [field, `2026-0${String(1 + 2 * round)}-${String(10 + index)}`];
      if (type === 'BOOLEAN') return [field, round === 1];
      if (type === 'INTEGER' || type === 'DECIMAL') return [field, 5 + round];
      if (type === 'CHOICE') return [field, choices![round]];
      return [field, field.startsWith('email') ? `a${String(round)}@b.example` : `${field} ${String(round)}`];
    });
    return Object.fromEntries(entries);
  }

  /** What a record that was given this input looks like. */
  const stored = (declaration: PersonalDataDeclaration, input: Input) =>
    Object.fromEntries(
      publishedFieldsOf(declaration).map(({ property, field }) => [
        field,
        definedValue(declaration, property).type === 'LINK' ? { id: input[property] } : input[field],
      ]),
    );

  it('are of eleven kinds', () => {
    expect(kinds.map(({ type }) => type).toSorted()).toEqual([
      'ContactEntry',
      'Course',
      'Education',
      'Employee',
      'Hire',
      'KnowledgeArea',
      'Offer',
      'Skill',
      'TalentPoolMember',
      'TrajectoryRegistration',
      'WorkExperience',
    ]);
  });

  describe.each(kinds)('of the kind $type', ({ type, declaration }) => {
    const place = () => {
      const fields = Object.values(
        (
          schema.getType('Candidate') as never as {
            getFields(): Record<string, { name: string; type: { toString(): string } }>;
          }
        ).getFields(),
      );
      return fields.find((field) => new RegExp(`^\\[?${type}\\b`).test(field.type.toString()))!.name;
    };
    const added = async () => {
      const input = { ...inputFor(declaration, 0), candidateId: toGlobalId('Candidate', candidateId) };
      return done(await save(type, input, recruiter, `id ${selectionOf(declaration)}`)).record as { id: string };
    };
    const atCandidate = async (selection: string) => {
      const document = `query ($id: ID!) { node(id: $id) { ... on Candidate { list: ${place()} { ${selection} } } } }`;
      const { data } = await send(recruiter, document, { id: toGlobalId('Candidate', candidateId) });
      const { list } = data!['node'] as { list: object | null };
      return Array.isArray(list) ? (list as object[]) : list ? [list] : [];
    };

    it('are added, changed and removed, each with an entry that holds no value', async () => {
      const first = inputFor(declaration, 0);
      const record = await added();
      expect(record).toMatchObject(stored(declaration, first));
      expect(await atCandidate('id')).toEqual([{ id: record.id }]);

      const next = inputFor(declaration, 1);
      done(await save(type, { ...next, id: record.id }));
      expect(await atCandidate(selectionOf(declaration))).toEqual([stored(declaration, next)]);

      expect(done(await remove(type, record.id))).toMatchObject({ removedId: record.id });
      expect(await atCandidate('id')).toEqual([]);
      expect(refused(await save(type, { ...next, id: record.id }))).toBe('NOT_FOUND');

      const entries = await rows<{ action: string; facts: Record<string, string> }>(
        product.orm.em.fork(),
        sql`select action, facts from audit_entry where facts->>'recordId' = ${readGlobalId(record.id)!.id} order by seq`,
      );
      expect(entries.map(({ action }) => action)).toEqual(['record.added', 'record.changed', 'record.removed']);
      expect(entries[1]!.facts).toEqual({
        record: type,
        recordId: readGlobalId(record.id)!.id,
        fields: publishedFieldsOf(declaration)
          .map(({ property }) => property)
          .toSorted()
          .join(','),
      });
    });

    it('keep what is left out, and lose what is emptied', async () => {
      const record = await added();
      for (const { property, field } of publishedFieldsOf(declaration)) {
        const { required, type: valueType } = definedValue(declaration, property);
        const name = valueType === 'LINK' ? property : field;
        const payload = await save(type, { id: record.id, [name]: null }, recruiter, selectionOf(declaration));
        if (required) expect(refused(payload)).toBe(`BAD_USER_INPUT ${name}`);
        else if (typeof payload !== 'string' && payload.userErrors.length > 0)
          expect(refused(payload)).toBe('BAD_USER_INPUT'); // the last one: a record holds something
        else expect((payload as Payload).record).toMatchObject({ [field]: null });
      }
      done(await remove(type, record.id));
    });

    it('are changed only by who may change each of the fields, and removed by who may change all (H6)', async () => {
      const record = await added();
      const fields = publishedFieldsOf(declaration);
      const own = builtInRights(catalogue, 'RECRUITER');
      for (const { field, property } of fields) {
        const change = new Set([...own.change].filter((name) => name !== `${type}.${field}`));
        const actor: StaffActor = { ...recruiter, rights: { ...own, change } };
        const name = definedValue(declaration, property).type === 'LINK' ? property : field;
        const input = { id: record.id, [name]: inputFor(declaration, 1)[name] };
        expect(refused(await save(type, input, actor))).toBe('FORBIDDEN');
        expect(refused(await remove(type, record.id, actor))).toBe('FORBIDDEN');
      }
      expect(await atCandidate(selectionOf(declaration))).toEqual([stored(declaration, inputFor(declaration, 0))]);
      done(await remove(type, record.id));
    });

    it.each<BuiltInRole>(['READ_ONLY', 'CONSULTANT', 'PRIVACY_OFFICER', 'BACK_OFFICE'])(
      'are not touched by a %s',
      async (role) => {
        const record = await added();
        const actor = staffActor(role, [agencyId]);
        expect(refused(await save(type, { id: record.id }, actor))).toBe('FORBIDDEN');
        expect(refused(await remove(type, record.id, actor))).toBe('FORBIDDEN');
        done(await remove(type, record.id));
      },
    );

    it('are hidden as a whole from who may see none of the fields (D17)', async () => {
      const none: Rights = {
        ...builtInRights(catalogue, 'READ_ONLY'),
        see: new Set([...builtInRights(catalogue, 'READ_ONLY').see].filter((name) => !name.startsWith(`${type}.`))),
      };
      const document = `query ($id: ID!) { node(id: $id) { ... on Candidate { ${place()} { id } } } }`;
      const actor: StaffActor = { ...recruiter, rights: none };
      const { data, codes } = await send(actor, document, { id: toGlobalId('Candidate', candidateId) });
      expect(codes).toEqual(['FORBIDDEN']);
      expect(data).toEqual({ node: { [place()]: null } });
    });

    it('of another agency’s person are as if they did not exist', async () => {
      const stranger = staffActor('RECRUITER', [otherAgencyId]);
      const record = await added();
      expect(refused(await save(type, { ...inputFor(declaration, 1), id: record.id }, stranger))).toBe('NOT_FOUND');
      expect(refused(await remove(type, record.id, stranger))).toBe('NOT_FOUND');
      const input = { ...inputFor(declaration, 0), candidateId: toGlobalId('Candidate', candidateId) };
      expect(refused(await save(type, input, stranger))).toBe('NOT_FOUND');
      done(await remove(type, record.id));
    });

    it('of an anonymised person stay as they are', async () => {
      const record = await added();
      const em = product.orm.em.fork();
      await em.nativeUpdate(CandidateSchema, { id: candidateId }, { anonymised: true });
      const input = { ...inputFor(declaration, 1), candidateId: toGlobalId('Candidate', candidateId) };
      expect(refused(await save(type, input))).toBe('ALREADY_ANONYMISED');
      expect(refused(await save(type, { ...input, id: record.id }))).toBe('ALREADY_ANONYMISED');
      expect(refused(await remove(type, record.id))).toBe('ALREADY_ANONYMISED');
      await em.nativeUpdate(CandidateSchema, { id: candidateId }, { anonymised: false });
      expect(await atCandidate(selectionOf(declaration))).toEqual([stored(declaration, inputFor(declaration, 0))]);
      done(await remove(type, record.id));
    });

    it('lead only to what is the same person’s and the same agency’s', async () => {
      const foreign = await linksFor(await person(), otherAgencyId);
      for (const { property } of publishedFieldsOf(declaration)) {
        const { type: valueType, target } = definedValue(declaration, property);
        if (valueType !== 'LINK') continue;
        const id = foreign[target!.meta.className];
        const input = {
          ...inputFor(declaration, 0),
          candidateId: toGlobalId('Candidate', candidateId),
          [property]: id,
        };
        expect(refused(await save(type, input))).toBe('NOT_FOUND');
      }
    });

    it('need their owner, and the fields that are never empty', async () => {
      expect(refused(await save(type, inputFor(declaration, 0)))).toBe('BAD_USER_INPUT candidateId');
      const empty = refused(await save(type, { candidateId: toGlobalId('Candidate', candidateId) }));
      expect(empty).toMatch(/^BAD_USER_INPUT/);
      const input = mutations[`save${type}`]!.args[0]!.type;
      expect(isNonNullType(input) && isInputObjectType(input.ofType)).toBe(true);
    });
  });

  const of = (id: string) => toGlobalId('Candidate', id);

  it('begin before they end', async () => {
    const id = await person();
    const input = { candidateId: of(id), from: '2026-05-02', to: '2026-05-01' };
    expect(refused(await save('Education', input))).toBe('BAD_USER_INPUT to');
    const { record } = done(await save('Education', { ...input, to: '2026-05-02' }));
    expect(refused(await save('Education', { id: record!['id'], from: '2026-05-03' }))).toBe('BAD_USER_INPUT to');
    const service = { candidateId: of(id), inServiceFrom: '2026-05-02', outOfServiceOn: '2026-05-01' };
    expect(refused(await save('Employee', service))).toBe('BAD_USER_INPUT outOfServiceOn');
  });

  it('are refused for nothing that the role may not see, so that no refusal tells it (D17)', async () => {
    const own = builtInRights(catalogue, 'RECRUITER');
    const without = (hidden: readonly string[]): StaffActor => {
      const less = (names: ReadonlySet<string>) => new Set([...names].filter((name) => !hidden.includes(name)));
      return { ...recruiter, rights: { ...own, see: less(own.see), change: less(own.change) } as Rights };
    };
    const addedWith = async (fields: Input) =>
      done(await save('Education', { candidateId: of(await person()), ...fields })).record!['id'];
    const begun = await addedWith({ from: '2026-05-02' });
    expect(refused(await save('Education', { id: begun, to: '2026-05-01' }))).toBe('BAD_USER_INPUT to');
    const half = without(['Education.from']);
    for (const to of ['2026-05-01', '2026-05-03']) done(await save('Education', { id: begun, to }, half));

    const { declaration } = kinds.find(({ type }) => type === 'Education')!;
    const others = publishedFieldsOf(declaration).map(({ field }) => `Education.${field}`);
    const least = without(others.filter((name) => name !== 'Education.to'));
    // Whether anything else is there is the same to him.
    for (const fields of [{ to: '2026-05-01' }, { to: '2026-05-01', level: 'MBO' }])
      done(await save('Education', { id: await addedWith(fields), to: null }, least));
  });

  it('that took place are not still to come: a conversation of next year would keep somebody until then (C52)', async () => {
    const entry = { candidateId: of(await person()), channel: 'PHONE' };
    expect(refused(await save('ContactEntry', { ...entry, tookPlaceOn: '2026-06-02' }))).toBe(
      'BAD_USER_INPUT tookPlaceOn',
    );
    done(await save('ContactEntry', { ...entry, tookPlaceOn: '2026-06-01' }));
  });

  it('that somebody can have once are refused a second time: an employment, a place in a pool (C35, C46)', async () => {
    const id = await person();
    const own = await linksFor(id, agencyId);
    const employment = { candidateId: of(id), inServiceFrom: '2026-05-01' };
    done(await save('Employee', employment));
    expect(refused(await save('Employee', employment))).toBe('CONFLICT');
    const membership = { candidateId: of(id), talentPoolId: own['TalentPool'], addedOn: '2026-05-01' };
    done(await save('TalentPoolMember', membership));
    expect(refused(await save('TalentPoolMember', membership))).toBe('CONFLICT');
    done(await save('TalentPoolMember', { ...membership, applicationId: own['Application'] }));
    expect(refused(await save('TalentPoolMember', { ...membership, applicationId: own['Application'] }))).toBe(
      'CONFLICT',
    );
  });

  it('have the values that they begin with when nothing is said', async () => {
    const offer = { candidateId: of(await person()), offeredOn: '2026-05-01' };
    expect(done(await save('Offer', offer, recruiter, 'status')).record).toEqual({ status: 'OPEN' });
  });

  it('are wishes too: a list that is given is the whole list (C167–C171)', async () => {
    const id = of(await person());
    const change = async (input: Input, actor = recruiter) =>
      mutate(actor, 'updateCandidate', { id, ...input }, 'clientMutationId: __typename');
    const wishes = async () => {
      const document = `query ($id: ID!) { node(id: $id) { ... on Candidate { desiredRegions desiredBranches } } }`;
      return (await send(recruiter, document, { id })).data!['node'];
    };
    done(await change({ desiredRegions: ['Utrecht', 'Gelderland', ' Utrecht '], desiredBranches: ['Bouw'] }));
    const { desiredRegions } = (await wishes()) as { desiredRegions: string[] };
    expect(desiredRegions.toSorted()).toEqual(['Gelderland', 'Utrecht']);
    done(await change({ desiredRegions: ['Utrecht'] }));
    expect(await wishes()).toEqual({ desiredRegions: ['Utrecht'], desiredBranches: ['Bouw'] });
    done(await change({ desiredRegions: null }));
    expect(await wishes()).toEqual({ desiredRegions: [], desiredBranches: ['Bouw'] });
    const back = staffActor('BACK_OFFICE', [agencyId]);
    expect(refused(await change({ desiredBranches: [] }, back))).toBe('FORBIDDEN');
    expect(await wishes()).toEqual({ desiredRegions: [], desiredBranches: ['Bouw'] });
  });
});
