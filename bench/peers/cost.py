"""Runs a program and leaves what its process cost in the file that LAKEFERRY_COST_FILE names: see cost.mjs."""

import atexit
import json
import os
import re
import resource
import runpy
import sys


def leave_cost():
    used = resource.getrusage(resource.RUSAGE_SELF)
    with open("/proc/self/status") as status:
        kib = int(re.search(r"VmHWM:\s+(\d+) kB", status.read()).group(1))
    with open(os.environ["LAKEFERRY_COST_FILE"], "w") as file:
        json.dump({"cpu": used.ru_utime + used.ru_stime, "peak": kib / 1024}, file)


atexit.register(leave_cost)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
