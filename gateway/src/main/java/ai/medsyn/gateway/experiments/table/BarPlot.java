package ai.medsyn.gateway.experiments.table;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** Bars from zero with intervals as SVG: one image per task and metric, a group of bars per fraction, a bar per row of the table. */
public final class BarPlot {

    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int TOP = 44;
    private static final int BOTTOM = 40;
    private static final int BAR = 22;
    private static final int GAP = 28;
    private static final int MARGIN = 12;
    private static final int LEGEND_ROW = 18;
    private static final int LEAST_WIDTH = 420;
    private static final int TICKS = 5;
    /** Of the scale, where all values are close to nothing. */
    private static final double LEAST_HEIGHT = 0.01;

    private static final List<String> COLOURS = List.of(
            "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22",
            "#17becf");

    private final ResultTable table;
    private final int[] columns;
    private final Metric metric;
    private final int width;
    private final double step;
    private final double low;
    private final double high;
    private final StringBuilder svg = new StringBuilder(4096);

    private BarPlot(ResultTable table, int[] columns) {
        this.table = table;
        this.columns = columns;
        this.metric = table.columns().get(columns[0]).kind();
        this.width = Math.max(LEAST_WIDTH, LEFT + columns.length * (table.rows().size() * BAR + GAP) + MARGIN);
        List<Summary> all = IntStream.of(columns)
                .boxed()
                .flatMap(j -> table.cells().stream().map(row -> row.get(j).summary()))
                .filter(Objects::nonNull)
                .toList();
        double least =
                Math.min(0, all.stream().mapToDouble(BarPlot::bottom).min().orElse(0));
        double most = all.stream().mapToDouble(BarPlot::top).max().orElse(1);
        double chance = metric.chance() == null ? 0 : metric.chance();
        this.step = round((Math.max(Math.max(most, chance), LEAST_HEIGHT) - least) / TICKS);
        this.low = step * Math.floor(least / step);
        this.high = step * Math.ceil(Math.max(Math.max(most, chance), LEAST_HEIGHT) / step - 1e-9);
    }

    /** The next number of the form 1, 2 or 5 times a power of ten. */
    private static double round(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digits = value / power;
        return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
    }

    /** The plot of a task and a metric; without bars while nothing was measured. */
    public static String svg(ResultTable table, String task, String metric) {
        int[] columns = IntStream.range(0, table.columns().size())
                .filter(j -> table.columns().get(j).task().equals(task)
                        && table.columns().get(j).metric().equals(metric))
                .toArray();
        if (columns.length == 0) {
            throw new IllegalArgumentException(
                    "expected a task and a metric of the table, found " + task + ", " + metric);
        }
        return new BarPlot(table, columns).draw(task);
    }

    private static double bottom(Summary summary) {
        return summary.low() == null ? summary.mean() : Math.min(summary.low(), summary.mean());
    }

    private static double top(Summary summary) {
        return summary.high() == null ? summary.mean() : Math.max(summary.high(), summary.mean());
    }

    private String draw(String task) {
        int height = TOP + HEIGHT + BOTTOM + table.rows().size() * LEGEND_ROW + 12;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
                width,
                height,
                width,
                height));
        text(LEFT, 22, "start", task + ", " + metric.title());
        axes();
        for (int k = 0; k < columns.length; k++) {
            for (int i = 0; i < table.rows().size(); i++) {
                bar(k, i);
            }
            double centre = x(k, 0) + table.rows().size() * BAR / 2.0;
            text(
                    centre,
                    TOP + HEIGHT + 18,
                    "middle",
                    table.columns().get(columns[k]).percent());
        }
        for (int i = 0; i < table.rows().size(); i++) {
            int y = TOP + HEIGHT + BOTTOM + i * LEGEND_ROW;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
                    LEFT,
                    y,
                    colour(i)));
            text(LEFT + 20, y + 10, "start", table.rows().get(i).toString());
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes() {
        for (int i = 0; i <= Math.round((high - low) / step); i++) {
            double value = low + i * step;
            line(LEFT, y(value), width - MARGIN, y(value), "#e0e0e0", "");
            text(LEFT - 6, y(value) + 4, "end", metric.print(value));
        }
        if (metric.chance() != null) {
            line(LEFT, y(metric.chance()), width - MARGIN, y(metric.chance()), "#606060", " stroke-dasharray=\"5 4\"");
            text(width - 14, y(metric.chance()) - 4, "end", "chance");
        }
        line(LEFT, TOP, LEFT, TOP + HEIGHT, "#404040", "");
        line(LEFT, y(0), width - MARGIN, y(0), "#404040", "");
    }

    private void bar(int group, int row) {
        Cell cell = table.cell(row, columns[group]);
        double x = x(group, row);
        Summary summary = cell.summary();
        if (summary == null) {
            text(x + BAR / 2.0, TOP + HEIGHT - 4, "middle", cell.failed() > 0 ? "×" : "…");
            return;
        }
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"%s><title>%s</title></rect>%n",
                x + 1,
                y(Math.max(0, summary.mean())),
                BAR - 2,
                Math.abs(y(0) - y(summary.mean())),
                colour(row),
                cell.chance() ? " fill-opacity=\"0.35\"" : "",
                escape(table.rows().get(row) + ": " + CellText.estimate(cell, metric, " ± "))));
        if (summary.low() != null && summary.high() != null) {
            double centre = x + BAR / 2.0;
            double from = Math.max(low, summary.low());
            double to = Math.min(high, summary.high());
            line(centre, y(from), centre, y(to), "#202020", "");
            line(centre - 4, y(from), centre + 4, y(from), "#202020", "");
            line(centre - 4, y(to), centre + 4, y(to), "#202020", "");
        }
        Comparison comparison = cell.comparison();
        if (comparison != null && CellText.significant(table, cell)) {
            String mark = comparison.test().overFilms() ? "*" : "†";
            text(x + BAR / 2.0, y(Math.min(high, top(summary))) - 4, "middle", mark);
        }
    }

    private double x(int group, int row) {
        double pitch = (width - LEFT - MARGIN) / (double) columns.length;
        return LEFT + (group + 0.5) * pitch + (row - table.rows().size() / 2.0) * BAR;
    }

    private double y(double value) {
        return TOP + HEIGHT * (high - value) / (high - low);
    }

    private static String colour(int row) {
        return COLOURS.get(row % COLOURS.size());
    }

    private void line(double x1, double y1, double x2, double y2, String colour, String style) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>%n",
                x1,
                y1,
                x2,
                y2,
                colour,
                style));
    }

    private void text(double x, double y, String anchor, String content) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                escape(content)));
    }

    /** For the text of XML and HTML. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
