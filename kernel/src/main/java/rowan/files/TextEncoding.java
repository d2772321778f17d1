package rowan.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is told of a file of text that is not in UTF-8. */
public final class TextEncoding {

    /** What files begin with that are taken for text by mistake, and what to do with each. */
    private static final Map<String, String> MARKS = Map.of(
            "\u001f\u008b",
            "It is compressed: %%sh gunzip -k %s unpacks it.",
            "PK\u0003\u0004",
            "It is an archive, as workbooks of a spreadsheet are: save the sheet as CSV there, or unpack it.",
            "\u00d0\u00cf\u0011\u00e0",
            "It is a workbook of a spreadsheet: save the sheet as CSV there.");

    /** As many bytes of a file tell whether it is text. */
    private static final int BEGINNING = 16;

    private TextEncoding() {}

    /** A sentence about a file that is not in UTF-8: which encoding it has most likely, from where on, and how to change it. */
    public static String foreign(Path file) {
        if (!Files.isRegularFile(file)) {
            return "It is not written in UTF-8.";
        }
        try {
            boolean isUtf16 = isUtf16(file);
            Optional<String> other = isUtf16 ? Optional.empty() : noText(file);
            if (other.isPresent()) {
                return other.get();
            }
            String likely = isUtf16 ? "UTF-16" : "WINDOWS-1252";
            String told = likely.equals("UTF-16") ? "UTF-16" : "ISO-8859-1 (Latin-1) or WINDOWS-1252";
            return "It is not written in UTF-8" + place(file) + ", but most likely in " + told + ": %sh iconv -f "
                    + likely + " -t UTF-8 " + file.getFileName() + " > utf8-" + file.getFileName();
        } catch (IOException e) {
            return "It is not written in UTF-8.";
        }
    }

    /** What a file is by its first bytes that is no text at all. */
    private static Optional<String> noText(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String first = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
            return MARKS.entrySet().stream()
                    .filter(mark -> first.startsWith(mark.getKey()))
                    .map(mark -> String.format(Locale.ROOT, mark.getValue(), file.getFileName()))
                    .findFirst()
                    .or(() -> first.indexOf('\0') < 0
                            ? Optional.empty()
                            : Optional.of("It is no text: its first bytes are none that text has."));
        }
    }

    /** Whether it begins with the mark of UTF-16, or has a NUL among its first two bytes, as Latin letters then have. */
    private static boolean isUtf16(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(2);
            boolean isMarked = first.length == 2
                    && (first[0] == (byte) 0xff && first[1] == (byte) 0xfe
                            || first[0] == (byte) 0xfe && first[1] == (byte) 0xff);
            return isMarked || first.length == 2 && (first[0] == 0 || first[1] == 0);
        }
    }

    /** The first line that is no UTF-8. In Latin-1 every byte is a character, so that lines can be told of any text. */
    private static String place(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!isUtf8(line.getBytes(StandardCharsets.ISO_8859_1))) {
                    return " from line " + number + " on";
                }
                number++;
            }
        }
        return "";
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
