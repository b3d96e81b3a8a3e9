package ai.medsyn.gateway.experiments.table;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a metric is printed and what guessing gives.
 *
 * @param title as papers head their columns
 * @param percent whether it is a share, which papers print times 100
 * @param chance value of a model that knows nothing; null where that depends on the data
 */
record Metric(String title, boolean percent, @Nullable Double chance) {

    /** Metrics that are no share of anything. */
    private static final Set<String> PLAIN = Set.of("contrast-to-noise", "threshold", "loss");
    /** As papers write them. */
    private static final Set<String> UPPER = Set.of("auc", "mcc", "iou");

    private static final double AUC_OF_CHANCE = 0.5;

    /** @param column name of a metric, with a slash and the finding behind it where it is about one: {@code auc/Pneumonia} */
    static Metric of(String column) {
        int slash = column.indexOf('/');
        String name = slash < 0 ? column : column.substring(0, slash);
        String title = switch (name) {
            case "map" -> "mAP";
            case "contrast-to-noise" -> "CNR";
            case "average-precision" -> "AP";
            default ->
                UPPER.contains(name)
                        ? name.toUpperCase(Locale.ROOT)
                        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        };
        String finding = slash < 0 ? "" : " " + column.substring(slash + 1);
        return new Metric(title + finding, !PLAIN.contains(name), name.equals("auc") ? AUC_OF_CHANCE : null);
    }

    /** One decimal of a percentage, or two of a plain number, as papers print them. */
    String print(double value) {
        return percent ? String.format(Locale.ROOT, "%.1f", value * 100) : String.format(Locale.ROOT, "%.2f", value);
    }
}
