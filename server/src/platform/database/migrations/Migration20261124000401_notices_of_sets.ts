import { Migration } from '@mikro-orm/migrations';

/**
 * Contact moments belong to what they notify of: a set's to its plans, an agency's own to its terms. Before, a set that went live
 * had overwritten its agencies', and switched off all that it didn't name.
 */
export class Migration20261124000401_notices_of_sets extends Migration {
  override name = 'Migration20261124000401_notices_of_sets';

  override up(): void {
    this.addSql(`alter table "contact_moment" add "rule_set_id" uuid null;`);
    this.addSql(
      `alter table "contact_moment" add constraint "contact_moment_rule_set_id_foreign" foreign key ("rule_set_id") references "rule_set" ("id") on delete set null;`,
    );
    this.addSql(`alter table "contact_moment" drop constraint "contact_moment_agency_id_name_unique";`);
    this.addSql(
      `create unique index "contact_moment_one_of_a_name" on "contact_moment" ("agency_id", "rule_set_id", "name") nulls not distinct;`,
    );
    // Those of the sets that are live, for their plans.
    this.addSql(
      `insert into contact_moment (id, agency_id, rule_set_id, name, days_after_first, active, subject_nl, body_nl, subject_en, body_en)
       select uuidv7(), agency.id, r.id, m->>'name', (m->>'daysAfterFirst')::int, true, m->>'subjectNl', m->>'bodyNl', m->>'subjectEn', m->>'bodyEn'
       from rule_set r cross join unnest(r.agency_ids) agency (id) cross join jsonb_array_elements(r.content->'moments') m
       where r.state = 'LIVE';`,
    );
    // Notices that went out for such a plan were of its set: else they would go out once more.
    this.addSql(
      `create temp table moved_notice on commit drop as
       select n.id, 'notice:' || n.plan_id || ':' || n.contact_moment_id as old_key, own.id as moment_id, 'notice:' || n.plan_id || ':' || own.id as new_key
       from notice n join erasure_plan p on p.id = n.plan_id join contact_moment was on was.id = n.contact_moment_id and was.rule_set_id is null
       join contact_moment own on own.rule_set_id = p.rule_set_id and own.agency_id = was.agency_id and own.name = was.name;`,
    );
    this.addSql(
      `update outgoing_mail m set dedupe_key = moved.new_key from moved_notice moved where m.dedupe_key = moved.old_key;`,
    );
    this.addSql(
      `update notice n set contact_moment_id = moved.moment_id from moved_notice moved where n.id = moved.id;`,
    );
    // Where a set without notice had left an agency without any: the first of each day is at work again.
    this.addSql(
      `update contact_moment m set active = true
       from (select distinct on (agency_id, days_after_first) id, agency_id from contact_moment where rule_set_id is null order by agency_id, days_after_first, id) first
       where m.id = first.id
         and exists (select from rule_set r where r.live_since is not null and r.agency_ids @> array[first.agency_id])
         and not exists (select from contact_moment other where other.agency_id = first.agency_id and other.rule_set_id is null and other.active);`,
    );
  }

  override down(): void {
    this.addSql(
      `delete from notice n using contact_moment m where m.id = n.contact_moment_id and m.rule_set_id is not null;`,
    );
    this.addSql(`delete from contact_moment where rule_set_id is not null;`);
    this.addSql(`drop index "contact_moment_one_of_a_name";`);
    this.addSql(`alter table "contact_moment" drop column "rule_set_id";`);
    this.addSql(
      `alter table "contact_moment" add constraint "contact_moment_agency_id_name_unique" unique ("agency_id", "name");`,
    );
  }
}
