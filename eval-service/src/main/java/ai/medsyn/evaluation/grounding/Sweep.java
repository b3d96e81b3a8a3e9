package ai.medsyn.evaluation.grounding;

import ai.medsyn.evaluation.grounding.GroundedPhrases.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** Overlap at every threshold: a table for programs, curves for people. */
final class Sweep {

    private static final int SIDE = 320;
    private static final int LEFT = 56;
    private static final int TOP = 40;
    private static final int LEGEND = 220;

    private final GroundedPhrases test;
    private final GroundedPhrases validation;

    Sweep(GroundedPhrases test, GroundedPhrases validation) {
        this.test = test;
        this.validation = validation;
    }

    /** Means over the pairs of a finding, and over all pairs. */
    String csv() {
        StringBuilder csv = new StringBuilder("side,label,pairs,threshold,iou,dice,precision,recall\n");
        rows(csv, "test", test);
        rows(csv, "validation", validation);
        return csv.toString();
    }

    private static void rows(StringBuilder csv, String side, GroundedPhrases phrases) {
        List<String> labels = new ArrayList<>(
                phrases.pairs().stream().map(Pair::label).distinct().sorted().toList());
        labels.forEach(label -> rows(csv, side, label, phrases.of(label)));
        if (!phrases.isEmpty()) {
            rows(csv, side, "all", phrases);
        }
    }

    private static void rows(StringBuilder csv, String side, String label, GroundedPhrases phrases) {
        for (int k = 0; k <= Fit.STEPS; k++) {
            int at = k;
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%.2f,%.6f,%.6f,%.6f,%.6f%n",
                    side,
                    label.matches("[\\w .-]*") ? label : "\"" + label.replace("\"", "\"\"") + "\"",
                    phrases.pairs().size(),
                    Fit.threshold(k),
                    phrases.mean(fit -> fit.iou(at)),
                    phrases.mean(fit -> fit.dice(at)),
                    phrases.mean(fit -> fit.precision(at)),
                    phrases.mean(fit -> fit.recall(at))));
        }
    }

    /** Mean IoU and Dice over all pairs by threshold, of validation and test films. */
    String svg() {
        StringBuilder svg = new StringBuilder(8192);
        int width = LEFT + SIDE + LEGEND;
        int height = TOP + SIDE + 48;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#404040\"/>%n",
                width,
                height,
                LEFT,
                TOP,
                SIDE,
                SIDE));
        text(svg, LEFT, 24, "Overlap of heat maps with regions by threshold, mean over all pairs");
        text(svg, LEFT + SIDE / 2 - 30, TOP + SIDE + 34, "threshold");
        for (double tick : new double[] {0, 0.5, 1}) {
            text(svg, (int) (LEFT + SIDE * tick) - 8, TOP + SIDE + 16, String.format(Locale.ROOT, "%.1f", tick));
            text(svg, LEFT - 26, (int) (TOP + SIDE * (1 - tick)) + 4, String.format(Locale.ROOT, "%.1f", tick));
        }
        int drawn = 0;
        drawn = curves(svg, "test", test, "", drawn);
        curves(svg, "validation", validation, " stroke-dasharray=\"5 4\"", drawn);
        if (!validation.isEmpty()) {
            double chosen = LEFT + SIDE * Fit.threshold(validation.bestThreshold());
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#7f7f7f\"/>%n",
                    chosen,
                    TOP,
                    chosen,
                    TOP + SIDE));
            text(svg, (int) chosen + 4, TOP + 14, "best on validation");
        }
        return svg.append("</svg>\n").toString();
    }

    private static int curves(StringBuilder svg, String side, GroundedPhrases phrases, String dashes, int drawn) {
        if (phrases.isEmpty()) {
            return drawn;
        }
        curve(svg, "#1f77b4" + "\"" + dashes, k -> phrases.mean(fit -> fit.dice(k)));
        legend(svg, drawn, "#1f77b4", "Dice, " + side + " (" + phrases.pairs().size() + ")", dashes);
        curve(svg, "#d62728" + "\"" + dashes, k -> phrases.mean(fit -> fit.iou(k)));
        legend(
                svg,
                drawn + 1,
                "#d62728",
                "IoU, " + side + " (" + phrases.pairs().size() + ")",
                dashes);
        return drawn + 2;
    }

    private static void curve(StringBuilder svg, String stroke, IntToDoubleFunction height) {
        svg.append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"")
                .append(stroke)
                .append(" points=\"");
        for (int k = 0; k <= Fit.STEPS; k++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    LEFT + SIDE * Fit.threshold(k),
                    TOP + SIDE * (1 - height.applyAsDouble(k))));
        }
        svg.append("\"/>\n");
    }

    private static void legend(StringBuilder svg, int row, String colour, String label, String dashes) {
        int y = TOP + 12 + 20 * row;
        svg.append(String.format(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke-width=\"2\" stroke=\"%s\"%s/>%n",
                LEFT + SIDE + 16, y, LEFT + SIDE + 40, y, colour, dashes));
        text(svg, LEFT + SIDE + 48, y + 4, label);
    }

    private static void text(StringBuilder svg, int x, int y, String content) {
        svg.append("<text x=\"" + x + "\" y=\"" + y + "\">" + content + "</text>\n");
    }
}
