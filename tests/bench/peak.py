"""Runs a script and says the most memory it held, in MB: ``python peak.py SCRIPT ARGUMENTS``.

getrusage() would count the parent's memory from before exec as well; VmHWM doesn't.
"""

import runpy
import sys
from pathlib import Path

sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
status = Path("/proc/self/status").read_text().splitlines()
kilobytes = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
sys.stderr.write(f"{int(kilobytes) / 1024}\n")
