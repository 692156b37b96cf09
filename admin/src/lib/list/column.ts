export interface Column {
  readonly key: string;
  readonly label: string;
  /** Not offered where the role may not see the field: the order alone would tell its values (D17). */
  readonly sort?: { readonly asc: string; readonly desc: string } | undefined;
  readonly align?: 'end';
  /** The heading is there for a screen reader only. */
  readonly quiet?: boolean;
  /** Heads the card where the table has become one. */
  readonly title?: boolean;
  /** A Tailwind width: columns keep their place while rows come and go. */
  readonly width?: string;
  readonly class?: string;
}
