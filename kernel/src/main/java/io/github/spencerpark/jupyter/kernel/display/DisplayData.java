package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.LinkedHashMap;
import java.util.Map;
import rowan.display.markup.Displayable;
import rowan.display.markup.MimeBundle;

/** One output in several formats, filled one by one. */
public class DisplayData implements Displayable {

    private final Map<String, Object> data = new LinkedHashMap<>();

    public DisplayData() {}

    public DisplayData(String text) {
        data.put(MIMEType.TEXT_PLAIN.name(), text);
    }

    /** What Rowan has drawn. */
    public DisplayData(MimeBundle bundle) {
        data.putAll(bundle.data());
    }

    public void putData(MIMEType type, Object content) {
        data.put(type.name(), content);
    }

    public void putData(String type, Object content) {
        data.put(type, content);
    }

    public void putText(String text) {
        putData(MIMEType.TEXT_PLAIN, text);
    }

    public void putHTML(String html) {
        putData(MIMEType.TEXT_HTML, html);
    }

    public void putMarkdown(String markdown) {
        putData(MIMEType.TEXT_MARKDOWN, markdown);
    }

    public void putLatex(String latex) {
        putData(MIMEType.TEXT_LATEX, latex);
    }

    public void putMath(String math) {
        putLatex("$$" + math + "$$");
    }

    public void putJavaScript(String script) {
        putData(MIMEType.APPLICATION_JAVASCRIPT, script);
    }

    public void putSVG(String svg) {
        putData(MIMEType.IMAGE_SVG, svg);
    }

    /** The content of a format, or null. */
    public Object getData(MIMEType type) {
        return data.get(type.name());
    }

    public boolean hasDataForType(MIMEType type) {
        return data.containsKey(type.name());
    }

    /** Takes over all formats of another. */
    public void assign(DisplayData other) {
        data.putAll(other.data);
    }

    @Override
    public MimeBundle drawn() {
        Map<String, Object> all = new LinkedHashMap<>(data);
        Object first = all.values().stream().findFirst().orElse("");
        all.putIfAbsent(MimeBundle.PLAIN, String.valueOf(first));
        return new MimeBundle(all, Map.of());
    }
}
