"""Runs the cells of a transcript as a notebook of the kernel java, and prints the transcript of what came out.

    python3 run_transcript.py TRANSCRIPT DIRECTORY
"""

import re
import sys

import nbclient
import nbformat

COLOURS = re.compile("\x1b\\[[0-9;]*m")


def cells(lines):
    found = []
    for line in lines:
        if line.startswith(">>>"):
            found.append(line[4:])
        elif line.startswith("..."):
            found[-1] += "\n" + line[4:]
    return found


def shown(output):
    kind = output["output_type"]
    if kind == "stream":
        return output["name"] + ": " + output["text"]
    if kind == "error":
        return "error: " + output["ename"] + "\n" + COLOURS.sub("", "\n".join(output["traceback"]))
    return {"execute_result": "result: ", "display_data": "display: "}[kind] + output["data"]["text/plain"]


def merged(outputs):
    """Streams that follow each other are one."""
    kept = []
    for output in outputs:
        if kept and output["output_type"] == "stream" and kept[-1].get("name") == output["name"]:
            kept[-1]["text"] += output["text"]
        else:
            kept.append(dict(output))
    return kept


def main(transcript, directory):
    with open(transcript, encoding="utf-8") as file:
        sources = cells(file.read().split("\n"))
    book = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "java", "display_name": "Java", "language": "java"}},
        cells=[nbformat.v4.new_code_cell(source) for source in sources],
    )
    client = nbclient.NotebookClient(book, timeout=120, allow_errors=True, resources={"metadata": {"path": directory}})
    client.execute()
    assert book.metadata.language_info.name == "Java", book.metadata.language_info
    text = ""
    for cell in book.cells:
        text += ">>> " + cell.source.replace("\n", "\n... ") + "\n"
        text += "\n".join(shown(output) for output in merged(cell.outputs)) + "\n\n"
    text = text.replace(directory, "DIRECTORY")
    print(re.sub(r"(?m)[ \t]+$", "", text).strip())


main(*sys.argv[1:])
