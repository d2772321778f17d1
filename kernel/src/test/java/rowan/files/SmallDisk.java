package rowan.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few pages in memory, which is full as soon as a test wants it to be. */
public final class SmallDisk implements AutoCloseable {

    private static final int KILOBYTE = 1_024;

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /**
     * Mounts one. Only Linux has them, and only the superuser may; elsewhere the test is skipped, and says so.
     *
     * @param place an empty directory
     */
    public static SmallDisk mountedAt(Path place, int kilobytes) {
        String problem = run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "rowan-test", place.toString());
        Assumptions.assumeTrue(problem.isEmpty(), "SKIPPED: no small disk can be mounted here: " + problem);
        return new SmallDisk(place);
    }

    /** What went wrong; empty if nothing did. */
    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : said + List.of(command);
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    /** Leaves no room for more than {@code kilobytes}, which may be 0. */
    public void fill(int kilobytes) throws IOException {
        Path filling = place.resolve("filling");
        Files.deleteIfExists(filling);
        long left = Files.getFileStore(place).getUsableSpace() - (long) kilobytes * KILOBYTE;
        Files.write(filling, new byte[(int) Math.max(0, left)]);
    }

    /** Everything on it but what fills it. */
    public List<Path> files() throws IOException {
        try (var all = Files.walk(place)) {
            return all.filter(file -> !file.equals(place) && !file.endsWith("filling"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        String problem = run("umount", "-l", place.toString());
        if (!problem.isEmpty()) {
            throw new IOException(problem);
        }
    }
}
