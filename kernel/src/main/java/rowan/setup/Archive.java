package rowan.setup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import rowan.files.Stop;
import rowan.files.WholeFile;

/**
 * The archive of classes that an installed kernel starts from. It fits one Java and one jar; a kernel that finds itself with
 * another starts without it, and has it made anew.
 */
public final class Archive {

    private static final String STAMP = "trained-for";

    private final JavaCommand command;

    Archive(JavaCommand command) {
        this.command = command;
    }

    /**
     * @param application the directory with {@code rowan.jar}
     */
    public static Archive of(Path application) {
        return new Archive(new JavaCommand(application));
    }

    private Path stamp() {
        return command.application().resolve(STAMP);
    }

    /** What the archive has to fit: the virtual machine, the flags, and the jar. */
    private String wanted() throws IOException {
        Path jar = command.application().resolve(JavaCommand.JAR);
        FileTime changed = Files.getLastModifiedTime(jar);
        return String.join(
                "\n",
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"),
                String.join(" ", command.training(command.archive())),
                Files.size(jar) + " bytes of " + changed);
    }

    /** Whether there is one that was made for this Java and this jar. */
    public boolean isCurrent() throws IOException {
        return Files.exists(command.archive())
                && Files.exists(stamp())
                && Files.readString(stamp(), StandardCharsets.UTF_8).equals(wanted());
    }

    /** Makes it; a kernel that starts meanwhile finds the old one, or none. */
    JavaCommand.Ended train() throws IOException, InterruptedException {
        Path made = command.application().resolve("new-" + command.archive().getFileName());
        Files.deleteIfExists(made);
        JavaCommand.Ended ended = JavaCommand.run(command.training(made, "train"));
        if (ended.exitCode() == 0 && Files.exists(made)) {
            Files.move(made, command.archive(), StandardCopyOption.REPLACE_EXISTING);
            WholeFile.write(stamp(), wanted(), Stop.NEVER);
        }
        return ended;
    }

    /** Makes it anew if it does not fit and nobody else is at it; without the right to write, nothing happens. */
    public void renew() throws IOException, InterruptedException {
        boolean installed = Files.isWritable(command.application()) && Files.exists(stamp());
        if (!installed || isCurrent()) {
            return;
        }
        Path file = command.application().resolve("training");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && !isCurrent()) {
                train();
                Path kernel = command.application().getParent();
                if (Files.exists(kernel.resolve("kernel.json"))) {
                    Installer.specify(kernel, command); // Another JDK may have another kind of archive.
                }
            }
        } catch (OverlappingFileLockException e) {
            // This very process is at it.
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
