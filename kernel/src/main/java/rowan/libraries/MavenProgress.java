package rowan.libraries;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;
import rowan.model.Progress;
import rowan.model.Quantity;
import rowan.workspace.contract.Interrupt;

/** Tells what is being fetched, and stops fetching when the user interrupts. */
public final class MavenProgress extends AbstractTransferListener {

    /** Often enough to look alive. */
    private static final long EVERY_NANOS = 100_000_000;

    private final Consumer<Progress> told;
    private final Interrupt interrupt;
    private int files;
    private long bytes;
    private long lastTold;

    /**
     * @param told gets what there is to show, a few times a second
     */
    public MavenProgress(Consumer<Progress> told, Interrupt interrupt) {
        this.told = told;
        this.interrupt = interrupt;
    }

    @Override
    public void transferInitiated(TransferEvent event) throws TransferCancelledException {
        check();
    }

    @Override
    public synchronized void transferProgressed(TransferEvent event) throws TransferCancelledException {
        check();
        long now = System.nanoTime();
        if (now - lastTold > EVERY_NANOS) {
            lastTold = now;
            TransferResource resource = event.getResource();
            long done = event.getTransferredBytes();
            long all = resource.getContentLength();
            String name = resource.getResourceName();
            told.accept(new Progress(
                    "fetching " + name.substring(name.lastIndexOf('/') + 1) + " · " + Quantity.bytes(done)
                            + (all > 0 ? " of " + Quantity.bytes(all) : "") + " · " + fetched(),
                    all > 0 ? OptionalDouble.of((double) done / all) : OptionalDouble.empty()));
        }
    }

    @Override
    public synchronized void transferSucceeded(TransferEvent event) {
        files++;
        bytes += event.getTransferredBytes();
    }

    /** {@code 12 files fetched, 3.40 MB}. */
    public synchronized String fetched() {
        return Quantity.count(files, "file") + " fetched, " + Quantity.bytes(bytes);
    }

    private void check() throws TransferCancelledException {
        if (interrupt.requested()) {
            throw new TransferCancelledException("the cell was interrupted");
        }
    }
}
