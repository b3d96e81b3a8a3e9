package ai.medsyn.radiology.readers;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a free text or code says about the projection of a study. */
enum View {
    FRONTAL,
    LATERAL,
    UNKNOWN;

    private static final Pattern FRONTAL_WORDS =
            Pattern.compile("\\b(pa|ap|frontal|postero-?anterior|antero-?posterior|portable|supine|upright|erect)\\b");
    private static final Pattern LATERAL_WORDS = Pattern.compile("\\b(lateral|lat|ll|rl|decubitus|oblique)\\b");

    /** A pair of views, or a word that was removed to protect the patient: more than the lateral view may be there. */
    private static final Pattern OPEN = Pattern.compile("\\band lateral\\b|xxxx|\\bviews\\b");

    static View of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (FRONTAL_WORDS.matcher(lower).find()) {
            return FRONTAL;
        }
        return LATERAL_WORDS.matcher(lower).find() && !OPEN.matcher(lower).find() ? LATERAL : UNKNOWN;
    }
}
