"""Who asks for too much memory, and who does not read what he is sent, with a kernel that has little of it.

SCALE is the share of the whole trial in per cent: 200 connections on each port, 2,000 half greetings, 2 GB of lines.
"""

import os
import socket
import struct
import tempfile
import time
import unittest
from queue import Empty

import zmq
from jupyter_client.manager import KernelManager

SCALE = int(os.environ.get("SCALE", "10"))
LISTENED = {
    "shell_port": b"DEALER",
    "iopub_port": b"SUB",
    "stdin_port": b"DEALER",
    "control_port": b"DEALER",
    "hb_port": b"REQ",
}
GREETING = b"\xff" + bytes(8) + b"\x7f\x03\x00NULL" + bytes(48)
OLD_GENERATION = (
    "java.lang.management.ManagementFactory.getMemoryPoolMXBeans().stream()"
    '.filter(p -> p.getName().contains("Old Gen") || p.getName().contains("Tenured"))'
    ".mapToLong(p -> p.getPeakUsage().getUsed()).sum() >> 20"
)


def introduced(kind):
    """What a peer says first: its greeting, and what kind of socket it has."""
    properties = b"".join(
        bytes([len(name)]) + name + struct.pack(">I", len(value)) + value
        for name, value in ((b"Socket-Type", kind), (b"Identity", b""))
    )
    return GREETING + b"\x04" + bytes([6 + len(properties)]) + b"\x05READY" + properties


