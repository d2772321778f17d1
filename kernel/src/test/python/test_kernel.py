"""Jupyter's own conformance suite, once with SQL cells and once with Java cells.

The kernel spec is found by JUPYTER_PATH; the suite starts and stops the kernel itself.
"""

import unittest

import jupyter_kernel_test as conformance


class SqlCells(conformance.KernelTests):
    kernel_name = "rowan"
    language_name = "sql"
    file_extension = ".sql"

    code_hello_world = ".print hello, world"
    # SQL itself has no word for it, so this one cell is Java.
    code_stderr = 'System.err.println("oops");'
    code_execute_result = [
        {"code": "SELECT 1 + 1 AS two"},
        {
            "code": "EXPLAIN QUERY PLAN SELECT 1",
            "result": "• constant rows   from the query itself\n"
            "                  Its values are written in the query; no table is read.",
        },
        {"code": "VALUES ('a', NULL)", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "SELECT 1; SELECT 2", "mime": "text/html"},
    ]
    completion_samples = [
        {"text": "selec", "matches": {"select"}},
        {"text": "SELECT subst", "matches": {"substr(", "substring("}},
        {"text": "%sqlc", "matches": {"%sqlcmd"}},
        {"text": "SELECT '\U0001d41a', total_ch", "matches": {"total_changes()"}},
    ]
    complete_code_samples = ["SELECT 1", "SELECT 1;", "BEGIN", ".tables"]
    incomplete_code_samples = ["SELECT", "SELECT (1", "SELECT 'a", "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1;"]
    invalid_code_samples = ["SELECT 1)"]
    code_page_something = "substr?"
    code_generate_error = "SELECT * FROM nowhere"
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "SELECT 1 +*"
    code_inspect_sample = "SELECT substr("
    code_clear_output = "%clear_output"


class JavaCells(conformance.KernelTests):
    kernel_name = "rowan"
    language_name = "sql"
    file_extension = ".sql"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oops");'
    code_execute_result = [
        {"code": "1 + 1", "result": "2"},
        {"code": "var s = \"a\".repeat(3);\ns", "result": "aaa"},
        {"code": "List.of(1, 2)", "result": "[1, 2]"},
    ]
    code_display_data = [
        {"code": 'display("text")', "mime": "text/plain"},
    ]
    completion_samples = [
        {"text": '"a".isEm', "matches": {"isEmpty()"}},
        {"text": '"a".repe', "matches": {"repeat("}},
    ]
    complete_code_samples = ["1 + 1", "int x = 3;", "class A { int b; }"]
    incomplete_code_samples = ["int f() {", "class A {", "/* open"]
    invalid_code_samples = ["int x = = 3;", "}", "1 +* 2"]
    code_page_something = "String?"
    code_generate_error = 'throw new IllegalStateException("as it should")'
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1 + 1*"
    code_inspect_sample = "Math.max("
    code_clear_output = "clearOutput(true);"


if __name__ == "__main__":
    unittest.main(verbosity=2)
