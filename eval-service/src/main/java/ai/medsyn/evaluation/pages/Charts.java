package ai.medsyn.evaluation.pages;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Charts as SVG in the colours of an {@link HtmlPage}. */
public final class Charts {

    private static final int WIDTH = 900;
    private static final int NAMES = 280;
    /** As many letters as there is room for; the whole name stands in the title of its bar. */
    private static final int LONGEST_NAME = 40;

    private static final int NUMBERS = 190;
    private static final int ROW = 24;
    private static final int BAR = 14;

    private Charts() {}

    /** @param value not negative */
    public record Bar(String name, double value, String number) {}

    /** Horizontal bars from 0, the longest as wide as there is room. */
    public static String bars(List<Bar> bars) {
        int height = bars.size() * ROW + 8;
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        int room = WIDTH - NAMES - NUMBERS;
        StringBuilder svg = open(height);
        line(svg, "base", NAMES, 0, NAMES, height);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double length = longest == 0 ? 0 : bar.value() / longest * room;
            int y = i * ROW + 4;
            text(svg, "", NAMES - 8, y + BAR - 2, "end", shortened(bar.name()));
            svg.append(format(
                    "<rect class=\"one\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"><title>%s: %s</title></rect>\n",
                    NAMES, y, length, BAR, HtmlPage.escape(bar.name()), HtmlPage.escape(bar.number())));
            text(svg, "soft", NAMES + (int) length + 6, y + BAR - 2, "start", bar.number());
        }
        return svg.append("</svg>\n").toString();
    }

    /**
     * An estimate with its interval.
     *
     * @param low null where there is none
     * @param high null where there is none
     */
    public record Estimate(
            String name,
            double value,
            @Nullable Double low,
            @Nullable Double high) {}

    /**
     * Dots with intervals on a common scale.
     *
     * @param from left end of the scale
     * @param to right end of the scale
     * @param chance where a dashed line stands; null for none
     */
    public static String intervals(List<Estimate> estimates, double from, double to, @Nullable Double chance) {
        int height = estimates.size() * ROW + 34;
        int bottom = estimates.size() * ROW + 6;
        StringBuilder svg = open(height);
        for (int tick = 0; tick <= 4; tick++) {
            double value = from + (to - from) * tick / 4;
            int x = (int) at(value, from, to);
            line(svg, "grid", x, 0, x, bottom);
            text(svg, "soft", x, bottom + 18, "middle", format("%.2f", value));
        }
        if (chance != null) {
            double x = at(chance, from, to);
            svg.append(format(
                    "<line class=\"base\" stroke-width=\"2\" stroke-dasharray=\"4 3\" x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"%d\"/>\n",
                    x, x, bottom));
        }
        for (int i = 0; i < estimates.size(); i++) {
            estimate(svg, estimates.get(i), i * ROW + 16, from, to);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void estimate(StringBuilder svg, Estimate estimate, int y, double from, double to) {
        text(svg, "", NAMES - 8, y + 4, "end", shortened(estimate.name()));
        String number = format("%.3f", estimate.value());
        if (estimate.low() != null && estimate.high() != null) {
            number += format(" (%.3f to %.3f)", estimate.low(), estimate.high());
            svg.append(format(
                    "<line class=\"line-one\" stroke-width=\"2\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n",
                    at(estimate.low(), from, to), y, at(estimate.high(), from, to), y));
        }
        svg.append(format(
                "<circle class=\"one\" cx=\"%.1f\" cy=\"%d\" r=\"5\"><title>%s: %s</title></circle>\n",
                at(estimate.value(), from, to), y, HtmlPage.escape(estimate.name()), number));
        text(svg, "soft", WIDTH - NUMBERS + 10, y + 4, "start", number);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    private static double at(double value, double from, double to) {
        double share = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return NAMES + share * (WIDTH - NAMES - NUMBERS);
    }

    /**
     * Two sets of numbers in equal bins from 0.
     *
     * @param width of a bin
     * @param one counts of the first, filled
     * @param two counts of the second, as a line; as many
     */
    @SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
    public record Bins(double width, String nameOfOne, int[] one, String nameOfTwo, int[] two) {}

    /** Shares of both sets by bin, so that sets of other sizes compare. @param mark where a dashed line stands */
    public static String histogram(Bins bins, double mark, String nameOfMark) {
        int plot = 200;
        int top = 40;
        int left = 40;
        int room = WIDTH - 2 * left;
        double[] one = shares(bins.one());
        double[] two = shares(bins.two());
        double highest = 1e-12;
        for (int i = 0; i < one.length; i++) {
            highest = Math.max(highest, Math.max(one[i], two[i]));
        }
        double step = (double) room / one.length;
        StringBuilder svg = open(top + plot + 40);
        legend(svg, left, bins, nameOfMark);
        StringBuilder outline = new StringBuilder();
        for (int i = 0; i < one.length; i++) {
            double height = one[i] / highest * plot;
            svg.append(format(
                    "<rect class=\"one\" fill-opacity=\"0.7\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%.3g to %.3g: %d and %d</title></rect>\n",
                    left + i * step,
                    top + plot - height,
                    Math.max(1, step - 2),
                    height,
                    i * bins.width(),
                    (i + 1) * bins.width(),
                    bins.one()[i],
                    bins.two()[i]));
            double y = top + plot - two[i] / highest * plot;
            outline.append(format("%.1f,%.1f %.1f,%.1f ", left + i * step, y, left + (i + 1) * step, y));
        }
        svg.append("<polyline class=\"line-two\" stroke-width=\"2\" points=\"")
                .append(outline)
                .append("\"/>\n");
        line(svg, "base", left, top + plot, left + room, top + plot);
        double x = left + Math.min(room, mark / bins.width() * step);
        svg.append(format(
                "<line stroke=\"var(--ink)\" stroke-dasharray=\"4 3\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n",
                x, top, x, top + plot));
        for (int tick = 0; tick <= 4; tick++) {
            double value = bins.width() * one.length * tick / 4;
            text(svg, "soft", left + room * tick / 4, top + plot + 20, "middle", format("%.3g", value));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void legend(StringBuilder svg, int left, Bins bins, String nameOfMark) {
        svg.append(format(
                "<rect class=\"one\" fill-opacity=\"0.7\" x=\"%d\" y=\"8\" width=\"14\" height=\"12\"/>\n", left));
        text(svg, "", left + 20, 19, "start", bins.nameOfOne());
        svg.append(format(
                "<line class=\"line-two\" stroke-width=\"2\" x1=\"%d\" y1=\"14\" x2=\"%d\" y2=\"14\"/>\n",
                left + 220, left + 236));
        text(svg, "", left + 242, 19, "start", bins.nameOfTwo());
        svg.append(format(
                "<line stroke=\"var(--ink)\" stroke-dasharray=\"4 3\" x1=\"%d\" y1=\"14\" x2=\"%d\" y2=\"14\"/>\n",
                left + 440, left + 456));
        text(svg, "", left + 462, 19, "start", nameOfMark);
    }

    private static double[] shares(int[] counts) {
        double sum = 0;
        for (int count : counts) {
            sum += count;
        }
        double[] shares = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            shares[i] = sum == 0 ? 0 : counts[i] / sum;
        }
        return shares;
    }

    private static StringBuilder open(int height) {
        return new StringBuilder(4096)
                .append(format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n",
                        WIDTH, height, WIDTH, height));
    }

    private static void line(StringBuilder svg, String style, int x1, int y1, int x2, int y2) {
        svg.append(format("<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", style, x1, y1, x2, y2));
    }

    private static void text(StringBuilder svg, String style, int x, int y, String anchor, String content) {
        svg.append(format(
                "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
                style, x, y, anchor, HtmlPage.escape(content)));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
