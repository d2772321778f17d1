package rowan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import rowan.jshell.syntax.JavaStatements;
import rowan.notebook.export.HtmlExport.Piece;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Token;
import rowan.workspace.cell.Cell;
import rowan.workspace.cell.LanguageRule;

/** What the pieces of a cell's text are, for exports that colour them: keywords, strings, comments, numbers, commands. */
final class CellColours {

    /** A word is a keyword if Java says so. No loop in it needs a stack as deep as its text is long. */
    private static final Pattern JAVA = Pattern.compile("(?<comment>//[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z))"
            + "|(?<string>\"\"\"(?s:.*?)(?:\"\"\"|\\z)|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"?|'(?:[^'\\\\\\n]++|\\\\.)*+'?)"
            + "|(?<number>\\b\\d[\\w.]*+)|(?<word>\\b[A-Za-z_]\\w*+)");

    /** Words that are only keywords in their place, where they nearly always stand. */
    private static final List<String> CONTEXTUAL = List.of("var", "record", "sealed", "permits", "yield");

    private static final Pattern WORD = Pattern.compile("\\S++");

    private final Lexicon lexicon;
    private final LanguageRule rule;
    private final List<Piece> pieces = new ArrayList<>();

    private CellColours(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.rule = new LanguageRule(lexicon.statementWords());
    }

    /** The pieces of a cell that have a colour, in order. */
    static List<Piece> of(String cell, Lexicon lexicon) {
        CellColours colours = new CellColours(lexicon);
        Cell parsed = colours.parse(cell);
        for (Cell.Part part : parsed.parts()) {
            String text = part.source().text();
            int offset = part.source().offset();
            if (part instanceof Cell.Call call) {
                colours.call(call, text, offset);
            } else if (part instanceof Cell.Code code) {
                colours.code(code.language(), text, offset);
            }
        }
        if (parsed.parts().isEmpty()) {
            colours.code(colours.languageOf(cell), cell, 0); // Comments alone are no part that is run.
        }
        return colours.pieces;
    }

    /** The language of a cell, or of what stands below its command; empty where nothing but commands does. */
    static String languageOf(String cell, Lexicon lexicon) {
        CellColours colours = new CellColours(lexicon);
        Cell parsed = colours.parse(cell);
        for (Cell.Part part : parsed.parts()) {
            String text = part.source().text();
            if (part instanceof Cell.Code code) {
                return code.language();
            }
            if (part instanceof Cell.Call && text.startsWith("%%") && text.indexOf('\n') > 0) {
                return colours.languageOf(text.substring(text.indexOf('\n')));
            }
        }
        return parsed.parts().isEmpty() ? colours.languageOf(cell) : "";
    }

    private Cell parse(String cell) {
        return Cell.parse(
                cell,
                rule,
                this::languageOf,
                Map.of(LanguageRule.SQL, lexicon::starts, LanguageRule.JAVA, JavaStatements::starts));
    }

    /**
     * The name, the options behind it, and the code that begins on the line or below it. On the line, code stands behind
     * options and their values: in {@code %%exercise a delete that waits} it is a title that goes on.
     */
    private void call(Cell.Call call, String text, int offset) {
        int name = call.name().length();
        pieces.add(new Piece("command", offset, offset + name));
        int line = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        Matcher words = WORD.matcher(text).region(name, line);
        boolean isBehindOption = false;
        boolean isBehindTitle = false;
        while (words.find()) {
            String word = words.group();
            if (!isBehindTitle && rule.beginsStatement(word)) {
                sql(text.substring(words.start()), offset + words.start());
                return;
            }
            boolean isOption = word.startsWith("-");
            if (isOption) {
                pieces.add(new Piece("command", offset + words.start(), offset + words.end()));
            }
            // The name that a result is captured under is no title.
            isBehindTitle = !word.equals("<<") && (isBehindTitle || !isOption && !isBehindOption);
            isBehindOption = isOption;
        }
        String body = text.substring(line);
        code(languageOf(body), body, offset + line);
    }

    private String languageOf(String code) {
        return rule.isSqlComment(code) ? LanguageRule.SQL : rule.decide(code, LanguageRule.JAVA);
    }

    private void code(String language, String text, int offset) {
        if (language.equals(LanguageRule.SQL)) {
            sql(text, offset);
        } else {
            java(text, offset);
        }
    }

    private void sql(String text, int offset) {
        for (Token token : lexicon.tokenize(text)) {
            String kind = switch (token.kind()) {
                case WORD -> lexicon.keywords().contains(token.text().toUpperCase(Locale.ROOT)) ? "keyword" : "";
                case STRING, BLOB -> "string";
                case NUMBER -> "number";
                case PARAMETER -> "command";
                case COMMENT -> "comment";
                default -> "";
            };
            if (!kind.isEmpty()) {
                pieces.add(new Piece(kind, offset + token.from(), offset + token.to()));
            }
        }
    }

    private void java(String text, int offset) {
        Matcher found = JAVA.matcher(text);
        while (found.find()) {
            String kind = found.group("comment") != null
                    ? "comment"
                    : found.group("string") != null ? "string" : found.group("number") != null ? "number" : "word";
            if (kind.equals("word")) {
                kind = SourceVersion.isKeyword(found.group()) || CONTEXTUAL.contains(found.group()) ? "keyword" : "";
            }
            if (!kind.isEmpty()) {
                pieces.add(new Piece(kind, offset + found.start(), offset + found.end()));
            }
        }
    }
}
