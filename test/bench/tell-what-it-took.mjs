// Loaded before the product, and plain, since TypeScript would take memory of its own: at the end it says, on a channel
// that nobody else writes to, the most memory that the process ever had, in bytes, and the processor time that it took, in seconds.
import { readFileSync, writeSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(3, JSON.stringify({ peakRss: peakRss(), processorTime: (user + system) / 1e6 }));
});

/** What the kernel says of this program alone; what it says of the process includes the program that started it. */
function peakRss() {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
