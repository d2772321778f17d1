package rowan.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowan.JavaProcess;

/** The directory of a process is its own for as long as it lives, and is gone with it; no other is touched. */
@Timeout(60)
class PrivateDirectoryTest {

    @TempDir
    Path home;

    /** Makes a private directory with a file in it, says where, and ends in the way it is told. */
    static final class Owner {
        public static void main(String[] arguments) throws Exception {
            PrivateDirectory directory = PrivateDirectory.create();
            Files.writeString(directory.file("rows"), "many");
            System.out.println(directory.file("rows").getParent());
            switch (arguments[0]) {
                case "closes" -> directory.close();
                case "waits" -> TimeUnit.MINUTES.sleep(1);
                default -> Runtime.getRuntime().halt(1);
            }
        }
    }

    private Process started(String how) throws IOException {
        return JavaProcess.of(home, Owner.class, how).redirectErrorStream(true).start();
    }

    private static Path said(Process process) throws IOException {
        return Path.of(process.inputReader(StandardCharsets.UTF_8).readLine());
    }

    /** What a process that is killed leaves behind. */
    private Path dead() throws Exception {
        Process killed = started("is killed");
        Path directory = said(killed);
        killed.waitFor();
        assertThat(directory.resolve("rows")).exists();
        return directory;
    }

    /** A further process begins and ends. */
    private void next() throws Exception {
        Process next = started("closes");
        boolean ended = next.waitFor(30, TimeUnit.SECONDS);
        if (!ended) {
            next.destroyForcibly(); // It would be waited for until it says something.
        }
        assertThat(ended).as("it ends").isTrue();
        assertThat(said(next)).doesNotExist();
    }

