package ai.medsyn.radiology;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Labels of a report in two public label sets, from its mentions. Of several mentions of one label a stated one wins over a
 * hedged one, and that over a denied one, as in the CheXpert labeler (Irvin 2019).
 */
public final class ReportLabels {

    /** The 14 observations of CheXpert, in its order. */
    public static final List<String> CHEXPERT = List.of(
            "No Finding",
            "Enlarged Cardiomediastinum",
            "Cardiomegaly",
            "Lung Opacity",
            "Lung Lesion",
            "Edema",
            "Consolidation",
            "Pneumonia",
            "Atelectasis",
            "Pneumothorax",
            "Pleural Effusion",
            "Pleural Other",
            "Fracture",
            "Support Devices");

    /** The 14 findings of NIH ChestX-ray14, in its order. */
    public static final List<String> NIH14 = List.of(
            "Atelectasis",
            "Cardiomegaly",
            "Effusion",
            "Infiltration",
            "Mass",
            "Nodule",
            "Pneumonia",
            "Pneumothorax",
            "Consolidation",
            "Edema",
            "Emphysema",
            "Fibrosis",
            "Pleural_Thickening",
            "Hernia");

    private static final Set<String> NO_PATHOLOGY = Set.of("No Finding", "Support Devices");

    private final Lexicon lexicon;

    public ReportLabels(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** CheXpert labels in CheXpert's order; {@code No Finding} is POSITIVE where no pathology is stated or hedged. */
    public Map<String, LabelValue> chexpert(Collection<EntityMention> mentions) {
        Map<String, LabelValue> labels = labels(mentions, CHEXPERT, Concept.Labels::chexpert);
        boolean pathology = labels.entrySet().stream()
                .anyMatch(label -> label.getValue() != LabelValue.NEGATIVE && !NO_PATHOLOGY.contains(label.getKey()));
        if (pathology) {
            return labels;
        }
        Map<String, LabelValue> normal = new LinkedHashMap<>();
        normal.put("No Finding", LabelValue.POSITIVE);
        normal.putAll(labels);
        return normal;
    }

    /** NIH ChestX-ray14 labels in that data set's order. */
    public Map<String, LabelValue> nih14(Collection<EntityMention> mentions) {
        return labels(mentions, NIH14, Concept.Labels::nih);
    }

    private Map<String, LabelValue> labels(
            Collection<EntityMention> mentions, List<String> names, Function<Concept.Labels, @Nullable String> set) {
        Map<String, Certainty> certainties = new LinkedHashMap<>();
        for (EntityMention mention : mentions) {
            lexicon.concept(mention.concept()).ifPresent(concept -> {
                String label = set.apply(concept.relations().labels());
                if (label != null) {
                    // A statement of normality denies the label it is linked to.
                    Certainty certainty =
                            concept.kind() == ConceptKind.NORMAL ? Certainty.NEGATED : mention.certainty();
                    certainties.merge(label, certainty, ReportLabels::stronger);
                }
            });
        }
        Map<String, LabelValue> labels = new LinkedHashMap<>();
        names.stream()
                .filter(certainties::containsKey)
                .forEach(name -> labels.put(name, VALUES.get(certainties.get(name))));
        return labels;
    }

    private static final Map<Certainty, LabelValue> VALUES = new EnumMap<>(Map.of(
            Certainty.POSITIVE, LabelValue.POSITIVE,
            Certainty.NEGATED, LabelValue.NEGATIVE,
            Certainty.UNCERTAIN, LabelValue.UNCERTAIN));

    private static Certainty stronger(Certainty one, Certainty other) {
        if (one == Certainty.POSITIVE || other == Certainty.POSITIVE) {
            return Certainty.POSITIVE;
        }
        return one == Certainty.UNCERTAIN || other == Certainty.UNCERTAIN ? Certainty.UNCERTAIN : Certainty.NEGATED;
    }
}
