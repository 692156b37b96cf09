import 'reflect-metadata';
import { COMMANDS } from './app/commands/commands.ts';
import { readEnv, SettingsError } from './platform/env.ts';
import { StartupError } from './platform/errors.ts';
import { describeError } from './platform/logger.ts';

const [name = 'serve', ...argv] = process.argv.slice(2);
const command = COMMANDS[name];

if (!command) {
  console.error('Usage: wisbaar COMMAND');
  for (const [known, { says }] of Object.entries(COMMANDS)) console.error(`  ${known.padEnd(12)} ${says}`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command.run(readEnv(), argv);
  } catch (error) {
    // One sentence for what the user can mend; the shape of it, without its words, for what is our fault.
    if (error instanceof StartupError || error instanceof SettingsError) console.error(error.message);
    else console.error('Wisbaar stopped because of an unexpected error.', describeError(error));
    process.exitCode = 1;
  }
}

// All that we opened is closed by now. Agenda keeps a timer of half a lock's life (five minutes) for each run of a job,
// and would keep the process with it.
process.exit();
