package ai.medsyn.gateway.experiments.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a metric is printed and what guessing gives.
 *
 * @param title as papers head their columns
 * @param percent whether it is a share, which papers print times 100
 * @param least value that it can take; 1 is the largest of those with a smallest one
 * @param chance value of a model that knows nothing; null where that depends on the data
 */
record Metric(
        String title,
        boolean percent,
        double least,
        @Nullable Double chance) {

    /** Metrics that are no share of anything. */
    private static final Set<String> PLAIN = Set.of("contrast-to-noise", "threshold", "loss");
    /** Metrics from -1 to 1. */
    private static final Set<String> SIGNED = Set.of("mcc", "pointing-game-over-chance");
    /** As papers write them. */
    private static final Map<String, String> TITLES = Map.of("contrast-to-noise", "CNR", "average-precision", "AP");

    private static final Map<String, String> WORDS =
            Map.of("auc", "AUC", "mcc", "MCC", "iou", "IoU", "f1", "F1", "map", "mAP", "ap", "AP", "dice", "Dice");
    private static final double AUC_OF_CHANCE = 0.5;

    /** @param column name of a metric, with a slash and the finding behind it where it is about one: {@code auc/Pneumonia} */
    static Metric of(String column) {
        int slash = column.indexOf('/');
        String name = slash < 0 ? column : column.substring(0, slash);
        String title = TITLES.getOrDefault(name, words(name));
        String finding = slash < 0 ? "" : " " + column.substring(slash + 1);
        double least = PLAIN.contains(name) ? Double.NEGATIVE_INFINITY : SIGNED.contains(name) ? -1 : 0;
        return new Metric(title + finding, !PLAIN.contains(name), least, name.equals("auc") ? AUC_OF_CHANCE : null);
    }

    /** {@code max-f1-on-test} is {@code Max F1 on test}. */
    private static String words(String name) {
        String words = Arrays.stream(name.split("-"))
                .map(word -> WORDS.getOrDefault(word, word))
                .collect(Collectors.joining(" "));
        return words.startsWith("mAP") ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The nearest value that the metric can take: Student's t knows no bounds. */
    double clip(double bound) {
        return Double.isInfinite(least) ? bound : Math.min(1, Math.max(least, bound));
    }

    /** One decimal of a percentage, or two of a plain number, as papers print them. */
    String print(double value) {
        return percent ? String.format(Locale.ROOT, "%.1f", value * 100) : String.format(Locale.ROOT, "%.2f", value);
    }
}
