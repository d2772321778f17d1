package rowan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A disk of a few megabytes: a file system in memory, which only root may mount and only Linux has. */
final class SmallDisk implements AutoCloseable {

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Mounts one; empty where that is not possible. */
    static Optional<SmallDisk> mounted(Path directory, int megabytes) throws IOException {
        Files.createDirectories(directory);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
        return mounted ? Optional.of(new SmallDisk(directory)) : Optional.empty();
    }

    Path directory() {
        return directory;
    }

    /** Takes all room but this. */
    void fillUpTo(int bytesFree) throws IOException {
        long size = Files.getFileStore(directory).getUsableSpace() - bytesFree;
        try (var out = Files.newOutputStream(directory.resolve("ballast"))) {
            byte[] block = new byte[4_096];
            for (long written = 0; written + block.length <= size; written += block.length) {
                out.write(block);
            }
        }
    }

    /** Gives the room back. */
    void makeRoom() throws IOException {
        Files.delete(directory.resolve("ballast"));
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", directory.toString());
    }

    private static boolean run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + Arrays.toString(command), e);
        }
    }
}
