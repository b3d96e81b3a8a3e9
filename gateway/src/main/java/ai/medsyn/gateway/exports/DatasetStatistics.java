package ai.medsyn.gateway.exports;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is counted of the samples while they stream by. Its size depends on the vocabulary, not on the number of samples. */
final class DatasetStatistics {

    private final Distribution splits = new Distribution();
    private final Distribution promptSources = new Distribution();
    private final Distribution writers = new Distribution();
    private final Distribution generators = new Distribution();
    private final Distribution sizes = new Distribution();
    private final Distribution unrendered = new Distribution();
    private final Distribution entities = new Distribution();
    private final SortedMap<String, Distribution> categories = new TreeMap<>();
    private final SortedMap<String, Distribution> labels = new TreeMap<>();
    private final SortedMap<Integer, Long> tokens = new TreeMap<>();
    private long masks;

    void add(ExportSample sample) {
        ExportSample.Text text = sample.report().text();
        splits.add(sample.split());
        promptSources.add(text.promptSource());
        tokens.merge(text.tokenCount(), 1L, Long::sum);
        writers.add(sample.report().written().writer());
        add(sample.report().annotation());
        add(sample.radiograph());
    }

    private void add(ExportSample.Annotation annotation) {
        for (String entity : annotation.entities()) {
            entities.add(entity);
            int colon = entity.indexOf(':');
            String category = colon < 0 ? "" : entity.substring(0, colon);
            categories.computeIfAbsent(category, any -> new Distribution()).add(entity);
        }
        for (Map.Entry<String, String> label : annotation.labels().entrySet()) {
            labels.computeIfAbsent(label.getKey(), any -> new Distribution()).add(label.getValue());
        }
    }

    private void add(ExportSample.Radiograph radiograph) {
        generators.add(radiograph.drawn().generator());
        sizes.add(radiograph.image().width() + " x " + radiograph.image().height());
        radiograph.drawn().unrendered().forEach(unrendered::add);
        if (radiograph.drawn().mask() != null) {
            masks++;
        }
    }

    long samples() {
        return splits.total();
    }

    /** Samples that have a mask. */
    long masks() {
        return masks;
    }

    Distribution splits() {
        return splits;
    }

    Distribution promptSources() {
        return promptSources;
    }

    Distribution writers() {
        return writers;
    }

    /** Samples per model id. */
    Distribution generators() {
        return generators;
    }

    /** Image sizes in pixels, {@code width x height}. */
    Distribution sizes() {
        return sizes;
    }

    Distribution unrendered() {
        return unrendered;
    }

    Distribution entities() {
        return entities;
    }

    /** Uses of entities within each category. */
    SortedMap<String, Distribution> categories() {
        return categories;
    }

    /** Per finding, how many samples say POSITIVE, NEGATIVE or UNCERTAIN. */
    SortedMap<String, Distribution> labels() {
        return labels;
    }

    double meanTokens() {
        double sum = 0;
        for (Map.Entry<Integer, Long> entry : tokens.entrySet()) {
            sum += (double) entry.getKey() * entry.getValue();
        }
        return samples() == 0 ? 0 : sum / samples();
    }

    /** The smallest token count that at least this share of the samples does not exceed; 0 gives the least, 1 the greatest. */
    int tokenQuantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * samples()));
        long seen = 0;
        for (Map.Entry<Integer, Long> entry : tokens.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return entry.getKey();
            }
        }
        return 0;
    }
}
