import { m } from '#messages';
import {
  DisableStaff,
  EnableStaff,
  RemoveSecondFactor,
  SendInvitationAgain,
  type StaffMember,
  WithdrawInvitation,
} from './staff.graphql.ts';

/** What can be done with an account by one press; where there is a question, it is asked first. */
export interface StaffDeed {
  readonly key: string;
  readonly document: typeof DisableStaff;
  readonly label: () => string;
  readonly done: (name: string) => string;
  readonly question?: (name: string) => string;
  readonly consequence?: () => string;
}

const again: StaffDeed = {
  key: 'again',
  document: SendInvitationAgain,
  label: m.staff_invite_again,
  done: (name) => m.staff_invited_again({ name }),
};
const withdraw: StaffDeed = {
  key: 'withdraw',
  document: WithdrawInvitation,
  label: m.staff_withdraw,
  done: (name) => m.staff_withdrawn({ name }),
  question: (name) => m.staff_withdraw_title({ name }),
  consequence: m.staff_withdraw_text,
};
const disable: StaffDeed = {
  key: 'disable',
  document: DisableStaff,
  label: m.staff_disable,
  done: (name) => m.staff_disabled_done({ name }),
  question: (name) => m.staff_disable_title({ name }),
  consequence: m.staff_disable_text,
};
const enable: StaffDeed = {
  key: 'enable',
  document: EnableStaff,
  label: m.staff_enable,
  done: (name) => m.staff_enabled_done({ name }),
};
const removeFactor: StaffDeed = {
  key: 'remove-factor',
  document: RemoveSecondFactor,
  label: m.staff_remove_factor,
  done: (name) => m.staff_factor_removed({ name }),
  question: (name) => m.staff_remove_factor_title({ name }),
  consequence: m.staff_remove_factor_text,
};

export function deedsFor({ state, secondFactor }: StaffMember): readonly StaffDeed[] {
  if (state === 'DISABLED') return [enable];
  if (state === 'INVITED') return [again, withdraw];
  return [...(secondFactor ? [removeFactor] : []), disable];
}
