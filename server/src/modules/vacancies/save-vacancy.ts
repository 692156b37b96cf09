import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import type { LocalDate } from '../../platform/clock.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { mustKnowUnit } from '../organisation/index.ts';
import { agenciesOf, type Work } from '../permissions/index.ts';
import { VacancySchema, type Vacancy, type VacancyStatus } from './vacancy.entity.ts';
import { findVisibleVacancy } from './vacancy.repository.ts';

const LONGEST = 200;
const LONGEST_PLACE = 100;
const MOST_HOURS = 60;

export interface VacancyFields {
  readonly organisationUnitId?: string | null | undefined;
  readonly reference?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly place?: string | null | undefined;
  readonly hoursPerWeek?: number | null | undefined;
  readonly status?: VacancyStatus | null | undefined;
  readonly openedOn?: LocalDate | null | undefined;
  readonly filledOn?: LocalDate | null | undefined;
}

/**
 * Adds a vacancy, or changes one: a field that is left out stays. One that becomes filled gets today as its day, unless told.
 * @throws DomainError NOT_FOUND, BAD_USER_INPUT with the field's name
 */
export async function saveVacancy(
  work: Work,
  input: { id: string | null; agencyId: string | null } & VacancyFields,
): Promise<Vacancy> {
  const today = work.clock.today();
  const agencies = agenciesOf(work.actor);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const known = input.id === null ? null : await findVisibleVacancy(inside, input.id);
    const agencyId = known?.agencyId ?? (input.id === null ? input.agencyId : null);
    if (agencyId === null || (agencies && !agencies.includes(agencyId))) throw notFound();
    // Two who save at once: the second sees the reference of the first.
    await rows(em, sql`select from agency where id = ${agencyId} for no key update`);
    const unit = input.organisationUnitId;
    const values = {
      reference: given('reference', input.reference, known?.reference),
      title: given('title', input.title, known?.title),
      place: placeOf(input.place, known?.place),
      hoursPerWeek: hoursOf(input.hoursPerWeek, known?.hoursPerWeek),
      organisationUnitId:
        known && unit === undefined ? known.organisationUnitId : await mustKnowUnit(inside, agencyId, unit),
      ...standing(today, known, input),
    };
    const id = known?.id ?? newId();
    await mustBeNewReference(inside, agencyId, id, values.reference);
    const vacancy = known ?? em.create(VacancySchema, { id, agencyId, ...values });
    em.assign(vacancy, values);
    await em.flush();
    await recordAudit(inside, [
      { action: known ? 'vacancy.changed' : 'vacancy.added', subjectType: 'Vacancy', subjectId: id, agencyId },
    ]);
    return em.findOneOrFail(VacancySchema, { id }, { refresh: true });
  });
}

function given(field: string, value: string | null | undefined, known: string | undefined): string {
  const text = value === undefined ? (known ?? '') : (value ?? '').trim();
  if (text === '' || text.length > LONGEST) throw badInput(field, `Give 1 to ${String(LONGEST)} characters.`);
  return text;
}

function placeOf(value: string | null | undefined, known: string | null | undefined): string | null {
  if (value === undefined) return known ?? null;
  const text = value?.trim() ?? '';
  if (text.length > LONGEST_PLACE) throw badInput('place', `Give at most ${String(LONGEST_PLACE)} characters.`);
  return text === '' ? null : text;
}

function hoursOf(value: number | null | undefined, known: number | null | undefined): number | null {
  if (value === undefined) return known ?? null;
  if (value !== null && (value < 1 || value > MOST_HOURS))
    throw badInput('hoursPerWeek', `Give 1 to ${String(MOST_HOURS)} hours.`);
  return value;
}

/** Status and days, which depend on each other. */
function standing(today: LocalDate, known: Vacancy | null, input: VacancyFields) {
  if (input.status === null) throw badInput('status', 'This field can’t be emptied.');
  const status = input.status ?? known?.status ?? 'OPEN';
  const openedOn = input.openedOn === undefined ? (known ? (known.openedOn ?? null) : today) : input.openedOn;
  const filledOn = status === 'FILLED' ? (input.filledOn ?? known?.filledOn ?? today) : null;
  if (openedOn !== null && openedOn > today) throw badInput('openedOn', 'This day is still to come.');
  if (filledOn !== null && filledOn > today) throw badInput('filledOn', 'This day is still to come.');
  if (openedOn !== null && filledOn !== null && filledOn < openedOn)
    throw badInput('filledOn', 'This can’t be before it was opened.');
  return { status, openedOn, filledOn };
}

async function mustBeNewReference(work: Work, agencyId: string, id: string, reference: string): Promise<void> {
  const [other] = await rows(
    work.em,
    sql`select 1 from vacancy where agency_id = ${agencyId} and reference = ${reference} and id <> ${id}`,
  );
  if (other) throw badInput('reference', 'This agency has a vacancy of this reference already.');
}
