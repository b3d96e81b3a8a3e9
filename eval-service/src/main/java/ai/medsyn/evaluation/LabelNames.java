package ai.medsyn.evaluation;

import java.util.Map;

/**
 * One name per finding. Public data sets call the same finding by several names; evaluation compares them under CheXpert's, where it has
 * one, else under the source's name with blanks for underscores.
 */
public final class LabelNames {

    /** The label of a film without findings. */
    public static final String NO_FINDING = "No Finding";

    private static final Map<String, String> SYNONYMS = Map.of(
            "Effusion", "Pleural Effusion",
            "Infiltrate", "Infiltration",
            "Normal", NO_FINDING,
            "Opacity", "Lung Opacity",
            "Airspace Opacity", "Lung Opacity");

    private LabelNames() {}

    /** For example {@code Pleural Thickening} for {@code Pleural_Thickening}. */
    public static String of(String source) {
        String spaced = source.trim().replace('_', ' ').replaceAll("\\s+", " ");
        return SYNONYMS.getOrDefault(spaced, spaced);
    }
}
