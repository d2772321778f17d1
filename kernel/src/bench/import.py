"""What .import takes of the processor, beside the sqlite3 shell. Prints figures and asserts nothing.

    python3 kernel/src/bench/import.py [--kernel rowan] [--rows 1000000] [--rounds 5]

Each round has every file read once by the shell, a process of its own, and once by the kernel, into a new file of a database
each: user and system time together, the least of all rounds, and the ratio. The kernel's is what its whole process has taken
from the request until idle, compiling and collecting included. Linux only, for /proc.
"""

import argparse
import os
import pathlib
import resource
import subprocess
import tempfile

from jupyter_client.manager import start_new_kernel

NUMBERED = "CREATE TABLE t(id INTEGER PRIMARY KEY, user_id INTEGER, price REAL, note TEXT);"


def narrow(rows):
    return "id,user_id,price,note", (f"{i},{i * 7919 % 20000},{i * 37 % 20011 / 100},order number {i}" for i in range(rows))


def wide(rows):
    return ",".join(f"c{c}" for c in range(20)), (",".join(str(i * (c + 3) % 9973) for c in range(20)) for i in range(rows // 5))


def texts(rows):
    note = 'A rather long text, with ""quotes"" and a comma, of a customer who writes much. ' * 6
    return "id,note", (f'{i},"{note}{i}"' for i in range(rows // 10))


def written(directory, name, content):
    file = directory / f"{name}.csv"
    header, lines = content
    with file.open("w", encoding="utf-8") as out:
        out.write(header + "\n")
        out.writelines(line + "\n" for line in lines)
    return file


def ticks(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(client, code):
    """Runs a cell until idle; what it said."""
    msg_id, said = client.execute(code), ""
    while True:
        message = client.get_iopub_msg(timeout=300)
        if message["parent_header"].get("msg_id") != msg_id:
            continue
        said += message["content"].get("data", {}).get("text/plain", "")
        if message["msg_type"] == "error":
            raise SystemExit("\n".join(message["content"]["traceback"]))
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            client.get_shell_msg(timeout=60)
            return said


def by_shell(database, setup, options, file):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["sqlite3", database], input=f"{setup}\n.import --csv {options} {file} t\n", text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def by_kernel(client, pid, database, setup, options, file):
    run(client, f".open {database}\n{setup}")
    before = ticks(pid)
    run(client, f".import --csv {options} {file} t")
    taken = ticks(pid) - before
    run(client, f"%sql --close {database.name}")
    return taken


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernel", default="rowan")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        directory = pathlib.Path(scratch)
        files = {make.__name__: written(directory, make.__name__, make(arguments.rows)) for make in (narrow, wide, texts)}
        kinds = [(name, "", "", file) for name, file in files.items()]
        kinds.append(("narrow, numbers", NUMBERED, "--skip 1", files["narrow"]))
        taken = {name: ([], []) for name, *_ in kinds}
        manager, client = start_new_kernel(kernel_name=arguments.kernel)
        try:
            pid = manager.provisioner.process.pid
            for each in range(arguments.rounds):
                for name, setup, options, file in kinds:
                    shell, kernel = taken[name]
                    shell.append(by_shell(directory / f"shell-{each}.db", setup, options, file))
                    kernel.append(by_kernel(client, pid, directory / f"kernel-{each}.db", setup, options, file))
                    for database in directory.glob("*.db*"):
                        database.unlink()
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    print(f"{'file':18}{'shell':>9}{'kernel':>9}{'ratio':>7}   all ratios")
    for name, (shell, kernel) in taken.items():
        ratios = ", ".join(f"{k / s:.1f}" for s, k in zip(shell, kernel))
        print(f"{name:18}{min(shell):8.2f}s{min(kernel):8.2f}s{min(kernel) / min(shell):7.2f}   {ratios}")
    print(f"seconds of processor time, best of {arguments.rounds}; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
