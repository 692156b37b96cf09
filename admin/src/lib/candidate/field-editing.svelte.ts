import { m } from '#messages';
import { errorsByField, type UserError } from '#lib/graphql/user-errors.ts';
import { type DeclaredField, labelOf } from '#lib/session/declarations.svelte.ts';
import { kindOf } from './field-kind.ts';

export type Changes = Record<string, string | boolean | number | readonly string[] | null>;

/** The text in the control for a value, and back. A list is typed with commas. */
function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fromText(field: DeclaredField, text: string, old: unknown): Changes[string] {
  const trimmed = text.trim();
  switch (kindOf(field, old)) {
    case 'list':
      return trimmed.split(',').flatMap((one) => one.trim() || []);
    case 'flag':
      return trimmed === '' ? null : trimmed === 'true';
    case 'number':
      return trimmed === '' ? null : Number(trimmed.replace(',', '.'));
    default:
      return trimmed === '' ? null : trimmed;
  }
}

/** One group of fields while it is being edited: what was there, what is typed, and what of it is different. */
export class FieldEditing {
  readonly fields: readonly DeclaredField[];
  texts = $state<Record<string, string>>({});
  errors = $state.raw<Record<string, string>>({});
  readonly #old: Readonly<Record<string, unknown>>;

  constructor(fields: readonly DeclaredField[], values: Readonly<Record<string, unknown>>) {
    this.fields = fields;
    this.#old = values;
    this.texts = Object.fromEntries(fields.map((field) => [field.field, this.#shown(field)]));
  }

  /** A masked value is never typed back: its control starts empty, and empty means that it stays. */
  #shown(field: DeclaredField): string {
    return this.kind(field) === 'masked' ? '' : toText(this.#old[field.field]);
  }

  get changes(): Changes {
    const changed = this.fields.filter((field) => this.texts[field.field] !== this.#shown(field));
    return Object.fromEntries(
      changed.map((field) => [field.field, fromText(field, this.texts[field.field] ?? '', this.#old[field.field])]),
    );
  }

  hint(field: DeclaredField): string | undefined {
    const masked = this.#old[field.field];
    if (this.kind(field) === 'masked' && typeof masked === 'string') return m.bsn_hint({ masked });
    return this.kind(field) === 'list' ? m.list_hint() : undefined;
  }

  get dirty(): boolean {
    return Object.keys(this.changes).length > 0;
  }

  kind(field: DeclaredField) {
    return kindOf(field, this.#old[field.field]);
  }

  /** The mistakes for the summary, each with the label of its field. */
  get summary() {
    return Object.entries(this.errors).map(([name, message]) => {
      const field = this.fields.find((one) => one.field === name);
      return field ? { id: this.controlId(name), message: `${labelOf(field)}: ${message}` } : { message };
    });
  }

  controlId(field: string): string {
    return `field-${field}`;
  }

  refuse(problems: readonly UserError[]): void {
    this.errors = errorsByField(problems);
  }

  fail(message: string): void {
    this.errors = { '': message || m.failure_unexpected() };
  }
}
