package rowan.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rowan.JavaProcess;

/** A file is the old one or the new one, whole, at every moment; and nothing is beside it. */
@Timeout(60)
class WholeFileTest {

    @TempDir
    Path directory;

    private Path old() throws IOException {
        return Files.writeString(directory.resolve("notes.txt"), "old");
    }

    private void isAlone(Path file) {
        assertThat(directory).isDirectoryContaining(found -> found.equals(file));
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void a_file_is_made_and_replaced() throws Exception {
        Path file = directory.resolve("notes.txt");
        WholeFile.write(file, "Ærø 1", Stop.NEVER);
        assertThat(file).hasContent("Ærø 1");
        WholeFile.write(file, "2".getBytes(StandardCharsets.UTF_8), Stop.NEVER);
        assertThat(file).hasContent("2");
        isAlone(file);
    }

    @Test
    void what_stops_the_writer_leaves_the_old_file() throws Exception {
        Path file = old();
        for (Throwable stop : new Throwable[] {
            new IOException("gone"), new IllegalStateException(), new StackOverflowError(), new java.sql.SQLException()
        }) {
            assertThatThrownBy(() -> WholeFile.write(
                            file,
                            out -> {
                                out.write(new byte[1 << 20]);
                                throwing(stop);
                            },
                            Stop.NEVER))
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isSameAs(stop),
                            thrown -> assertThat(thrown)
                                    .isInstanceOf(WholeFile.NotWritten.class)
                                    .hasCause(stop));
            assertThat(file).hasContent("old");
            isAlone(file);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwing(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void an_interrupted_thread_leaves_the_old_file() throws Exception {
        Path file = old();
        CountDownLatch writing = new CountDownLatch(1);
        FutureTask<Void> task = new FutureTask<>(() -> {
            WholeFile.write(
                    file,
                    out -> {
                        while (true) {
                            out.write(new byte[1 << 16]);
                            writing.countDown();
                        }
                    },
                    Stop.NEVER);
            return null;
        });
        Thread thread = new Thread(task);
        thread.start();
        writing.await();
        thread.interrupt();
        thread.join();
        assertThatThrownBy(task::get).hasCauseInstanceOf(java.nio.channels.ClosedByInterruptException.class);
        assertThat(file).hasContent("old");
        isAlone(file);
    }

    @Test
    void a_link_stays_and_its_target_is_replaced(@TempDir Path elsewhere) throws Exception {
        Path target = Files.writeString(elsewhere.resolve("target.txt"), "old");
        Path near = Files.createSymbolicLink(elsewhere.resolve("near"), Path.of("target.txt"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), near);
        WholeFile.write(link, "new", Stop.NEVER);
        WholeFile.append(link, "er".getBytes(StandardCharsets.UTF_8), Stop.NEVER);
        assertThat(link).isSymbolicLink().hasContent("newer");
        assertThat(target).isRegularFile().hasContent("newer");
        isAlone(link);
    }

    @Test
    void a_link_to_nothing_makes_its_target(@TempDir Path elsewhere) throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), elsewhere.resolve("target.txt"));
        WholeFile.write(link, "new", Stop.NEVER);
        assertThat(elsewhere.resolve("target.txt")).hasContent("new");
        assertThat(link).isSymbolicLink();
        Files.createSymbolicLink(elsewhere.resolve("round"), elsewhere.resolve("round"));
        assertThatThrownBy(() -> WholeFile.write(elsewhere.resolve("round"), "new", Stop.NEVER))
                .hasMessageStartingWith(elsewhere.resolve("round") + " cannot be written");
    }

