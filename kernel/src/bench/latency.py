"""How long kernels make their users wait, measured side by side.

    python3 kernel/src/bench/latency.py [--rounds 3] KERNEL=CODE ...

    python3 kernel/src/bench/latency.py python3=1+1 "rowan=SELECT 1 + 1"

Each round starts every kernel once, in turn. From the launch until the kernel answers (ready), until its first result
(first), a cell among the first sixty (early), and a cell after two hundred (warm): the best start or the fastest tenth of
all cells, in milliseconds, with the ratio to the first kernel, and below it the median. The load of the machine stands
beside. Nothing is asserted; compare ratios of one run, not figures of two.
"""

import argparse
import os
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
    return [ready], [first], early, warm


def low(times):
    """The best of a few, the tenth percentile of many."""
    return min(times) if len(times) < 100 else statistics.quantiles(times, n=10)[0]


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
    columns = {name: [sum(times, []) for times in zip(*values)] for name, values in taken.items()}
    print(f"{'kernel':16}{'ready':>16}{'first':>16}{'early':>16}{'warm':>16}")
    for title, statistic in (("", low), ("  median", statistics.median)):
        for name, _ in kernels:
            shown = "".join(
                f"{1000 * statistic(times):9.1f} ×{statistic(times) / statistic(base):5.2f}"
                for times, base in zip(columns[name], columns[kernels[0][0]])
            )
            print(f"{name + title:16}{shown}")
    print(
        f"{arguments.rounds} starts, {len(columns[kernels[0][0]][3])} warm cells each; milliseconds, × is the ratio to "
        f"{kernels[0][0]}; load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
