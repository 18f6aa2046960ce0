// Loaded before a measured program: leaves what the process cost in the file that LAKEFERRY_COST_FILE names.
// Linux's `maxRSS` starts from what the parent held when it forked; `VmHWM` is the process's own.
import { readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const kib = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  const cost = { cpu: (userCPUTime + systemCPUTime) / 1e6, peak: kib / 1024 };
  writeFileSync(process.env.LAKEFERRY_COST_FILE, JSON.stringify(cost));
});