    @Test
    void the_mode_stays_and_a_new_file_gets_the_usual_one() throws Exception {
        assumeTrue(DeadDirectories.POSIX, "SKIPPED: there are no modes here");
        Path file = old();
        var usual = Files.getPosixFilePermissions(file);
        for (String mode : new String[] {"rw-------", "rwxr-x--x", "rw-rw-rw-"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            WholeFile.write(file, "new", Stop.NEVER);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(mode);
        }
        Path made = directory.resolve("made.txt");
        WholeFile.write(made, "new", Stop.NEVER);
        assertThat(Files.getPosixFilePermissions(made)).isEqualTo(usual);
    }

    @Test
    void the_owner_stays_where_the_user_may_give_files() throws Exception {
        Path file = old();
        assumeTrue(DeadDirectories.POSIX && Files.getAttribute(file, "unix:uid").equals(0), "SKIPPED: only root may");
        Files.setAttribute(file, "unix:uid", 12_345);
        Files.setAttribute(file, "unix:gid", 54_321);
        WholeFile.write(file, "new", Stop.NEVER);
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(12_345);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(54_321);
    }

    @Test
    void what_is_no_regular_file_is_written_as_it_stands() throws Exception {
        assumeTrue(DeadDirectories.POSIX, "SKIPPED: there are no FIFOs here");
        Path fifo = directory.resolve("fifo");
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
        FutureTask<String> read = new FutureTask<>(() -> Files.readString(fifo));
        new Thread(read).start();
        WholeFile.write(fifo, "through", Stop.NEVER);
        assertThat(read.get()).isEqualTo("through");
        WholeFile.write(Path.of("/dev/null"), "nothing", Stop.NEVER);
        assertThat(Files.readAttributes(Path.of("/dev/null"), java.nio.file.attribute.BasicFileAttributes.class)
                        .isOther())
                .isTrue();
        isAlone(fifo);
    }

    /** Prints, and writes to what it prints to. */
    static final class Printer {
        public static void main(String[] arguments) throws Exception {
            System.out.println("printed");
            WholeFile.write(Path.of("/dev/stdout"), "written\n", Stop.NEVER);
            WholeFile.append(Path.of("/dev/stdout"), "added\n".getBytes(StandardCharsets.UTF_8), Stop.NEVER);
            System.out.println("printed");
        }
    }

    @Test
    void the_standard_output_is_no_file_to_be_replaced() throws Exception {
        assumeTrue(DeadDirectories.POSIX, "SKIPPED: it has no name here");
        Path file = directory.resolve("out.txt");
        ProcessBuilder printer = JavaProcess.of(directory, Printer.class);
        String piped = new String(printer.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(piped).isEqualTo("printed\nwritten\nadded\nprinted\n");
        printer.redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
                .start()
                .waitFor();
        assertThat(file).hasContent("printed\nwritten\nadded\nprinted\n");
    }

    @Test
    void a_file_that_may_not_be_changed_is_not_replaced() throws Exception {
        Path missing = directory.resolve("no").resolve("notes.txt");
        assertThatThrownBy(() -> WholeFile.write(missing, "new", Stop.NEVER))
                .hasMessage(missing + " cannot be written: there is no directory " + missing.getParent()
                        + ". Make it, or name another file.");
        assertThatThrownBy(() -> WholeFile.write(directory, "new", Stop.NEVER))
                .hasMessage(directory + " cannot be written: it is a directory. Name another file.");
    }

    @Test
    void on_a_full_disk_the_old_file_stays_and_a_sentence_says_so() throws Exception {
        try (SmallDisk disk = SmallDisk.mountedAt(directory, 256)) {
            Path file = old();
            disk.fill(8);
            byte[] large = new byte[100_000];
            String sentence = file + " cannot be written: No space left on device. It is as it was. "
                    + "Make room there, or name another file.";
            assertThatThrownBy(() -> WholeFile.write(file, large, Stop.NEVER)).hasMessage(sentence);
            assertThatThrownBy(() -> WholeFile.append(file, large, Stop.NEVER)).hasMessage(sentence);
            assertThat(file).hasContent("old");
            assertThatThrownBy(() -> WholeFile.write(directory.resolve("new.txt"), large, Stop.NEVER))
                    .hasMessageContaining("new.txt cannot be written: No space left on device. Make room there");
            assertThat(disk.files()).containsExactly(file);
        }
    }

    @Test
    void a_file_can_be_saved_where_there_is_no_room_for_temporary_files(@TempDir Path temporary) throws Exception {
        try (SmallDisk disk = SmallDisk.mountedAt(temporary, 64)) {
            disk.fill(0);
            Path file = directory.resolve("saved.txt");
            JavaProcess.of(temporary, Saver.class, file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(file).hasContent("saved");
            assertThat(disk.files()).isEmpty();
        }
    }

    /** Saves a file; or begins to, and never ends. */
    static final class Saver {
        public static void main(String[] arguments) throws Exception {
            WholeFile.write(
                    Path.of(arguments[0]),
                    out -> {
                        out.write("saved".getBytes(StandardCharsets.UTF_8));
                        if (arguments.length > 1) {
                            out.flush();
                            System.out.println("begun");
                            TimeUnit.MINUTES.sleep(1);
                        }
                    },
                    Stop.NEVER);
        }
    }

    private Process begun(Path temporary, Path file) throws IOException {
        Process saver = JavaProcess.of(temporary, Saver.class, file.toString(), "never ends")
                .start();
        assertThat(saver.inputReader().readLine()).isEqualTo("begun");
        return saver;
    }

    @Test
    void of_a_writer_that_is_killed_nothing_is_left_after_the_next_start(@TempDir Path temporary) throws Exception {
        Path file = old();
        begun(temporary, file).destroyForcibly().waitFor();
        assertThat(file).hasContent("old");
        assertThat(directory.toFile().list()).hasSize(2).anyMatch(name -> name.startsWith(".rowan-"));
        Path another = directory.resolve("another.txt");
        JavaProcess.of(temporary, Saver.class, another.toString()).start().waitFor();
        assertThat(another).hasContent("saved");
        assertThat(file).hasContent("old");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("notes.txt", "another.txt");
        assertThat(temporary).isEmptyDirectory();
    }

    @Tag("slow")
    @Test
    void of_a_writer_that_is_told_to_end_nothing_is_left(@TempDir Path temporary) throws Exception {
        Path file = old();
        Process saver = begun(temporary, file);
        saver.destroy();
        saver.waitFor();
        assertThat(file).hasContent("old");
        isAlone(file);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void text_is_added_behind_what_is_there() throws Exception {
        Path file = directory.resolve("log.txt");
        WholeFile.append(file, "a\n".getBytes(StandardCharsets.UTF_8), Stop.NEVER);
        WholeFile.append(file, "b\n".getBytes(StandardCharsets.UTF_8), Stop.NEVER);
        assertThat(file).hasContent("a\nb\n");
        isAlone(file);
    }

    @Test
    void what_could_not_be_written_is_said_before_the_work() throws Exception {
        WholeFile.check(directory.resolve("new.txt"));
        WholeFile.check(old());
        assertThat(directory.toFile().list()).containsExactly("notes.txt");
        assertThatThrownBy(() -> WholeFile.check(directory)).hasMessageContaining("it is a directory");
        assertThatThrownBy(() -> WholeFile.check(directory.resolve("none/new.txt")))
                .hasMessageContaining("there is no directory " + directory.resolve("none"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a permission there")
    void links_that_lead_nowhere_are_told() throws Exception {
        Path circle = directory.resolve("circle");
        Files.createSymbolicLink(circle, directory.resolve("back"));
        Files.createSymbolicLink(directory.resolve("back"), circle);
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("none/new.txt"));
        assertThatThrownBy(() -> WholeFile.check(circle))
                .hasMessage(
                        circle + " cannot be written: the links that it leads to lead back to it. Name another file.");
        assertThatThrownBy(() -> WholeFile.write(circle, "new", Stop.NEVER)).hasMessageContaining("lead back to it");
        assertThatThrownBy(() -> WholeFile.check(dangling))
                .hasMessage(dangling + " cannot be written: it is a link to " + directory.resolve("none/new.txt")
                        + ", and there is no directory " + directory.resolve("none")
                        + ". Make it, or name another file.");
        assertThatThrownBy(() -> WholeFile.write(dangling, "new", Stop.NEVER))
                .hasMessageContaining("there is no directory " + directory.resolve("none"));
    }

    @Test
    void what_sqlite_was_writing_when_it_was_killed_goes_with_its_journal_and_nothing_else() throws IOException {
        Path beside = directory.resolve(".rowan-0123456789abcdef.new");
        Path memory = directory.resolve("memory");
        for (String name :
                List.of(beside.getFileName().toString(), beside.getFileName() + "-journal", "a.db-journal")) {
            Files.writeString(directory.resolve(name), "x");
        }
        Files.writeString(memory, beside.toString());
        WholeFile.removeUnfinished(memory);
        Files.writeString(memory, directory.resolve("a.db").toString());
        WholeFile.removeUnfinished(memory);
        try (var left = Files.list(directory)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("memory", "a.db-journal");
        }
    }
}
