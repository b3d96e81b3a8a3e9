package ai.medsyn.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Shows a job's progress: one line that renews itself on a terminal, otherwise a line every two seconds. */
final class ProgressLine {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final int WIDTH = 78;
    private final boolean terminal = Boolean.getBoolean("medsyn.terminal");
    private final PrintStream out;
    private Instant next = Instant.MIN;

    ProgressLine(PrintStream out) {
        this.out = out;
    }

    void show(JsonNode job) {
        Instant now = Instant.now();
        if (terminal) {
            out.print("\r" + String.format("%-" + WIDTH + "s", text(job, now)));
            out.flush();
        } else if (now.isAfter(next)) {
            out.println(text(job, now));
            next = now.plus(QUIET);
        }
    }

    void end() {
        if (terminal) {
            out.println();
        }
    }

    static String text(JsonNode job, Instant now) {
        JsonNode progress = job.path("progress");
        StringBuilder text =
                new StringBuilder("  ").append(job.path("state").asString("").toLowerCase(Locale.ROOT));
        if (progress.path("total").asLong(0) > 0) {
            text.append("  ")
                    .append(progress.path("done").asLong(0))
                    .append(" of ")
                    .append(progress.path("total").asLong(0))
                    .append(' ')
                    .append(progress.path("unit").asString(""));
        }
        if (progress.path("phase").isString()) {
            text.append(", ").append(progress.path("phase").asString());
        }
        double rate = job.path("ratePerSecond").asDouble(0);
        if (rate > 0) {
            text.append(String.format(Locale.ROOT, "  %.1f/s", rate));
        }
        if (job.path("eta").isString()) {
            Duration left = Duration.between(now, Instant.parse(job.path("eta").asString()));
            text.append("  ready in ").append(Math.max(0, left.toSeconds())).append(" s");
        }
        return text.toString();
    }
}
