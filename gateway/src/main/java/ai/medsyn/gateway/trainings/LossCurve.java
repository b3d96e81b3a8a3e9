package ai.medsyn.gateway.trainings;

import ai.medsyn.platform.trainings.TrainingMetric;
import ai.medsyn.platform.trainings.TrainingMetric.Phase;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The losses of a run over its steps, drawn as SVG: training as a line, validation as a line with points. */
public final class LossCurve {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 40;
    private static final int BOTTOM = 44;
    private static final int TICKS = 5;
    /** More points than pixels show nothing more. */
    private static final int MOST_POINTS = WIDTH;

    private final List<TrainingMetric> metrics;
    private final int lastStep;
    private final double low;
    private final double high;
    /** Of the lines that losses are read at. */
    private final double spacing;

    private LossCurve(List<TrainingMetric> metrics) {
        this.metrics = metrics;
        this.lastStep = Math.max(
                1, metrics.stream().mapToInt(TrainingMetric::step).max().orElse(1));
        double least = metrics.stream().mapToDouble(TrainingMetric::loss).min().orElse(0);
        double most = metrics.stream().mapToDouble(TrainingMetric::loss).max().orElse(1);
        this.spacing = spacing(most > least ? most - least : 1);
        this.low = Math.floor(least / spacing) * spacing;
        this.high = Math.max(low + spacing, Math.ceil(most / spacing) * spacing);
    }

    /** The least of 1, 2, 5 times a power of ten that cuts a range into at most as many parts as there are ticks. */
    private static double spacing(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / TICKS)));
        return DoubleStream.of(1, 2, 5, 10)
                .map(factor -> factor * power)
                .filter(each -> range / each <= TICKS)
                .findFirst()
                .orElse(10 * power);
    }

    /** An SVG image of its own; axes without curves if there are no metrics yet. */
    public static String svg(String title, List<TrainingMetric> metrics) {
        return new LossCurve(metrics).draw(title);
    }

    private String draw(String title) {
        StringBuilder svg = new StringBuilder(4096);
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        text(svg, LEFT, 22, "start", escape(title));
        axes(svg);
        curve(svg, Phase.TRAIN, "#1f77b4", false);
        legend(svg, 0, "#1f77b4", "training loss");
        if (metrics.stream().anyMatch(metric -> metric.phase() == Phase.VALIDATE)) {
            curve(svg, Phase.VALIDATE, "#d62728", true);
            legend(svg, 1, "#d62728", "validation loss");
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        for (int i = 0; i <= Math.round((high - low) / spacing); i++) {
            double loss = low + spacing * i;
            line(svg, LEFT, y(loss), WIDTH - RIGHT, y(loss), "#e0e0e0");
            text(svg, LEFT - 6, y(loss) + 4, "end", number(loss));
        }
        for (int i = 0; i <= TICKS; i++) {
            int step = Math.toIntExact((long) lastStep * i / TICKS);
            text(svg, x(step), HEIGHT - BOTTOM + 18, "middle", Integer.toString(step));
        }
        line(svg, LEFT, TOP, LEFT, HEIGHT - BOTTOM, "#404040");
        line(svg, LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "#404040");
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "optimiser step");
    }

    /** As many decimals as the spacing has. */
    private String number(double loss) {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(spacing)));
        return String.format(Locale.ROOT, "%." + decimals + "f", loss);
    }

    private void curve(StringBuilder svg, Phase phase, String colour, boolean points) {
        List<TrainingMetric> all =
                metrics.stream().filter(metric -> metric.phase() == phase).toList();
        int stride = Math.max(1, all.size() / MOST_POINTS);
        String path = java.util.stream.IntStream.range(0, all.size())
                .filter(i -> i % stride == 0 || i == all.size() - 1)
                .mapToObj(all::get)
                .map(metric -> String.format(Locale.ROOT, "%.1f,%.1f", x(metric.step()), y(metric.loss())))
                .collect(Collectors.joining(" "));
        svg.append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"")
                .append(colour)
                .append("\" points=\"")
                .append(path)
                .append("\"/>\n");
        if (points) {
            for (TrainingMetric metric : all) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                        x(metric.step()),
                        y(metric.loss()),
                        colour));
            }
        }
    }

    private static void legend(StringBuilder svg, int row, String colour, String name) {
        double y = TOP + 14 + 18.0 * row;
        line(svg, WIDTH - RIGHT - 150, y, WIDTH - RIGHT - 120, y, colour);
        text(svg, WIDTH - RIGHT - 112, y + 4, "start", name);
    }

    private double x(int step) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (double) step / lastStep;
    }

    private double y(double loss) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (loss - low) / (high - low);
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String content) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, content));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
