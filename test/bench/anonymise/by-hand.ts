import { NOW } from '../product.ts';
import { withClient } from '../databases.ts';

/** What somebody who knows the tables would type: nothing is locked, checked, recorded, proved or mailed. */
const STATEMENTS = [
  `update candidate set last_name = 'xxx', first_names = 'xxx', call_name = 'xxx', initials = 'xxx', name_prefix = 'xxx',
     title_before = 'xxx', title_after = 'xxx', nationality = 'xxx', mother_tongue = 'xxx', country_of_birth = 'xxx',
     country_of_birth_father = 'xxx', country_of_birth_mother = 'xxx', place_of_birth = 'xxx', bsn_cipher = null,
     bsn_hash = null, personnel_number = 'xxx', web_space = 'xxx', memo = 'xxx', description = 'xxx', street = 'xxx',
     house_number = 'xxx', house_number_addition = 'xxx', postcode = 'xxx', town = 'xxx', phone_private = 'xxx',
     phone_work = 'xxx', phone_mobile = 'xxx', email_private = 'xxx', email_work = 'xxx', fields_of_expertise = null,
     afas_profit_id = 'xxx', last_sent_to_afas_on = null, active = false, blocked = true, anonymised = true,
     anonymised_at = '${NOW}', retain_until = null, retention_basis = null, retention_started_on = null,
     retention_term_days = null, extended_until = null, import_key = null
   where id = any($1)`,
  `update application set desired_job = 'xxx', memo = 'xxx', status = 'CLOSED',
     deregistration_rule_id = case when deregistered_on is null
       then (select r.id from deregistration_rule r join candidate c on c.agency_id = r.agency_id where c.id = candidate_id)
       else deregistration_rule_id end,
     deregistered_on = null, contract_type = 'xxx', contract_length = 'xxx', salary_indication = null, currency = 'xxx',
     gross_net = 'xxx', salary_period = 'xxx', available_from = null, travels_by = 'xxx', commute_metres = null,
     free_fields = null
   where candidate_id = any($1)`,
  `update work_experience set function = 'xxx', organisation = 'xxx', branch = 'xxx', equivalent_to = 'xxx',
     function_level = 'xxx', "from" = null, "to" = null, hours_per_week = null, salary = null, salary_period = 'xxx',
     salary_currency = 'xxx', gross_net = 'xxx', memo = 'xxx', contact_name = 'xxx', contact_function = 'xxx',
     phone = 'xxx', mobile = 'xxx', email = 'xxx', reference_checked = null, reference_checked_on = null
   where candidate_id = any($1)`,
  `update education set memo = 'xxx' where candidate_id = any($1)`,
  `update course set course = 'xxx', institute = 'xxx', "from" = null, "to" = null, certificate_obtained = null
   where candidate_id = any($1)`,
  `update knowledge_area set area = 'xxx', mark = null, memo = 'xxx' where candidate_id = any($1)`,
  `update skill set skill = 'xxx', mark = null, memo = 'xxx' where candidate_id = any($1)`,
  `delete from desired_region where candidate_id = any($1)`,
  `delete from desired_function_group where candidate_id = any($1)`,
  `delete from desired_branch where candidate_id = any($1)`,
  `delete from desired_function_level where candidate_id = any($1)`,
  `delete from suitable_function where candidate_id = any($1)`,
  `delete from document where candidate_id = any($1)`,
  `update erasure_plan set state = 'CARRIED_OUT', closed_at = '${NOW}' where candidate_id = any($1) and state = 'PLANNED'`,
  `update hold set reason = 'xxx' where candidate_id = any($1)`,
  `update outgoing_mail set "to" = 'xxx', to_sealed = null, subject = 'xxx', text = 'xxx', link_sealed = null,
     state = case when state in ('QUEUED', 'SENDING') then 'WITHDRAWN' else state end
   where candidate_id = any($1)`,
];

/** Everybody in sixteen statements and one transaction. */
export function eraseByHand(url: string, candidateIds: readonly string[]): Promise<void> {
  return withClient(url, async (client) => {
    await client.query('begin');
    for (const statement of STATEMENTS) await client.query(statement, [candidateIds]);
    await client.query('commit');
  });
}
