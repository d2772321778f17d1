package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowan.files.SmallDisk;

/** Whatever writes a file of a user's, on a disk without room: the old one is there, and nothing beside it. */
@Tag("slow")
@Timeout(120)
class FilesOnAFullDiskTest {

    private static final String LONG = "x".repeat(9_000);

    /** A notebook with a picture, which is one pixel, and with a text that needs room. */
    private static final String NOTEBOOK = """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
              {"id": "a", "cell_type": "code", "metadata": {}, "execution_count": 1, "source": "\\"%s\\"", "outputs": [
                {"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB\
            CAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "text/plain": "a pixel"}}]}]}
            """.formatted(LONG);

    /** Writes a file in a directory that is called so already, and gives what was said. */
    private record Writer(String name, String target, Deed deed) {
        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    private interface Deed {
        String in(Path directory) throws Exception;
    }

    @FunctionalInterface
    private interface Typed {
        int in(Headless headless) throws IOException;
    }

    private static String typed(Typed typed) {
        try {
            typed.in(new Headless(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));
            return "";
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static String cell(Path directory, String cell) {
        try (Notebook notebook = new Notebook(directory)) {
            return notebook.run(cell) + notebook.traceback();
        }
    }

    static Stream<Writer> writers() {
        Optional<Path> none = Optional.empty();
        return Stream.of(
                new Writer(
                        "rowan run -o, in place",
                        "n.ipynb",
                        at -> typed(headless -> headless.run(
                                at.resolve("n.ipynb"),
                                Map.of(),
                                Optional.of(at.resolve("n.ipynb")),
                                none,
                                Optional.empty()))),
                new Writer(
                        "rowan run --html",
                        "n.html",
                        at -> typed(headless -> headless.run(
                                at.resolve("n.ipynb"),
                                Map.of(),
                                none,
                                Optional.of(at.resolve("n.html")),
                                Optional.empty()))),
                new Writer(
                        "rowan export --html",
                        "n.html",
                        at -> typed(headless ->
                                headless.export(at.resolve("n.ipynb"), Optional.of(at.resolve("n.html")), none))),
                new Writer(
                        "rowan export --md",
                        "n.md",
                        at -> typed(headless ->
                                headless.export(at.resolve("n.ipynb"), none, Optional.of(at.resolve("n.md"))))),
                new Writer("%%writefile", "notes.txt", at -> cell(at, "%%writefile notes.txt\n" + LONG)),
                new Writer(
                        "%%writefile --append", "notes.txt", at -> cell(at, "%%writefile --append notes.txt\n" + LONG)),
                new Writer(
                        "--save",
                        "record.json",
                        at -> cell(
                                at,
                                "%%compare --budget 200ms --save record.json\nSELECT 1\n-- instead: two\nSELECT 2")),
                new Writer(".once", "rows.csv", at -> cell(at, ".once rows.csv\nSELECT '" + LONG + "'")),
                new Writer(".output", "rows.tsv", at -> cell(at, ".output rows.tsv\nSELECT '" + LONG + "'")),
                new Writer("the export of a grid", "result-1.csv", at -> {
                    try (Notebook notebook = new Notebook(at)) {
                        return GridFrontEnd.export(
                                notebook,
                                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
                                        + " SELECT i FROM n");
                    }
                }));
    }

    private static Map<String, String> contents(SmallDisk disk) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : disk.files()) {
            contents.put(
                    file.toString(),
                    Files.isDirectory(file) ? "" : Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    @ParameterizedTest
    @MethodSource("writers")
    void nothing_old_is_lost_and_nothing_is_left(Writer writer, @TempDir Path directory) throws Exception {
        try (SmallDisk disk = SmallDisk.mountedAt(directory, 2_048)) {
            Files.writeString(directory.resolve("n.ipynb"), NOTEBOOK);
            for (String old :
                    List.of("n.html", "n.md", "notes.txt", "record.json", "rows.csv", "rows.tsv", "result-1.csv")) {
                Files.writeString(directory.resolve(old), "old");
            }
            Map<String, String> before = contents(disk);
            disk.fill(0);
            String said = writer.deed().in(directory);
            assertThat(contents(disk)).isEqualTo(before);
            assertThat(said)
                    .contains("cannot be written: No space left on device")
                    .contains("Make room there");
            disk.fill(1_024);
            assertThat(writer.deed().in(directory)).doesNotContain("cannot be written");
            assertThat(contents(disk)).isNotEqualTo(before);
        }
    }
}
