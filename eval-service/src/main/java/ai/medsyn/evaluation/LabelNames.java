package ai.medsyn.evaluation;

import ai.medsyn.radiology.ReportLabels;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One name per finding. Public data sets call the same finding by several names; evaluation compares them under CheXpert's, where it has
 * one, or NIH's, in whatever case they are written (PadChest writes all in small letters); else under the source's name with blanks for underscores.
 */
public final class LabelNames {

    /** The label of a film without findings. */
    public static final String NO_FINDING = "No Finding";

    private static final Map<String, String> SYNONYMS = Map.of(
            "Effusion", "Pleural Effusion",
            "Infiltrate", "Infiltration",
            "Infiltrates", "Infiltration",
            "Pulmonary Edema", "Edema",
            "Normal", NO_FINDING,
            "Opacity", "Lung Opacity",
            "Airspace Opacity", "Lung Opacity");

    /** The name of all that CheXpert, NIH and synonyms of theirs are called, in small letters. */
    private static final Map<String, String> NAMES = names();

    private static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        Stream.concat(ReportLabels.CHEXPERT.stream(), ReportLabels.NIH14.stream())
                .map(LabelNames::spaced)
                .forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
        SYNONYMS.forEach((synonym, name) -> names.put(synonym.toLowerCase(Locale.ROOT), name));
        return names;
    }

    private LabelNames() {}

    /** Whether reports are searched for the finding: it is one of CheXpert's or NIH's. */
    public static boolean known(String label) {
        return NAMES.containsValue(label);
    }

    /** For example {@code Pleural Thickening} for {@code Pleural_Thickening}. */
    public static String of(String source) {
        String spaced = spaced(source);
        return NAMES.getOrDefault(spaced.toLowerCase(Locale.ROOT), spaced);
    }

    private static String spaced(String source) {
        return source.trim().replace('_', ' ').replaceAll("\\s+", " ");
    }
}
