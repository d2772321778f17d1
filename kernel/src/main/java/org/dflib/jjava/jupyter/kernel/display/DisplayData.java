package org.dflib.jjava.jupyter.kernel.display;

import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** One output in several formats. */
public final class DisplayData extends io.github.spencerpark.jupyter.kernel.display.DisplayData {

    public DisplayData() {}

    public DisplayData(String text) {
        super(text);
    }

    /** What is drawn already. */
    public DisplayData(io.github.spencerpark.jupyter.kernel.display.DisplayData data) {
        assign(data);
    }

    public void putData(MIMEType type, Object content) {
        super.putData(type, content);
    }

    /** The content of a format, or null. */
    public Object getData(MIMEType type) {
        return super.getData(type);
    }

    public boolean hasDataForType(MIMEType type) {
        return super.hasDataForType(type);
    }
}
