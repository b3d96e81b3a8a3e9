package ai.medsyn.onnx.entities;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins IOB tags as RaTEScore's reference does: a span begins at B-x, ends before the next B- or O, and has the type of its B-,
 * whatever the I- behind it say; an I- that follows no open B- belongs to no span; a span that is open at the end closes before
 * the last token, the closing special one.
 */
final class IobTags {

    private static final String BEGIN = "B-";
    private static final String OUTSIDE = "O";

    private IobTags() {}

    /** @param tags one a token, special tokens included */
    static List<TaggedSpan> spans(List<String> tags) {
        List<TaggedSpan> spans = new ArrayList<>();
        int open = -1;
        for (int i = 0; i < tags.size(); i++) {
            boolean begins = tags.get(i).startsWith(BEGIN);
            if (open >= 0 && (begins || tags.get(i).equals(OUTSIDE))) {
                spans.add(span(tags, open, i));
                open = -1;
            }
            if (begins) {
                open = i;
            }
        }
        if (open >= 0 && open < tags.size() - 1) {
            spans.add(span(tags, open, tags.size() - 1));
        }
        return spans;
    }

    private static TaggedSpan span(List<String> tags, int from, int to) {
        return new TaggedSpan(tags.get(from).substring(BEGIN.length()), from, to);
    }
}
