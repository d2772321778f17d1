"""What the protocol asks for and no conformance suite looks at, with jupyter_client as the front end."""

import datetime
import json
import os
import socket
import struct
import time
import unittest
from queue import Empty

import zmq
from jupyter_client.manager import start_new_kernel


class Wire(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start_new_kernel(kernel_name="rowan")

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel()

    def waiting(self, get):
        """The messages that are there already."""
        messages = []
        try:
            while True:
                messages.append(get(timeout=0.1))
        except Empty:
            return messages

    def drain(self):
        self.waiting(self.client.get_iopub_msg)
        self.waiting(self.client.get_shell_msg)

    def setUp(self):
        time.sleep(0.1)
        self.drain()

    def outputs(self, msg_id, timeout=20):
        """All iopub messages of a request, up to its idle."""
        messages = []
        while True:
            msg = self.client.get_iopub_msg(timeout=timeout)
            if msg["parent_header"].get("msg_id") != msg_id:
                continue
            messages.append(msg)
            if msg["msg_type"] == "status" and msg["content"]["execution_state"] == "idle":
                return messages

    def reply(self, msg_id, timeout=20):
        while True:
            msg = self.client.get_shell_msg(timeout=timeout)
            if msg["parent_header"].get("msg_id") == msg_id:
                return msg

    def run_cell(self, code, **options):
        msg_id = self.client.execute(code, **options)
        messages = self.outputs(msg_id)
        return self.reply(msg_id), messages

    def text(self, messages):
        return "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream")

    def assert_alive(self):
        reply, _ = self.run_cell("SELECT 1")
        self.assertEqual(reply["content"]["status"], "ok")

    def raw(self, mutate):
        """Sends an execute_request whose frames were changed."""
        session = self.client.session
        msg = session.msg("execute_request", {"code": "SELECT 666", "silent": False})
        frames = session.serialize(msg)
        self.client.shell_channel.socket.send_multipart(mutate(frames))

    def test_a_client_reads_the_date_of_every_message_as_a_date(self):
        reply, messages = self.run_cell("SELECT 1")
        for msg in [reply, *messages]:
            self.assertIsInstance(msg["header"]["date"], datetime.datetime, msg["msg_type"])

    def test_malformed_messages_are_dropped_and_the_next_cell_works(self):
        mutations = [
            lambda f: f[:2],
            lambda f: [f[0], b"wrong"] + f[2:],
            lambda f: [f[0], b""] + f[2:],
            lambda f: f[:2] + [b"no json"] + f[3:],
            lambda f: [b"no delimiter"] * 6,
            lambda f: f[:5] + [f[5] + b" "],
        ]
        for mutate in mutations:
            self.raw(mutate)
        self.assert_alive()

    def test_well_signed_nonsense_is_survived(self):
        session = self.client.session
        for type_, content in [
            ("execute_request", {}),
            ("execute_request", {"code": 7, "silent": "no", "user_expressions": []}),
            ("complete_request", {}),
            ("complete_request", {"code": "SELECT", "cursor_pos": 10_000_000}),
            ("complete_request", {"code": "SELECT", "cursor_pos": -3}),
            ("inspect_request", {"code": None, "cursor_pos": "x"}),
            ("is_complete_request", {}),
            ("history_request", {"hist_access_type": "nonsense", "n": None}),
            ("comm_msg", {"comm_id": "nobody", "data": {}}),
            ("no_such_request", {"a": [1, 2, 3]}),
        ]:
            session.send(self.client.shell_channel.socket, type_, content)
        time.sleep(0.3)
        self.drain()
        self.assert_alive()

    def test_replayed_messages_run_once(self):
        before = self.run_cell("SELECT 1")[0]["content"]["execution_count"]
        session = self.client.session
        frames = session.serialize(session.msg("execute_request", {"code": "SELECT 2", "silent": False}))
        for _ in range(3):
            self.client.shell_channel.socket.send_multipart(frames)
        time.sleep(0.5)
        self.drain()
        after = self.run_cell("SELECT 1")[0]["content"]["execution_count"]
        self.assertEqual(after - before, 2)

    def test_ten_megabytes_of_cell(self):
        code = "SELECT length('" + "🍒" * 2_500_000 + "') AS n"
        reply, messages = self.run_cell(code)
        self.assertEqual(reply["content"]["status"], "ok")
        self.assertIn("2500000", json.dumps([m["content"] for m in messages if m["msg_type"] == "execute_result"]))

    def test_reply_repeats_the_header_of_its_request(self):
        msg_id = self.client.kernel_info()
        reply = self.reply(msg_id)
        self.assertEqual(reply["parent_header"]["msg_id"], msg_id)
        self.assertEqual(reply["content"]["protocol_version"], "5.5")
        self.assertEqual(reply["content"]["language_info"]["codemirror_mode"], {"name": "rowan", "mime": "text/x-sql"})

    def test_silent_cells_show_and_count_nothing(self):
        before = self.run_cell("SELECT 1")[0]["content"]["execution_count"]
        reply, messages = self.run_cell("SELECT 2", silent=True)
        self.assertEqual([m["msg_type"] for m in messages], ["status", "status"])
        self.assertEqual(reply["content"]["execution_count"], before)

    def test_user_expressions_answer_each_for_itself(self):
        reply, _ = self.run_cell("int seven = 7;", user_expressions={"good": "seven + 1", "bad": "eight"})
        answers = reply["content"]["user_expressions"]
        self.assertEqual(answers["good"]["data"]["text/plain"], "8")
        self.assertEqual(answers["bad"]["status"], "error")

    def test_a_result_is_shown_while_user_expressions_are_made(self):
        _, messages = self.run_cell("SELECT 1", user_expressions={"slow": "Thread.sleep(2000); 1"})
        sent = {m["msg_type"]: m["header"]["date"] for m in messages}
        self.assertGreater(sent["status"] - sent["execute_result"], datetime.timedelta(seconds=1))

    def test_the_result_of_a_cell_comes_before_its_idle(self):
        for _ in range(50):
            _, messages = self.run_cell("SELECT 1")
            self.assertEqual(
                [m["msg_type"] for m in messages], ["status", "execute_input", "execute_result", "status"])

    def test_a_failed_cell_stops_those_behind_it_and_no_other_request(self):
        first = self.client.execute("Thread.sleep(300); throw new RuntimeException(\"first\")")
        second = self.client.execute("SELECT 'never'")
        info = self.client.kernel_info()
        self.assertEqual(self.reply(info)["content"]["status"], "ok")
        self.assertEqual(self.reply(first)["content"]["status"], "error")
        aborted = self.reply(second)
        self.assertEqual(aborted["content"]["status"], "error")
        self.assertEqual(aborted["content"]["ename"], "ExecutionAborted")
        third = self.client.execute("throw new RuntimeException(\"third\")", stop_on_error=False)
        fourth = self.client.execute("SELECT 'after all'")
        self.reply(third)
        self.assertEqual(self.reply(fourth)["content"]["status"], "ok")

    def test_requests_are_answered_while_a_cell_runs_and_the_light_stays_busy(self):
        # The cell outlasts all questions, however busy the machine is; it is interrupted at the end.
        cell = self.client.execute("Thread.sleep(60_000)")
        time.sleep(0.4)
        self.drain()
        for ask in (
            lambda: self.client.kernel_info(),
            lambda: self.client.complete("selec"),
            lambda: self.client.inspect("SELECT count("),
            lambda: self.client.is_complete("SELECT"),
            lambda: self.client.history(hist_access_type="tail", n=1),
            lambda: self.client.comm_info(),
        ):
            self.reply(ask(), timeout=15)
        time.sleep(0.1)
        last = [m for m in self.waiting(self.client.get_iopub_msg) if m["msg_type"] == "status"][-1]
        self.assertEqual(last["content"]["execution_state"], "busy")
        self.assertEqual(last["parent_header"]["msg_id"], cell)
        self.manager.interrupt_kernel()
        self.assertEqual(self.reply(cell)["content"]["ename"], "Interrupted")

    def test_the_heart_beats_while_a_cell_runs(self):
        cell = self.client.execute("while (true) {}")
        time.sleep(1.5)
        self.assertTrue(self.client.hb_channel.is_beating())
        self.manager.interrupt_kernel()
        self.assertEqual(self.reply(cell, timeout=5)["content"]["ename"], "Interrupted")

    def test_five_thousand_lines_are_few_messages_in_order(self):
        _, messages = self.run_cell("for (int i = 0; i < 5000; i++) System.out.println(i + \" 🍒\");")
        streams = [m for m in messages if m["msg_type"] == "stream"]
        self.assertLess(len(streams), 100)
        self.assertEqual(self.text(streams).split("\n")[:-1], [f"{i} 🍒" for i in range(5000)])

    def test_outputs_of_both_streams_and_displays_keep_their_order(self):
        _, messages = self.run_cell(
            'System.out.print("1"); System.err.print("2"); display("3"); System.out.print("4");')
        kinds = [m["content"].get("name", m["msg_type"]) for m in messages if m["msg_type"] in ("stream", "display_data")]
        self.assertEqual(kinds, ["stdout", "stderr", "display_data", "stdout"])

    def test_code_that_interrupts_all_threads_makes_nobody_deaf(self):
        for _ in range(3):
            self.run_cell("Thread.getAllStackTraces().keySet().forEach(Thread::interrupt);")
            self.drain()
        self.assert_alive()
        self.assertTrue(self.client.is_alive())

    def test_a_thread_that_outlives_its_cell_writes_to_it(self):
        cell = self.client.execute(
            'new Thread(() -> { try { Thread.sleep(400); } catch (InterruptedException e) {} System.out.println("late"); }).start();')
        self.reply(cell)
        self.run_cell("SELECT 1")
        deadline = time.time() + 3
        while time.time() < deadline:
            msg = self.client.get_iopub_msg(timeout=3)
            if msg["msg_type"] == "stream" and "late" in msg["content"]["text"]:
                self.assertEqual(msg["parent_header"]["msg_id"], cell)
                return
        self.fail("the late line never came")

    def test_a_cell_can_ask_and_is_told_when_nobody_can_answer(self):
        code = "new Scanner(System.in).nextLine()"
        cell = self.client.execute(code, allow_stdin=True)
        question = self.client.get_stdin_msg(timeout=5)
        self.assertEqual(question["parent_header"]["msg_id"], cell)
        self.client.input("the answer 🍒")
        messages = self.outputs(cell)
        results = [m["content"]["data"]["text/plain"] for m in messages if m["msg_type"] == "execute_result"]
        self.assertEqual(results, ["the answer 🍒"])
        reply, _ = self.run_cell(code, allow_stdin=False)
        self.assertEqual(reply["content"]["ename"], "java.util.NoSuchElementException")

    def test_an_interrupt_ends_a_question(self):
        cell = self.client.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
        self.client.get_stdin_msg(timeout=5)
        self.manager.interrupt_kernel()
        self.assertEqual(self.reply(cell, timeout=5)["content"]["ename"], "Interrupted")
        self.assert_alive()

    def test_unknown_comms_are_closed(self):
        session = self.client.session
        session.send(self.client.shell_channel.socket, "comm_open",
                     {"comm_id": "c1", "target_name": "nobody", "data": {}})
        deadline = time.time() + 3
        while time.time() < deadline:
            msg = self.client.get_iopub_msg(timeout=3)
            if msg["msg_type"] == "comm_close":
                self.assertEqual(msg["content"]["comm_id"], "c1")
                return
        self.fail("no comm_close came")

    def test_places_are_counted_in_code_points(self):
        reply = self.reply(self.client.complete("SELECT '\U0001d41a\U0001d41a', substrin"))
        self.assertEqual(reply["content"]["matches"], ["substring("])
        self.assertEqual((reply["content"]["cursor_start"], reply["content"]["cursor_end"]), (13, 21))
        types = reply["content"]["metadata"]["_jupyter_types_experimental"]
        self.assertEqual(types[0]["type"], "function\u00a0(X,\u00a0START,\u00a0LENGTH)")
        self.assertEqual(types[0]["signature"], "(X, START, LENGTH)")

    def test_offers_say_what_they_are_and_their_type(self):
        self.run_cell("CREATE TABLE IF NOT EXISTS prices(amount DECIMAL(10, 2))")
        types = self.reply(self.client.complete("SELECT p. FROM prices p", 9))["content"]["metadata"]["_jupyter_types_experimental"]
        self.assertEqual([(t["text"], t["type"].replace("\u00a0", " ")) for t in types], [("amount", "column DECIMAL(10, 2)")])


