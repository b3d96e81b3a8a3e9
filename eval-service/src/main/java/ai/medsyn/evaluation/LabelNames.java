package ai.medsyn.evaluation;

import ai.medsyn.radiology.ReportLabels;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private static final Set<String> KNOWN = Stream.concat(ReportLabels.CHEXPERT.stream(), ReportLabels.NIH14.stream())
            .map(LabelNames::of)
            .collect(Collectors.toUnmodifiableSet());

    private LabelNames() {}

    /** Whether reports are searched for the finding: it is one of CheXpert's or NIH's. */
    public static boolean known(String label) {
        return KNOWN.contains(label);
    }

    /** For example {@code Pleural Thickening} for {@code Pleural_Thickening}. */
    public static String of(String source) {
        String spaced = source.trim().replace('_', ' ').replaceAll("\\s+", " ");
        return SYNONYMS.getOrDefault(spaced, spaced);
    }
}
