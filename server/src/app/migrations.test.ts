import { describe, expect, inject, it } from 'vitest';
import { createEmptyDatabase } from '../../test-kit/databases.ts';
import { entities } from './modules.ts';
import { connect } from '../platform/database/index.ts';

describe('migrations', () => {
  it('make exactly the tables that the entities describe, and take all of them away again', async () => {
    const orm = await connect({ url: await createEmptyDatabase(inject('serverUrl')), entities });
    await orm.migrator.up();
    expect(await orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');

    await orm.migrator.down({ to: 0 });
    const left = await orm.em.execute(
      `select table_name from information_schema.tables where table_schema = 'public' and table_name <> 'mikro_orm_migrations'`,
    );
    expect(left).toEqual([]);

    await orm.migrator.up();
    expect(await orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
    await orm.close();
  });
});
