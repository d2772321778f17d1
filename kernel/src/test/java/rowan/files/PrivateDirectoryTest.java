package rowan.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The directory of a kernel is its own for as long as it lives, and is gone with it. */
class PrivateDirectoryTest {

    @Test
    void kernels_that_start_at_the_same_time_do_not_take_each_other_for_dead() throws Exception {
        ExecutorService starting = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> kernels = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                kernels.add(() -> {
                    try (PrivateDirectory directory = PrivateDirectory.create()) {
                        Files.writeString(directory.file("notebook.db"), "");
                        PrivateDirectory.create().close();
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
    void the_directory_of_a_kernel_that_has_died_is_removed_by_the_next() throws Exception {
        Path dead = Files.createTempDirectory("rowan-database-");
        Files.writeString(dead.resolve("lock"), "");
        Files.writeString(dead.resolve("notebook.db"), "");
        PrivateDirectory.create().close();
        assertThat(dead).doesNotExist();
    }
}
