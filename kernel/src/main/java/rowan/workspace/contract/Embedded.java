package rowan.workspace.contract;

import java.util.function.UnaryOperator;

/**
 * A text within code that may be code of another language: SQL in a string of Java.
 *
 * @param text as long as it is written, so that places in it can be told
 * @param offset where it begins in the code around it
 * @param isExpected whether code is expected there; else it may be any text
 * @param written how something must be written within it
 */
public record Embedded(String text, int offset, boolean isExpected, UnaryOperator<String> written) {}
