"""How long kernels make their users wait, measured side by side.

    python3 kernel/src/bench/latency.py [--rounds 3] KERNEL=CODE ...

    python3 kernel/src/bench/latency.py python3=1+1 "rowan=SELECT 1 + 1"

Each round starts every kernel once, in turn. Four medians are printed, in milliseconds, and their ratios to the first
kernel: from the launch until the kernel answers (ready), until its first result (first), a cell among the first sixty
(early), and a cell after two hundred (warm). Nothing is asserted; compare ratios of one run, not figures of two.
"""

import argparse
import statistics
import time

from jupyter_client.manager import KernelManager

EARLY, WARM_AFTER, WARM = 60, 200, 60


def cell(client, code):
    """Runs a cell until its idle and its reply; the seconds it took."""
    start = time.perf_counter()
    msg_id = client.execute(code, store_history=True)
    while True:
        msg = client.get_iopub_msg(timeout=60)
        if msg["parent_header"].get("msg_id") == msg_id and msg["msg_type"] == "status":
            if msg["content"]["execution_state"] == "idle":
                break
    while client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != msg_id:
        pass
    return time.perf_counter() - start


def measure(name, code):
    manager = KernelManager(kernel_name=name)
    start = time.perf_counter()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    ready = time.perf_counter() - start
    cell(client, code)
    first = time.perf_counter() - start
    early = [cell(client, code) for _ in range(EARLY)]
    for _ in range(WARM_AFTER - EARLY):
        cell(client, code)
    warm = [cell(client, code) for _ in range(WARM)]
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return ready, first, statistics.median(early), statistics.median(warm)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("kernels", nargs="+", metavar="KERNEL=CODE")
    arguments = parser.parse_args()
    kernels = [kernel.split("=", 1) for kernel in arguments.kernels]
    taken = {name: [] for name, _ in kernels}
    for _ in range(arguments.rounds):
        for name, code in kernels:
            taken[name].append(measure(name, code))
    base = None
    print(f"{'kernel':16}{'ready':>16}{'first':>16}{'early':>16}{'warm':>16}")
    for name, _ in kernels:
        medians = [statistics.median(values) * 1000 for values in zip(*taken[name])]
        base = base or medians
        shown = "".join(f"{ms:9.1f} ×{ms / of:5.2f}" for ms, of in zip(medians, base))
        print(f"{name:16}{shown}")
    print(f"medians of {arguments.rounds} rounds, milliseconds; × is the ratio to {kernels[0][0]}")


if __name__ == "__main__":
    main()