class Pressure(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manager = KernelManager(kernel_name="rowan")
        cls.manager.start_kernel(env={**os.environ, "JAVA_TOOL_OPTIONS": "-Xmx256m"}, stderr=open(os.devnull, "w"))
        cls.client = cls.manager.client()
        cls.client.start_channels()
        cls.client.wait_for_ready(timeout=60)
        cls.ports = cls.manager.get_connection_info()
        cls.context = zmq.Context()
        cls.peak("at first")

    @classmethod
    def tearDownClass(cls):
        cls.context.destroy(linger=0)
        cls.client.stop_channels()
        cls.manager.shutdown_kernel()

    @classmethod
    def run_cell(cls, code, timeout=300):
        """A cell's results; what it prints and displays is read and let go."""
        results = []

        def keep(msg):
            if msg["msg_type"] == "execute_result":
                results.append(msg["content"]["data"]["text/plain"])

        reply = cls.client.execute_interactive(code, timeout=timeout, output_hook=keep)
        if reply["content"]["status"] != "ok":
            raise AssertionError(reply["content"]["evalue"])
        return results

    @classmethod
    def peak(cls, when):
        print(f"old generation {when}: {cls.run_cell(OLD_GENERATION)[0]} MB of 256 at most", flush=True)

    def connection(self, port, said):
        stranger = socket.socket()
        self.addCleanup(stranger.close)
        stranger.settimeout(10)
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stranger.connect(("127.0.0.1", self.ports[port]))
        stranger.sendall(said)
        stranger.settimeout(1)
        return stranger

    def assert_alive(self):
        self.assertEqual(self.run_cell("1 + 1", timeout=10), ["2"])
        self.assertTrue(self.client.hb_channel.is_beating())

    def test_strangers_who_announce_a_lot_get_no_memory(self):
        for _ in range(200 * SCALE // 100):
            for port, kind in LISTENED.items():
                stranger = self.connection(port, introduced(kind) + b"\x02" + struct.pack(">Q", 60 << 20))
                try:
                    stranger.sendall(bytes(1 << 20))
                except OSError:
                    pass  # It was hung up on.
            self.assert_alive()
        self.peak("after strangers")

    def test_greetings_that_stop_half_way_do_no_harm(self):
        for i in range(2000 * SCALE // 100):
            self.connection(list(LISTENED)[i % 5], GREETING[: 30 if i % 2 else 64])
        self.assert_alive()
        self.peak("after half greetings")

    def test_a_message_of_endless_frames_is_ended(self):
        stranger = self.connection("shell_port", introduced(b"DEALER"))
        with self.assertRaises(OSError):
            while True:
                stranger.sendall((b"\x01\xff" + bytes(255)) * 4000)
        self.assert_alive()

    def test_who_subscribes_to_everything_there_is_is_hung_up_on(self):
        stranger = self.connection("iopub_port", introduced(b"SUB"))
        with self.assertRaises(OSError):
            for i in range(10_000_000):
                stranger.sendall(b"\x00\x09\x01" + struct.pack(">Q", i))
        self.assert_alive()

    def test_a_listener_that_never_reads_holds_a_cell_up_and_is_given_up(self):
        self.connection("iopub_port", introduced(b"SUB") + b"\x00\x01\x01")
        time.sleep(0.5)
        lines = 2_000_000 * SCALE // 100
        self.run_cell(f'String line = "-".repeat(999); for (int i = 0; i < {lines}; i++) System.out.println(line);', 900)
        self.assert_alive()
        self.connection("iopub_port", introduced(b"SUB") + b"\x00\x01\x01")
        time.sleep(0.5)
        self.run_cell(f'for (int i = 0; i < {100 * SCALE // 100}; i++) display("x".repeat(10_000_000));', 900)
        self.assert_alive()
        self.peak("after a listener that never reads")

    def test_a_cell_that_is_held_up_can_be_interrupted(self):
        self.connection("iopub_port", introduced(b"SUB") + b"\x00\x01\x01")
        time.sleep(0.5)
        cell = self.client.execute('while (true) System.out.println("-".repeat(999));')
        time.sleep(3)
        self.manager.interrupt_kernel()
        reply = self.client.get_shell_msg(timeout=60)
        self.assertEqual((reply["parent_header"]["msg_id"], reply["content"]["ename"]), (cell, "Interrupted"))
        idle = False
        while not idle:
            msg = self.client.get_iopub_msg(timeout=60)
            idle = msg["parent_header"].get("msg_id") == cell and msg["content"].get("execution_state") == "idle"

    def test_a_result_that_does_not_fit_is_an_error_of_its_cell(self):
        for code in ('display("x".repeat(60_000_000))', 'display("x".repeat(80_000_000))'):
            with self.assertRaisesRegex(AssertionError, "memory|Java heap space"):
                self.run_cell(code)
            self.assert_alive()

    def slow(self):
        listener = self.context.socket(zmq.SUB)
        self.addCleanup(listener.close, linger=0)
        listener.rcvhwm, listener.rcvbuf, listener.rcvtimeo = 1, 4096, 60_000
        listener.connect(f"tcp://127.0.0.1:{self.ports['iopub_port']}")
        listener.subscribe(b"")
        listener.recv_multipart()
        return listener

    def test_who_reads_slowly_is_waited_for_and_misses_nothing(self):
        listener = self.slow()
        self.client.execute('for (int i = 0; i < 12; i++) display(i + "x".repeat(10_000_000));')
        seen = []
        while len(seen) < 12:
            frames = listener.recv_multipart()
            if frames[0].endswith(b"display_data"):
                seen.append(int(frames[-1][:200].split(b'"text/plain":"')[1].split(b"x")[0]))
                time.sleep(1)
        self.assertEqual(seen, list(range(12)))
        self.client.get_shell_msg(timeout=60)

    def test_a_client_that_pauses_gets_all_its_results(self):
        listener = self.slow()
        cells = [self.client.execute(f"SELECT {i}") for i in range(5000 * SCALE // 100)]
        time.sleep(3)
        results = []
        while len(results) < len(cells):
            frames = listener.recv_multipart()
            if frames[0].endswith(b"execute_result"):
                results.append(frames[frames.index(b"<IDS|MSG>") + 3])
        self.assertEqual([cell in result.decode() for cell, result in zip(cells, results)], [True] * len(cells))
        for _ in cells:
            self.client.get_shell_msg(timeout=60)


class LastMemory(unittest.TestCase):
    def answered(self, manager, client, code):
        """Whether a cell is answered; if not, the kernel has ended. It must not be waited for in vain."""
        msg_id = client.execute(code)
        end = time.time() + 90
        while manager.is_alive():
            self.assertLess(time.time(), end, "neither an answer nor an end")
            try:
                if client.get_shell_msg(timeout=0.5)["parent_header"].get("msg_id") == msg_id:
                    return True
            except Empty:
                pass
        return False

    def test_a_kernel_whose_cells_keep_all_memory_answers_or_ends_with_a_sentence(self):
        manager = KernelManager(kernel_name="rowan")
        with tempfile.TemporaryFile() as said:
            manager.start_kernel(env={**os.environ, "JAVA_TOOL_OPTIONS": "-Xmx128m"}, stderr=said)
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=60)
            cells = ["var kept = new ArrayList<byte[]>(); while (true) kept.add(new byte[100_000]);"]
            cells += ["while (true) kept.add(new byte[100]);", "1 + 1", "SELECT 1"] * 3
            if not all(self.answered(manager, client, cell) for cell in cells):
                said.seek(0)
                self.assertIn(b"Rowan ends: its cells hold all of the memory", said.read())
            client.stop_channels()
            manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    unittest.main()
