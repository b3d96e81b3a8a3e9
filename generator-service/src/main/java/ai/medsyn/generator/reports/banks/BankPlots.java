package ai.medsyn.generator.reports.banks;

import ai.medsyn.radiology.EntityCategory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Pictures of a bank, as SVG: how long the tail is, what leads each category, and what stands together. */
@Component
public class BankPlots {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int MARGIN = 60;
    private static final int ROW = 16;
    private static final int BARS = 50;
    private static final int MATRIX = 24;
    private static final int LABEL = 230;
    private static final Map<EntityCategory, String> COLOURS = Map.of(
            EntityCategory.ABNORMALITY, "#d62728",
            EntityCategory.NON_ABNORMALITY, "#ff9896",
            EntityCategory.DISEASE, "#1f77b4",
            EntityCategory.NON_DISEASE, "#aec7e8",
            EntityCategory.ANATOMY, "#2ca02c");

    private final Banks banks;
    private final JsonMapper json;

    BankPlots(Banks banks, JsonMapper json) {
        this.banks = banks;
        this.json = json;
    }

    /** Reports over rank, both logarithmic, one line a category: a straight line is a Zipf distribution, its right end the long tail. */
    public String rankFrequency(Bank bank) {
        Map<EntityCategory, long[]> counts = new LinkedHashMap<>();
        double most = 10;
        double ranks = 10;
        for (EntityCategory category : EntityCategory.values()) {
            long[] descending = banks.counts(bank, category);
            if (descending.length > 0) {
                counts.put(category, descending);
                most = Math.max(most, descending[0]);
                ranks = Math.max(ranks, descending.length);
            }
        }
        Svg svg = new Svg(WIDTH, HEIGHT);
        axis(svg, ranks, most);
        int row = 0;
        for (Map.Entry<EntityCategory, long[]> entry : counts.entrySet()) {
            String colour = COLOURS.getOrDefault(entry.getKey(), "black");
            svg.polyline(points(entry.getValue(), ranks, most), colour);
            svg.rectangle(WIDTH - 210.0, 22 + ROW * row, 10, 10, colour);
            svg.text(
                    WIDTH - 194.0,
                    31 + ROW * row,
                    Svg.Anchor.START,
                    entry.getKey() + " (" + entry.getValue().length + ")");
            row++;
        }
        return svg.document();
    }

    private static void axis(Svg svg, double ranks, double most) {
        svg.text(WIDTH / 2.0, HEIGHT - 12.0, Svg.Anchor.MIDDLE, "rank of the entity within its category");
        svg.text(8, 16, Svg.Anchor.START, "reports that mention it");
        for (double tick = 1; tick <= Math.max(ranks, most); tick *= 10) {
            String label = String.format(Locale.ROOT, "%,.0f", tick);
            if (tick <= ranks) {
                svg.line(x(tick, ranks), 24, x(tick, ranks), HEIGHT - MARGIN, "#dddddd");
                svg.text(x(tick, ranks), HEIGHT - MARGIN + 16.0, Svg.Anchor.MIDDLE, label);
            }
            if (tick <= most) {
                svg.line(MARGIN, y(tick, most), WIDTH - 20.0, y(tick, most), "#dddddd");
                svg.text(MARGIN - 6.0, y(tick, most) + 4, Svg.Anchor.END, label);
            }
        }
    }

    /** Ranks spaced evenly on the logarithmic axis: a picture of 150,000 entities is as small as one of 500. */
    private static String points(long[] descending, double ranks, double most) {
        StringBuilder points = new StringBuilder();
        int last = 0;
        for (int pixel = 0; pixel <= WIDTH; pixel++) {
            int rank =
                    (int) Math.min(descending.length, StrictMath.round(StrictMath.pow(ranks, (double) pixel / WIDTH)));
            if (rank > last) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(rank, ranks), y(descending[rank - 1], most)));
                last = rank;
            }
        }
        return points.toString().trim();
    }

    private static double x(double rank, double ranks) {
        return MARGIN + (WIDTH - MARGIN - 20) * StrictMath.log(rank) / StrictMath.log(ranks);
    }

    private static double y(double count, double most) {
        return HEIGHT - MARGIN - (HEIGHT - MARGIN - 24) * StrictMath.log(count) / StrictMath.log(most);
    }

    /** The most mentioned entities of a category as bars. */
    public String top(Bank bank, EntityCategory category) {
        BankStatistics.Category statistics = statistics(bank).categories().get(category);
        List<BankStatistics.Top> top = statistics == null
                ? List.of()
                : statistics.top().stream().limit(BARS).toList();
        Svg svg = new Svg(WIDTH, 40 + ROW * Math.max(1, top.size()));
        svg.text(8, 18, Svg.Anchor.START, category + " of " + bank.reference() + ", reports that mention it");
        double most = top.isEmpty() ? 1 : top.get(0).reports();
        for (int i = 0; i < top.size(); i++) {
            double width = (WIDTH - LABEL - 70) * (top.get(i).reports() / most);
            double y = 30 + ROW * i;
            svg.text(LABEL - 6.0, y + 11, Svg.Anchor.END, shortened(top.get(i).name()));
            svg.rectangle(LABEL, y + 2, width, ROW - 4, COLOURS.getOrDefault(category, "black"));
            svg.text(
                    LABEL + width + 4,
                    y + 11,
                    Svg.Anchor.START,
                    Integer.toString(top.get(i).reports()));
        }
        return svg.document();
    }

    /** How often the entities of the most frequent pairs stand in one report; the darker, the more often. */
    public String coOccurrence(Bank bank) {
        List<BankStatistics.Together> pairs = statistics(bank).together();
        List<String> names = new ArrayList<>();
        for (BankStatistics.Together pair : pairs) {
            for (String name : List.of(pair.one(), pair.other())) {
                if (!names.contains(name) && names.size() < MATRIX) {
                    names.add(name);
                }
            }
        }
        int head = 200;
        Svg svg = new Svg(LABEL + 70 + ROW * names.size() + 110, head + ROW * names.size() + 20);
        svg.text(8, 18, Svg.Anchor.START, "Together in one report, " + bank.reference());
        for (int i = 0; i < names.size(); i++) {
            svg.text(LABEL + 64.0, head + ROW * i + 12.0, Svg.Anchor.END, shortened(names.get(i)));
            svg.climbing(LABEL + 70.0 + ROW * i + 12, head - 6.0, shortened(names.get(i)));
        }
        double most = pairs.isEmpty() ? 1 : pairs.get(0).reports();
        for (BankStatistics.Together pair : pairs) {
            int one = names.indexOf(pair.one());
            int other = names.indexOf(pair.other());
            if (one >= 0 && other >= 0) {
                String colour = shade(pair.reports() / most);
                svg.rectangle(LABEL + 70.0 + ROW * one, head + ROW * other, ROW - 1, ROW - 1, colour);
                svg.rectangle(LABEL + 70.0 + ROW * other, head + ROW * one, ROW - 1, ROW - 1, colour);
            }
        }
        return svg.document();
    }

    private static String shade(double share) {
        int light = (int) Math.round(235 - 200 * StrictMath.sqrt(share));
        return String.format(Locale.ROOT, "#%02x%02xff", light, light);
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 39) + "…";
    }

    private BankStatistics statistics(Bank bank) {
        return json.readValue(banks.statistics(bank).orElseThrow(), BankStatistics.class);
    }
}
