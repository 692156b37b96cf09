import type { Answer, ApiClient, MailServer } from '../../kit/index.ts';

export type Who = 'admin' | 'colleague' | 'stranger' | 'visitor' | 'program' | 'candidate';

/** What one deed leaves for the next ones: ids, tokens and codes, by a name; what is no text as JSON. */
export interface World {
  readonly clients: Record<'admin' | 'colleague' | 'visitor' | 'candidate', ApiClient>;
  /** With the key of a program, once there is one. */
  readonly sendAsProgram: (query: string, variables: object) => Promise<Answer>;
  readonly mail: MailServer;
  readonly kept: Record<string, string>;
  /** A statement in the database of the product. */
  readonly sql: (statement: string, values?: unknown[]) => Promise<unknown>;
}

/** One mutation, asked so that it does something. */
export interface Deed {
  readonly mutation: string;
  /** The admin unless told otherwise; a stranger is a new browser each time. */
  readonly by?: Who;
  readonly before?: (world: World) => Promise<unknown>;
  /** Made anew for each attempt. */
  readonly input?: (world: World) => object | Promise<object>;
  /** A table of which the attempt itself takes something, and what. */
  readonly spends?: { readonly table: string; readonly what: string };
  /** What is asked of the answer, besides its refusals. */
  readonly answer?: string;
  /** What of the answer the next deeds need: a name for it, and where it stands, such as `apiClient.keys.0.id`. */
  readonly keep?: Readonly<Record<string, string>>;
  /** Whose browser the stranger's is from then on. */
  readonly becomes?: 'colleague' | 'visitor';
}

export const PASSWORDS = { admin: 'een lang genoeg wachtwoord', colleague: 'paardenbloem op dakpannen' };
export const COLLEAGUE = 'consulent@parksluizen.example';

export const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Shows again who he is, as the product asks before what is delicate. */
export const confirm = ({ clients }: World, who: 'admin' | 'colleague', code?: string) =>
  clients[who].send(
    'mutation ($input: ConfirmPasswordInput!) { confirmPassword(input: $input) { userErrors { code } } }',
    { input: { password: PASSWORDS[who], ...(code === undefined ? {} : { code }) } },
  );
export const confirmed = (who: 'admin' | 'colleague') => (world: World) => confirm(world, who);
/** An admin can't give anybody the right to edit rules, since he has it not himself, nor manage who has it. */
export const becomes = ({ sql }: World, role: 'CONSULTANT' | 'RECRUITER') =>
  sql('update staff_user set role_id = (select id from role where built_in = $1) where email = $2', [role, COLLEAGUE]);

export const id = (name: string) => (world: World) => ({ id: world.kept[name]! });
export const person = ({ kept }: World) => ({ candidateId: kept['candidate']! });
export const agency = ({ kept }: World) => ({ agencyId: kept['agency']! });

/** The newest link that was mailed to this address. */
export async function newestToken({ mail }: World, address: string, count: number): Promise<string> {
  const mails = await mail.waitForMails(address, count);
  return /#([\w-]{20,})/.exec(mails.at(-1)!.text ?? '')![1]!;
}
