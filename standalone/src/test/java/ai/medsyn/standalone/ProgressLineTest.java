package ai.medsyn.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProgressLineTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void a_running_job_shows_what_is_done_how_fast_and_when_it_will_be_ready() {
        String eta = NOW.plusSeconds(90).toString();
        assertThat(text(
                        "{'state':'RUNNING','progress':{'done':20,'total':64,'unit':'samples','phase':'drawing images'},"
                                + "'ratePerSecond':5.34,'eta':'" + eta + "'}"))
                .isEqualTo("  running  20 of 64 samples, drawing images  5.3/s  ready in 90 s");
    }

    @Test
    void a_job_that_nobody_has_started_shows_no_numbers() {
        assertThat(text("{'state':'QUEUED','progress':{'done':0,'total':0,'unit':'samples','phase':null},"
                        + "'ratePerSecond':null,'eta':null}"))
                .isEqualTo("  queued");
    }

    private static String text(String json) {
        return ProgressLine.text(JsonMapper.shared().readTree(json.replace('\'', '"')), NOW);
    }
}
