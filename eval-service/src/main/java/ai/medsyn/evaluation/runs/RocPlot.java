package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.classification.ScoredFilms;
import ai.medsyn.evaluation.metrics.Classification;
import ai.medsyn.evaluation.metrics.ScoredLabels;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** ROC curves of all findings in one SVG image. */
public final class RocPlot {

    private static final int SIDE = 420;
    private static final int LEFT = 56;
    private static final int TOP = 36;
    private static final int LEGEND = 260;
    private static final List<String> COLOURS = List.of(
            "#1f77b4", "#d62728", "#2ca02c", "#ff7f0e", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22",
            "#17becf");

    private RocPlot() {}

    public static String svg(String title, ScoredFilms films) {
        StringBuilder svg = new StringBuilder(8192);
        int width = LEFT + SIDE + LEGEND;
        int height = TOP + SIDE + 48;
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height
                        + "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        text(svg, LEFT, 22, escape(title));
        svg.append(format(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#404040\"/>\n",
                LEFT, TOP, SIDE, SIDE));
        svg.append(format(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#bbb\" stroke-dasharray=\"4\"/>\n",
                LEFT, TOP + SIDE, LEFT + SIDE, TOP));
        text(svg, LEFT + SIDE / 2 - 60, TOP + SIDE + 34, "false positive rate");
        text(svg, 4, TOP + SIDE / 4, "recall");
        for (double tick : new double[] {0, 0.5, 1}) {
            text(svg, LEFT + (int) (SIDE * tick) - 8, TOP + SIDE + 16, format("%.1f", tick));
            text(svg, LEFT - 22, TOP + (int) (SIDE * (1 - tick)) + 4, format("%.1f", tick));
        }
        int drawn = 0;
        for (int k = 0; k < films.labels().size(); k++) {
            ScoredLabels cases = films.question(k);
            if (cases.positives() > 0 && cases.negatives() > 0) {
                String colour = COLOURS.get(drawn % COLOURS.size());
                curve(svg, cases, colour);
                String name = format("%s %.3f", films.labels().get(k), Classification.rocAuc(cases));
                svg.append(format(
                        "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"4\" fill=\"%s\"/>\n",
                        LEFT + SIDE + 16, TOP + 8 + 18 * drawn, colour));
                text(svg, LEFT + SIDE + 36, TOP + 14 + 18 * drawn, escape(name));
                drawn++;
            }
        }
        if (drawn == 0) {
            text(svg, LEFT + 40, TOP + SIDE / 3, "No finding has films with it and films without it.");
        }
        return svg.append("</svg>\n").toString();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** One point per distinct score; tied films move the curve at once. */
    private static void curve(StringBuilder svg, ScoredLabels cases, String colour) {
        double[] scores = cases.scores();
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        StringBuilder points = new StringBuilder();
        point(points, 0, 0);
        int hits = 0;
        for (int i = 0; i < order.length; i++) {
            hits += cases.positive()[order[i]] ? 1 : 0;
            if (i + 1 == order.length || scores[order[i + 1]] != scores[order[i]]) {
                point(points, (double) (i + 1 - hits) / cases.negatives(), (double) hits / cases.positives());
            }
        }
        svg.append(
                "<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"" + colour + "\" points=\"" + points + "\"/>\n");
    }

    private static void point(StringBuilder points, double alarms, double recall) {
        points.append(format("%.1f,%.1f ", LEFT + SIDE * alarms, TOP + SIDE * (1 - recall)));
    }

    private static void text(StringBuilder svg, int x, int y, String content) {
        svg.append("<text x=\"" + x + "\" y=\"" + y + "\">" + content + "</text>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
