// npm start: prepares what has to be prepared, then is nothing more than the server's doorman.
import { node, prepare } from './prepare.mjs';
import { Failure, main, run } from './steps.mjs';

await main(async () => {
  await prepare();
  try {
    await run(node, ['server/dist/main.js', 'serve'], { show: true });
    return 0;
  } catch (error) {
    // It has said itself, in a sentence, why it could not go on.
    if (error instanceof Failure) return error.exitCode;
    throw error;
  }
});
