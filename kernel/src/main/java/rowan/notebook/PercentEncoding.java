package rowan.notebook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names and bytes in addresses, as {@code %20} has it. A percent sign that begins no byte stands for itself, as in browsers. */
public final class PercentEncoding {

    private PercentEncoding() {}

    /** The bytes that a piece of an address stands for. */
    static byte[] bytes(String encoded) {
        byte[] utf8 = encoded.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[utf8.length];
        int length = 0;
        for (int i = 0; i < utf8.length; i++) {
            int high = utf8[i] == '%' && i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(utf8[i + 2], 16);
            bytes[length++] = low < 0 ? utf8[i] : (byte) (16 * high + low);
            i += low < 0 ? 0 : 2;
        }
        return Arrays.copyOf(bytes, length);
    }

    /** The text that a piece of an address stands for. */
    public static String text(String encoded) {
        return new String(bytes(encoded), StandardCharsets.UTF_8);
    }

    /** A name as one step of a path, which has neither a scheme nor a query nor a fragment. */
    public static String step(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