class Sockets(unittest.TestCase):
    """Other peers than a well-behaved front end, with the ZeroMQ that all front ends use."""

    @classmethod
    def setUpClass(cls):
        cls.manager, cls.client = start_new_kernel(kernel_name="rowan")
        cls.context = zmq.Context()
        cls.ports = cls.manager.get_connection_info()

    @classmethod
    def tearDownClass(cls):
        cls.context.destroy(linger=0)
        cls.client.stop_channels()
        cls.manager.shutdown_kernel()

    def socket(self, kind, port, **options):
        socket = self.context.socket(kind)
        socket.rcvtimeo = 10_000
        for name, value in options.items():
            setattr(socket, name, value)
        socket.connect(f"tcp://127.0.0.1:{self.ports[port]}")
        self.addCleanup(socket.close, linger=0)
        return socket

    def run_cell(self, code):
        self.client.execute_interactive(code, timeout=60, output_hook=lambda msg: None)

    def asked(self, dealer):
        """The message id of a request, and that of the request to which an answer comes."""
        session = self.client.session
        msg = session.msg("kernel_info_request", {})
        dealer.send_multipart(session.serialize(msg))
        frames = dealer.recv_multipart()
        return msg["header"]["msg_id"], json.loads(frames[frames.index(b"<IDS|MSG>") + 3])["msg_id"]

    def topics(self, listener, until):
        """What a listener gets, up to a topic with this end."""
        topics = []
        while not topics or not topics[-1].endswith(until):
            topics.append(listener.recv_multipart()[0].decode())
        return topics

    def test_a_front_end_that_does_not_read_holds_nobody_up_and_misses_nothing(self):
        slow = self.socket(zmq.SUB, "iopub_port", rcvhwm=1, rcvbuf=4096)
        slow.subscribe(b"")
        slow.recv_multipart()
        lines, begin = 200_000, time.time()
        self.run_cell('for (int i = 0; i < %d; i++) System.out.println(i + "-".repeat(100));' % lines)
        self.assertLess(time.time() - begin, 60)
        read = ""
        while read.count("\n") < lines:
            frames = slow.recv_multipart()
            if frames[0].endswith(b".stream"):
                read += json.loads(frames[-1])["text"]
        self.assertEqual(read, "".join(f"{i}{'-' * 100}\n" for i in range(lines)))

    def test_a_listener_gets_what_it_has_subscribed_to_and_no_more(self):
        everything = self.socket(zmq.SUB, "iopub_port")
        everything.subscribe(b"")
        self.assertEqual(json.loads(everything.recv_multipart()[-1]), {"subscription": ""})
        some = self.socket(zmq.SUB, "iopub_port")
        some.subscribe(b"other")
        self.assertEqual(json.loads(some.recv_multipart()[-1]), {"subscription": "other"})
        self.run_cell("SELECT 1")
        topics = self.topics(everything, ".execute_result")
        self.assertEqual([t.split(".")[-1] for t in topics[-3:]], ["status", "execute_input", "execute_result"])
        some.subscribe(topics[-1].encode())
        self.assertEqual(json.loads(some.recv_multipart()[-1]), {"subscription": topics[-1]})
        self.run_cell("SELECT 1")
        self.assertEqual(some.recv_multipart()[0].decode(), topics[-1])
        some.unsubscribe(topics[-1].encode())
        time.sleep(0.3)
        self.run_cell("SELECT 1")
        self.assertEqual(some.poll(500), 0)

    def test_every_front_end_gets_its_own_answers(self):
        named = [self.socket(zmq.DEALER, "shell_port", identity=name) for name in (b"one", b"two")]
        dealers = [*named, self.socket(zmq.DEALER, "shell_port"), self.socket(zmq.DEALER, "shell_port")]
        for dealer in dealers * 3:
            asked, answered = self.asked(dealer)
            self.assertEqual(asked, answered)

    def test_who_comes_back_under_its_name_takes_the_place_of_its_former_self(self):
        former = self.socket(zmq.DEALER, "shell_port", identity=b"me", reconnect_ivl=-1)
        self.asked(former)
        for _ in range(3):
            later = self.socket(zmq.DEALER, "shell_port", identity=b"me")
            asked, answered = self.asked(later)
            self.assertEqual(asked, answered)

    def test_strangers_do_no_harm(self):
        greeting = b"\xff" + bytes(8) + b"\x7f\x03\x00NULL" + bytes(48)
        said = [
            b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 4,
            b"\x00" * 1000,
            greeting[:30],
            greeting.replace(b"NULL", b"CURVE")[:64],
            greeting + b"\x02" + b"\x7f" + b"\xff" * 7,
            greeting + b"\x02" + b"\xff" * 8,
            greeting + b"\x04\x08\x05READY\xff\x00",
            greeting + b"\x00\x05hello" * 3,
        ]
        for port in ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"):
            for each in said:
                stranger = socket.create_connection(("127.0.0.1", self.ports[port]))
                stranger.sendall(each)
                self.addCleanup(stranger.close)
                for linger in range(5):
                    hasty = socket.create_connection(("127.0.0.1", self.ports[port]))
                    hasty.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", linger % 2, 0))
                    hasty.close()
        plain = self.socket(zmq.DEALER, "shell_port", plain_username=b"user", plain_password=b"secret")
        plain.send_multipart([b"hello"])
        self.assertEqual(plain.poll(300), 0)
        self.run_cell("SELECT 1")
        self.assertTrue(self.client.hb_channel.is_beating())


class Lifetime(unittest.TestCase):
    def test_history_survives_a_restart(self):
        manager, client = start_new_kernel(kernel_name="rowan")
        mark = f"SELECT 'mark {os.getpid()} {time.time()}'"
        client.execute_interactive(mark, timeout=20)
        client.stop_channels()
        manager.shutdown_kernel()
        manager, client = start_new_kernel(kernel_name="rowan")
        try:
            msg_id = client.history(hist_access_type="tail", n=3)
            while True:
                reply = client.get_shell_msg(timeout=10)
                if reply["parent_header"].get("msg_id") == msg_id:
                    break
            self.assertIn(mark, [entry[2] for entry in reply["content"]["history"]])
        finally:
            client.stop_channels()
            manager.shutdown_kernel()

    def test_shutdown_ends_the_process_by_itself(self):
        manager, client = start_new_kernel(kernel_name="rowan")
        client.execute("SELECT 1")
        client.shutdown()
        deadline = time.time() + 5
        while manager.is_alive() and time.time() < deadline:
            time.sleep(0.05)
        self.assertFalse(manager.is_alive())
        client.stop_channels()
        manager.cleanup_resources()


if __name__ == "__main__":
    unittest.main(verbosity=2)
