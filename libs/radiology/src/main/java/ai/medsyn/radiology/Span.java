package ai.medsyn.radiology;

/**
 * A stretch of the text that was read.
 *
 * @param start index of the first character
 * @param end index after the last character
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("a span needs 0 <= start <= end, not " + start + " to " + end);
        }
    }

    /** The words under this span. */
    public String of(String text) {
        return text.substring(start, end);
    }
}
