import { ObjectType } from 'type-graphql';

/** Whoever asks for what is his own: by a mailed link, or signed in to the portal. */
export interface Me {
  /** Whose data; `null` when the account outlived the person (C7, D6): there is nothing left to show. */
  readonly candidateId: string | null;
  /** The account that is signed in; `null` for who came by a link. */
  readonly accountId: string | null;
}

@ObjectType('Me', {
  description:
    'You, as the candidate to whom a link was mailed, or as whoever is signed in to the portal: what it shows you of your own.',
})
export class MeType {}
