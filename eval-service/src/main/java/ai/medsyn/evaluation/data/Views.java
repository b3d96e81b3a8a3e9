package ai.medsyn.evaluation.data;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What sources call the way in which a film was taken. */
public final class Views {

    private static final Pattern FRONTAL = Pattern.compile("(?i)(pa|ap|frontal|postero|antero|supine|upright|erect).*");

    private Views() {}

    /** Whether a film is frontal; one whose view is not known counts as frontal. */
    public static boolean frontal(@Nullable String view) {
        return view == null || view.isBlank() || FRONTAL.matcher(view).matches();
    }
}
