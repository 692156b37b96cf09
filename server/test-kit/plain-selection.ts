import { DateTime } from 'luxon';

/** A person as the plain evaluation sees him: what the tables hold, as lists. Days are `yyyy-mm-dd`. */
export interface PlainPerson {
  id: string;
  agencyId: string;
  blocked: boolean;
  anonymised: boolean;
  approvedOn: string | null;
  isCandidate: boolean;
  unitId: string | null;
  extendedUntil: string | null;
  holds: { until: string; released: boolean }[];
  applications: {
    type: 'OPEN' | 'VACANCY';
    status: string;
    appliedOn: string;
    deregisteredOn: string | null;
    source: string | null;
    externalAgency: string | null;
    portfolioDate: string | null;
    vacancyStatus: string | null;
  }[];
  offers: string[];
  hires: string[];
  trajectories: string[];
  pools: { poolId: string; ofApplication: boolean }[];
  contacts: string[];
  employments: { internal: boolean; outOfServiceOn: string | null }[];
  statements: { withdrawn: boolean }[];
}

export interface PlainRule {
  kind: string;
  polarity: 'ONLY' | 'NONE';
  parameters: Record<string, string | number>;
}

const RUNNING = ['NEW', 'IN_PROCESS', 'INTERVIEW', 'OFFERED'];
const minusDays = (day: string, days: number) => DateTime.fromISO(day).minus({ days }).toISODate()!;
const minusMonths = (day: string, months: number) => DateTime.fromISO(day).minus({ months }).toISODate()!;

/** Whether a person has what a rule speaks of, from its sentence in the inventory and not from the product's SQL. */
function has(person: PlainPerson, { kind, parameters }: PlainRule, on: string): boolean {
  const days = Number(parameters['days'] ?? 0);
  const running = person.applications.filter((one) => RUNNING.includes(one.status));
  const older = (day: string) => day < minusDays(on, days);
  const lately = (day: string | null) => day !== null && day >= minusDays(on, days);
  switch (kind) {
    case 'BLOCKED_ALWAYS':
    case 'BLOCKED':
      return person.blocked;
    case 'OLD_OPEN_APPLICATIONS_ALWAYS': {
      const before = minusMonths(on, Number(parameters['months']));
      return running.length > 0 && running.every((one) => one.type === 'OPEN' && one.appliedOn < before);
    }
    case 'FILLED_VACANCY_ALWAYS':
    case 'OLD_ON_FILLED_VACANCY':
      return running.some((one) => one.vacancyStatus === 'FILLED' && older(one.appliedOn));
    case 'RUNNING_APPLICATION':
      return running.length > 0;
    case 'OFFER_ACCEPTED_OR_RUNNING':
      return person.offers.some((status) => status === 'OPEN' || status === 'ACCEPTED');
    case 'AVAILABLE_TRAJECTORY':
      return person.trajectories.includes('AVAILABLE');
    case 'CLOSED_LATELY':
      return person.applications.some((one) => lately(one.deregisteredOn));
    case 'REJECTED_LATELY':
      return person.applications.some((one) => one.status === 'REJECTED' && lately(one.deregisteredOn));
    case 'HIRE_SENT':
      return person.hires.includes('SENT');
    case 'YOUNG_APPLICATION':
      return person.applications.some((one) => one.appliedOn > minusDays(on, days));
    case 'PORTFOLIO_DATE':
      return person.applications.some((one) => one.portfolioDate !== null);
    case 'IN_THIS_TALENT_POOL':
      return person.pools.some((one) => !one.ofApplication && one.poolId === parameters['talentPool']);
    case 'IN_ANY_TALENT_POOL':
      return person.pools.some((one) => !one.ofApplication);
    case 'APPLICATION_IN_TALENT_POOL':
      return person.pools.some((one) => one.ofApplication);
    case 'APPLICATION_TYPE':
      return person.applications.some((one) => one.type === parameters['type']);
    case 'APPLICATION_SOURCE':
      return person.applications.some(
        (one) => one.source?.toLowerCase() === String(parameters['source']).toLowerCase(),
      );
    case 'NO_RECENT_CONTACT':
    case 'RECENT_CONTACT':
      return person.contacts.some(lately);
    case 'NOTHING_BUT_OLD_OPEN_APPLICATIONS':
      return (
        person.applications.length > 0 &&
        person.applications.every((one) => running.includes(one) && one.type === 'OPEN' && older(one.appliedOn))
      );
    case 'IN_THIS_UNIT':
      return person.unitId === parameters['unit'];
    case 'STATEMENT_NOT_SIGNED':
      return person.statements.every((one) => one.withdrawn);
    case 'INTERNAL_EMPLOYEE':
      return person.employments.some((one) => one.internal);
    case 'FROM_EXTERNAL_AGENCY':
      return person.applications.some((one) => one.externalAgency !== null && one.externalAgency !== '');
    case 'EMPLOYEE':
      return person.employments.length > 0;
    case 'EMPLOYEE_IN_SERVICE':
      return person.employments.some((one) => one.outOfServiceOn === null || one.outOfServiceOn > on);
    case 'CANDIDATE':
      return person.isCandidate;
    case 'VACANCY_STATUS':
      return person.applications.some((one) => one.vacancyStatus === parameters['status']);
    default:
      throw new Error(`The plain evaluation doesn't know ${kind}.`);
  }
}

const ALWAYS = /_ALWAYS$/;

/** Whom the rules select, person by person, as D15 says it in words. */
export function plainSelection(people: readonly PlainPerson[], rules: readonly PlainRule[], on: string): string[] {
  return people.filter((person) => isSelected(person, rules, on)).map((person) => person.id);
}

export function isSelected(person: PlainPerson, rules: readonly PlainRule[], on: string): boolean {
  if (person.anonymised || person.approvedOn !== null) return false;
  if (person.holds.some((hold) => !hold.released && hold.until >= on)) return false;
  if (person.extendedUntil !== null && person.extendedUntil > on) return false;
  if (rules.some((rule) => ALWAYS.test(rule.kind) && has(person, rule, on))) return true;
  return meetsConfigurable(person, rules, on);
}

function meetsConfigurable(person: PlainPerson, rules: readonly PlainRule[], on: string): boolean {
  const configurable = rules.filter((rule) => !ALWAYS.test(rule.kind));
  if (configurable.length === 0) return false;
  if (configurable.some((rule) => rule.polarity === 'NONE' && has(person, rule, on))) return false;
  const only = configurable.filter((rule) => rule.polarity === 'ONLY');
  const kinds = [...new Set(only.map((rule) => rule.kind))];
  return kinds.every((kind) => only.some((rule) => rule.kind === kind && has(person, rule, on)));
}

/** What one rule says of a person, and which decides: the place of the first always-rule that takes him, else -1, or null. */
export function plainTrace(person: PlainPerson, rules: readonly PlainRule[], on: string) {
  const outcomes = rules.map((rule) => {
    const found = has(person, rule, on);
    if (rule.polarity === 'NONE') return found ? 'BLOCKED' : 'MATCHED';
    return found ? 'MATCHED' : 'NOT_MATCHED';
  });
  const always = rules.findIndex((rule, place) => ALWAYS.test(rule.kind) && outcomes[place] === 'MATCHED');
  const decidedBy = always >= 0 ? always : meetsConfigurable(person, rules, on) ? -1 : null;
  return { outcomes, decidedBy };
}
