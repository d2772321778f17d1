package rowan;

import java.io.IOException;
import rowan.jupyter.protocol.ConnectionFile;

/** Where a kernel of a test listens: on ports that nobody listens to now. */
public final class FreePorts {

    private FreePorts() {}

    public static ConnectionFile connection() throws IOException {
        return Training.freePorts();
    }
}
