import type { Client } from '@urql/svelte';
import { m } from '#messages';
import { failureText } from '#lib/graphql/failure-text.ts';
import { run } from '#lib/graphql/run.ts';
import { userErrorText } from '#lib/graphql/user-error-text.ts';
import { type RuleChoices, type RuleKind, type RuleSetFile, UpdateRuleSet } from './rule-sets.graphql.ts';

/** A rule while it is being edited; numbers are what was typed. */
export interface DraftRule {
  readonly key: number;
  readonly kind: RuleKind;
  polarity: string;
  values: Record<string, string>;
}
export interface DraftMoment {
  readonly key: number;
  name: string;
  daysAfterFirst: string;
  subjectNl: string;
  bodyNl: string;
  subjectEn: string;
  bodyEn: string;
}

const WHOLE = /^\d{1,5}$/;

/** A draft of a set while it is being changed. */
export class RuleSetForm {
  name = $state('');
  rules = $state<DraftRule[]>([]);
  moments = $state<DraftMoment[]>([]);
  withNotice = $state(true);
  plus = $state(false);
  texts = $state({ daysToErasure: '', marginPercent: '' });
  deregistrationRule = $state('');
  /** By the id of the control; what is about the whole stands under the empty name. */
  errors = $state.raw<Record<string, string>>({});
  busy = $state(false);
  readonly #client: Client;
  readonly #set: RuleSetFile;
  #nextKey = 0;
  /** What is on the server. */
  #saved = $state('');

  constructor(client: Client, set: RuleSetFile, { ruleKinds }: RuleChoices) {
    this.#client = client;
    this.#set = set;
    const { content } = set;
    this.name = set.name;
    this.withNotice = content.withNotice;
    this.plus = content.plus;
    this.deregistrationRule = content.deregistrationRule;
    this.texts = { daysToErasure: String(content.daysToErasure), marginPercent: String(content.marginPercent) };
    this.rules = content.rules.flatMap((rule) => {
      const kind = ruleKinds.find((one) => one.kind === rule.kind);
      const values = Object.entries(rule.parameters).map(([name, value]) => [name, String(value)]);
      return kind
        ? [
            {
              key: this.#key(),
              kind,
              polarity: rule.polarity,
              values: Object.fromEntries(values) as DraftRule['values'],
            },
          ]
        : [];
    });
    this.moments = content.moments.map(({ name, daysAfterFirst, subjectNl, bodyNl, subjectEn, bodyEn }) => ({
      key: this.#key(),
      name,
      daysAfterFirst: String(daysAfterFirst),
      subjectNl,
      bodyNl,
      subjectEn,
      bodyEn,
    }));
    this.#saved = this.#asText();
  }

  #key(): number {
    this.#nextKey += 1;
    return this.#nextKey;
  }

  addRule(kind: RuleKind): void {
    const values = kind.parameters.map(({ name, byDefault, choices }) => [
      name,
      byDefault != null ? String(byDefault) : (choices?.[0] ?? ''),
    ]);
    this.rules.push({
      key: this.#key(),
      kind,
      polarity: kind.polarities[0] ?? 'ONLY',
      values: Object.fromEntries(values) as DraftRule['values'],
    });
  }

  removeRule(key: number): void {
    this.rules = this.rules.filter((rule) => rule.key !== key);
  }

  addMoment(): void {
    const last = this.moments.at(-1);
    this.moments.push({
      key: this.#key(),
      name: m.moment_new_name({ number: this.moments.length + 1 }),
      daysAfterFirst: last ? String(Number(last.daysAfterFirst) + 7) : '0',
      subjectNl: last?.subjectNl ?? '',
      bodyNl: last?.bodyNl ?? '',
      subjectEn: last?.subjectEn ?? '',
      bodyEn: last?.bodyEn ?? '',
    });
  }

  removeMoment(key: number): void {
    this.moments = this.moments.filter((moment) => moment.key !== key);
  }

  /** @returns whether it was saved. */
  async save(): Promise<boolean> {
    if (this.busy) return false;
    this.errors = this.#mistyped();
    if (Object.keys(this.errors).length > 0) return false;
    this.busy = true;
    const sent = this.#asText();
    const { data, failure } = await run(this.#client, UpdateRuleSet, {
      input: {
        id: this.#set.id,
        version: this.#set.version,
        name: this.name.trim(),
        agencyIds: this.#set.agencies.map((agency) => agency.id),
        content: this.#content(),
      },
    });
    this.busy = false;
    if (failure) this.errors = { '': failureText(failure) };
    else
      this.errors = Object.fromEntries(
        data.outcome.userErrors.map((one) => [idOf(one.field, this), userErrorText(one)]),
      );
    if (Object.keys(this.errors).length > 0) return false;
    this.#saved = sent;
    return true;
  }

  /** Whether something would be lost by leaving now. */
  get dirty(): boolean {
    return this.#asText() !== this.#saved;
  }

  readonly #asText = (): string => JSON.stringify([this.name, this.#content()]);

  #content() {
    return {
      withNotice: this.withNotice,
      daysToErasure: Number(this.texts.daysToErasure),
      plus: this.plus,
      marginPercent: Number(this.texts.marginPercent),
      deregistrationRule: this.deregistrationRule,
      moments: this.withNotice
        ? this.moments.map(({ key: _, daysAfterFirst, ...words }) => ({
            ...words,
            daysAfterFirst: Number(daysAfterFirst),
          }))
        : [],
      rules: this.rules.map(({ kind, polarity, values }) => ({
        kind: kind.kind,
        polarity: polarity === 'NONE' ? ('NONE' as const) : ('ONLY' as const),
        parameters: typed(kind, values),
      })),
    };
  }

  #mistyped(): Record<string, string> {
    const errors: Record<string, string> = {};
    for (const name of ['daysToErasure', 'marginPercent'] as const)
      if (!WHOLE.test(this.texts[name].trim())) errors[name] = m.whole_number();
    for (const { key, kind, values } of this.rules)
      for (const { name, kind: is } of kind.parameters)
        if (is === 'days' || is === 'months' ? !WHOLE.test((values[name] ?? '').trim()) : !values[name])
          errors[controlId(key, name)] = is === 'days' || is === 'months' ? m.whole_number() : m.choose_something();
    if (this.withNotice)
      for (const { key, daysAfterFirst } of this.moments)
        if (!WHOLE.test(daysAfterFirst.trim())) errors[controlId(key, 'daysAfterFirst')] = m.whole_number();
    return errors;
  }
}

export const controlId = (key: number, name: string): string => `part-${String(key)}-${name}`;

function typed(kind: RuleKind, values: Readonly<Record<string, string>>): Record<string, string | number> {
  return Object.fromEntries(
    kind.parameters.map(({ name, kind: is }) => [
      name,
      is === 'days' || is === 'months' ? Number(values[name]) : (values[name] ?? ''),
    ]),
  );
}

/** `content.rules.2.parameters.days` → the control of the third rule's days. */
function idOf(field: readonly string[] | null, form: RuleSetForm): string {
  const path = (field ?? []).flatMap((part) => part.split('.'));
  const at = path.findIndex((part) => part === 'rules' || part === 'moments');
  if (at < 0 || path.length <= at + 1) return path.at(-1) === 'name' ? 'name' : '';
  const list: readonly { key: number }[] = path[at] === 'rules' ? form.rules : form.moments;
  const part = list[Number(path[at + 1])];
  return part ? controlId(part.key, path.at(-1) ?? '') : '';
}
