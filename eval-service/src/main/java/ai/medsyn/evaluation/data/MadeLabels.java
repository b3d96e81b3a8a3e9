package ai.medsyn.evaluation.data;

import ai.medsyn.evaluation.LabelNames;
import ai.medsyn.platform.lineage.Annotation.Box;
import ai.medsyn.platform.lineage.SampleView;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.LabelValue;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import ai.medsyn.radiology.ReportLabels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The truth about films that were made here. A film shows what its prompt states and its generator can draw, and nothing else: so a finding that
 * the prompt does not state is absent, and one that is stated but not drawn is unknown.
 */
final class MadeLabels {

    private static final List<String> VOCABULARY = Stream.concat(
                    ReportLabels.CHEXPERT.stream(), ReportLabels.NIH14.stream())
            .map(LabelNames::of)
            .distinct()
            .toList();

    private final Lexicon lexicon = Lexicon.builtIn();
    private final EntityExtractor extractor = new LexiconExtractor(lexicon);
    private final ReportLabels reports = new ReportLabels(lexicon);
    private final JsonMapper json;

    MadeLabels(JsonMapper json) {
        this.json = json;
    }

    Map<String, LabelValue> labels(SampleView sample) {
        List<EntityMention> mentions = extractor.extract(sample.text().prompt());
        Set<String> undrawn = new LinkedHashSet<>(sample.image().unrendered());
        List<EntityMention> drawn = mentions.stream()
                .filter(mention -> !undrawn.contains(mention.concept()))
                .toList();
        Map<String, LabelValue> shown = named(drawn);
        Map<String, LabelValue> stated = named(mentions);
        Map<String, LabelValue> labels = new LinkedHashMap<>();
        for (String name : VOCABULARY) {
            boolean lost = stated.get(name) != null
                    && stated.get(name) != LabelValue.NEGATIVE
                    && shown.getOrDefault(name, LabelValue.NEGATIVE) == LabelValue.NEGATIVE;
            if (!lost) {
                labels.put(name, shown.getOrDefault(name, LabelValue.NEGATIVE));
            }
        }
        return labels;
    }

    private Map<String, LabelValue> named(List<EntityMention> mentions) {
        Map<String, LabelValue> labels = new LinkedHashMap<>();
        reports.nih14(mentions).forEach((name, value) -> labels.put(LabelNames.of(name), value));
        reports.chexpert(mentions).forEach((name, value) -> labels.put(LabelNames.of(name), value));
        return labels;
    }

    /** Boxes of drawn findings, as the generator's settings list them under {@code lesions}. */
    List<Box> boxes(SampleView sample) {
        JsonNode lesions = json.readTree(sample.image().settingsJson()).path("lesions");
        List<Box> boxes = new ArrayList<>();
        lesions.properties().forEach(lesion -> {
            JsonNode box = lesion.getValue().path("box");
            for (String label : labelsOf(lesion.getKey())) {
                boxes.add(new Box(
                        label,
                        box.path(0).asDouble(),
                        box.path(1).asDouble(),
                        box.path(2).asDouble(),
                        box.path(3).asDouble()));
            }
        });
        return boxes;
    }

    /** The labels that a structure such as {@code lesion:pleural effusion:left} stands for. */
    Set<String> labelsOf(String structure) {
        String[] parts = structure.split(":");
        Set<String> labels = new LinkedHashSet<>();
        if (parts.length > 1) {
            lexicon.concept(parts[1])
                    .map(concept -> concept.relations().labels())
                    .ifPresent(names -> {
                        if (names.chexpert() != null) {
                            labels.add(LabelNames.of(names.chexpert()));
                        }
                        if (names.nih() != null) {
                            labels.add(LabelNames.of(names.nih()));
                        }
                    });
        }
        return labels;
    }
}
