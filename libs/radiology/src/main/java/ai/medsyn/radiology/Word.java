package ai.medsyn.radiology;

import java.util.Locale;

/**
 * One word of a sentence.
 *
 * @param stem lower case, without a plural ending
 * @param start index of its first character in the text
 * @param end index after its last character
 * @param separator the mark between this word and the one before it ({@code , ; : / (}), or a blank where there is none
 */
record Word(String stem, int start, int end, char separator) {

    /** True where a clause or list item begins, so that no phrase reaches over it. */
    boolean separated() {
        return separator != ' ';
    }

    /** The words of a phrase; hyphens divide as blanks do. */
    static String[] split(String phrase) {
        return phrase.trim().split("[\\s-]+");
    }

    /** Brings a word to the form in which phrases are compared. */
    static String stem(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int length = lower.length();
        if (length <= 3
                || !lower.endsWith("s")
                || lower.endsWith("ss")
                || lower.endsWith("us")
                || lower.endsWith("is")) {
            return lower;
        }
        if (lower.endsWith("ies")) {
            return lower.substring(0, length - 3) + "y";
        }
        return lower.substring(0, length - (lower.endsWith("sses") ? 2 : 1));
    }
}
