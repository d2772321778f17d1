package rowan.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;
import org.junit.jupiter.api.Test;
import rowan.model.Progress;
import rowan.workspace.contract.InterruptSignal;

/** What is told while libraries are fetched. */
class MavenProgressTest {

    private final List<Progress> told = new ArrayList<>();
    private final InterruptSignal signal = new InterruptSignal();
    private final MavenProgress progress = new MavenProgress(told::add, signal);

    @SuppressWarnings("deprecation")
    private static TransferEvent event(long bytes, long all) {
        TransferResource resource = new TransferResource("r", "https://example.org/", "a/b/b-1.jar", null, null);
        resource.setContentLength(all);
        return new TransferEvent.Builder(new DefaultRepositorySystemSession(), resource)
                .setTransferredBytes(bytes)
                .build();
    }

    @Test
    void files_and_their_bytes_are_counted() throws Exception {
        progress.transferSucceeded(event(1_000, 1_000));
        progress.transferSucceeded(event(500, 500));
        assertThat(progress.fetched()).isEqualTo("2 files fetched, 1.50 kB");
        progress.transferProgressed(event(250, 1_000));
        progress.transferProgressed(event(300, 1_000));
        assertThat(told)
                .containsExactly(new Progress(
                        "fetching b-1.jar · 250 bytes of 1.00 kB · 2 files fetched, 1.50 kB", OptionalDouble.of(0.25)));
    }

    @Test
    void an_interrupt_ends_the_fetching() throws Exception {
        progress.transferInitiated(event(0, 1));
        signal.request();
        assertThatThrownBy(() -> progress.transferInitiated(event(0, 1)))
                .isInstanceOf(TransferCancelledException.class);
        assertThatThrownBy(() -> progress.transferProgressed(event(0, 1)))
                .isInstanceOf(TransferCancelledException.class);
    }
}
