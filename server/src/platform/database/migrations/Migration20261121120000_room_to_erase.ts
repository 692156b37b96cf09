import { Migration } from '@mikro-orm/migrations';

/**
 * Leaves room on the pages of the tables whose rows are overwritten, and whose indexes are not touched by that: the
 * overwritten row then fits beside the old one (a HOT update), and its indexes have no need of new entries.
 */
export class Migration20261121120000_room_to_erase extends Migration {
  override name = 'Migration20261121120000_room_to_erase';

  override up(): void {
    for (const table of OVERWRITTEN) this.addSql(`alter table "${table}" set (fillfactor = 70);`);
  }

  override down(): void {
    for (const table of OVERWRITTEN) this.addSql(`alter table "${table}" reset (fillfactor);`);
  }
}

const OVERWRITTEN = [
  'application',
  'course',
  'education',
  'hold',
  'knowledge_area',
  'outgoing_mail',
  'skill',
  'work_experience',
];