    @Test
    void kernels_that_start_at_the_same_time_do_not_take_each_other_for_dead() throws Exception {
        ExecutorService starting = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> kernels = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                kernels.add(() -> {
                    try (PrivateDirectory directory = PrivateDirectory.create()) {
                        Files.writeString(directory.file("notebook.db"), "");
                        new DeadDirectories(PrivateDirectory.home(), Files.getOwner(directory.file("lock"))).remove();
                        return Files.exists(directory.file("lock")) && Files.exists(directory.file("notebook.db"));
                    }
                });
            }
            for (Future<Boolean> kept : starting.invokeAll(kernels)) {
                assertThat(kept.get()).isTrue();
            }
        } finally {
            starting.shutdownNow();
        }
    }

    @Test
    void the_directory_of_a_kernel_that_was_killed_is_removed_by_the_next() throws Exception {
        Path dead = dead();
        next();
        assertThat(dead).doesNotExist();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void a_kernel_that_was_killed_as_soon_as_it_had_made_its_directory_leaves_none() throws Exception {
        Path empty = privately(home.resolve("rowan-private-1"));
        Path unsigned = privately(home.resolve("rowan-private-2"));
        Files.createFile(unsigned.resolve("lock"));
        next();
        assertThat(home).isEmptyDirectory();
        assertThat(empty).doesNotExist();
    }

    @Tag("slow")
    @Test
    void a_process_that_is_told_to_end_removes_its_directory() throws Exception {
        Process waiting = started("waits");
        Path own = said(waiting);
        waiting.destroy();
        assertThat(waiting.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(own).doesNotExist();
    }

    @Tag("slow")
    @Test
    void a_process_that_lives_keeps_its_directory() throws Exception {
        Process waiting = started("waits");
        Path own = said(waiting);
        next();
        assertThat(own.resolve("rows")).exists();
        waiting.destroy();
        waiting.waitFor();
    }

    private static Path privately(Path directory) throws IOException {
        return Files.createDirectory(directory, DeadDirectories.OWNER_ONLY);
    }

    /** A directory that looks like a dead one's in all but what the test then changes. */
    private Path likeDead(String name) throws IOException {
        Path directory = privately(home.resolve(name));
        Files.write(directory.resolve("lock"), DeadDirectories.sign(directory).array());
        Files.writeString(directory.resolve("thesis.txt"), "years of work");
        return directory;
    }

    private static void isUntouched(Path directory) {
        assertThat(directory.resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void a_directory_of_the_users_own_with_a_file_called_lock_is_left_alone() throws Exception {
        List<Path> own = new ArrayList<>();
        for (String name :
                List.of("rowan-database-notes", "rowan-private-notes", "rowan-private-42", "rowan-database-7")) {
            Path directory = Files.createDirectory(home.resolve(name));
            Files.writeString(directory.resolve("lock"), "");
            Files.writeString(directory.resolve("thesis.txt"), "years of work");
            own.add(directory);
        }
        next();
        own.forEach(PrivateDirectoryTest::isUntouched);
    }

    @Test
    void a_copy_of_a_private_directory_is_the_users() throws Exception {
        Path copy = likeDead("rowan-private-1");
        Files.write(
                copy.resolve("lock"),
                DeadDirectories.sign(Path.of("rowan-private-2")).array());
        next();
        isUntouched(copy);
    }

    @Test
    void a_directory_that_others_may_read_is_left_alone() throws Exception {
        assumeTrue(DeadDirectories.POSIX, "SKIPPED: there are no modes here");
        Path open = likeDead("rowan-private-3");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        next();
        isUntouched(open);
    }

    @Test
    void a_directory_of_another_user_is_left_alone() throws Exception {
        assumeTrue(
                DeadDirectories.POSIX && Files.getAttribute(home, "unix:uid").equals(0),
                "SKIPPED: only root can make one");
        Path another = likeDead("rowan-private-4");
        Files.setAttribute(another, "unix:uid", 12_345);
        next();
        isUntouched(another);
    }

    @Test
    void a_link_in_the_temporary_directory_is_left_alone(@TempDir Path elsewhere) throws Exception {
        Path target = Files.move(likeDead("rowan-private-5"), elsewhere.resolve("rowan-private-5"));
        Path link = Files.createSymbolicLink(home.resolve("rowan-private-5"), target);
        Path old = Files.createSymbolicLink(home.resolve("rowan-database-notes"), target);
        next();
        isUntouched(target);
        assertThat(link).isSymbolicLink();
        assertThat(old).isSymbolicLink();
    }

    @Test
    void a_link_in_a_dead_ones_directory_or_a_directory_there_is_not_what_rowan_made(@TempDir Path elsewhere)
            throws Exception {
        Path precious = Files.writeString(elsewhere.resolve("precious"), "gold");
        Path linking = likeDead("rowan-private-6");
        Files.createSymbolicLink(linking.resolve("notebook.db"), precious);
        Path nested = likeDead("rowan-private-7");
        Files.createDirectory(nested.resolve("more"));
        Path lockedByLink = likeDead("rowan-private-8");
        Files.move(lockedByLink.resolve("lock"), elsewhere.resolve("lock"));
        Files.createSymbolicLink(lockedByLink.resolve("lock"), elsewhere.resolve("lock"));
        next();
        assertThat(precious).hasContent("gold");
        isUntouched(linking);
        isUntouched(nested);
        isUntouched(lockedByLink);
    }

    @Test
    void a_fifo_called_lock_hangs_nobody() throws Exception {
        assumeTrue(DeadDirectories.POSIX, "SKIPPED: there are no FIFOs here");
        Path old = Files.createDirectory(home.resolve("rowan-database-notes"));
        Path trap = likeDead("rowan-private-9");
        Files.delete(trap.resolve("lock"));
        for (Path directory : List.of(old, trap)) {
            new ProcessBuilder("mkfifo", directory.resolve("lock").toString())
                    .start()
                    .waitFor();
        }
        long start = System.nanoTime();
        next();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(30);
        isUntouched(trap);
        assertThat(old.resolve("lock")).exists();
    }
}
