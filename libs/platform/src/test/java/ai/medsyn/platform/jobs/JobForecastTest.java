package ai.medsyn.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.jobs.JobForecast.Entry;
import ai.medsyn.platform.jobs.JobForecast.Pace;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobForecastTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Pace TEN_PER_SECOND = new Pace(10, 500);

    private static JobId id(int number) {
        return new JobId(new UUID(0, number));
    }

    private static Job job(JobState state, long done, long total, Instant rateFrom, long rateBase) {
        return new Job(
                id(1),
                "kind",
                "cpu",
                state,
                new Job.Progress(done, total, "samples", null),
                0,
                1,
                1,
                4,
                "{}",
                null,
                null,
                null,
                "team",
                new Job.Times(NOW.minusSeconds(900), rateFrom, state.ended() ? NOW : null, rateFrom, rateBase),
                3);
    }

    private static Entry waiting(int number, long total, Pace pace) {
        return new Entry(id(number), false, 0, NOW.minusSeconds(100 - number), 0, total, null, pace);
    }

    @Test
    void a_running_job_is_measured_since_its_last_launch() {
        Job job = job(JobState.RUNNING, 700, 1000, NOW.minusSeconds(60), 100);
        assertThat(JobForecast.alone(job, NOW)).isEqualTo(new JobForecast(10.0, NOW.plusSeconds(30), null));
    }

    @Test
    void fractions_of_a_second_change_nothing() {
        Job job = job(JobState.RUNNING, 700, 1000, NOW.minusSeconds(60), 100);
        assertThat(JobForecast.alone(job, NOW.plusMillis(999))).isEqualTo(JobForecast.alone(job, NOW));
    }

    @Test
    void a_job_that_has_done_nothing_since_its_launch_has_no_rate() {
        assertThat(JobForecast.alone(job(JobState.RUNNING, 100, 1000, NOW.minusSeconds(60), 100), NOW))
                .isEqualTo(JobForecast.NONE);
        assertThat(JobForecast.alone(job(JobState.RUNNING, 100, 1000, NOW, 0), NOW))
                .isEqualTo(JobForecast.NONE);
    }

    @Test
    void a_paused_or_failed_job_promises_nothing() {
        assertThat(JobForecast.alone(job(JobState.PAUSED, 700, 1000, NOW.minusSeconds(60), 100), NOW))
                .isEqualTo(JobForecast.NONE);
        assertThat(JobForecast.alone(job(JobState.FAILED, 700, 1000, NOW.minusSeconds(60), 100), NOW))
                .isEqualTo(JobForecast.NONE);
    }

    @Test
    void a_succeeded_job_keeps_the_rate_of_its_last_launch() {
        Job job = job(JobState.SUCCEEDED, 1000, 1000, NOW.minusSeconds(90), 0);
        assertThat(JobForecast.alone(job, NOW.plusSeconds(5000))).isEqualTo(new JobForecast(11.1, null, null));
    }

    @Test
    void a_queued_job_waits_for_those_that_run_and_those_before_it() {
        Entry running = new Entry(id(9), true, 0, NOW, 400, 1000, 20.0, TEN_PER_SECOND); // 30 s
        Entry before = waiting(1, 200, TEN_PER_SECOND); // 20 s
        Entry own = waiting(2, 50, TEN_PER_SECOND); // 5 s
        Entry after = waiting(3, 100_000, TEN_PER_SECOND);
        assertThat(JobForecast.queued(own.id(), List.of(after, own, before, running), 1, NOW))
                .isEqualTo(new JobForecast(null, NOW.plusSeconds(55), 1));
    }

    @Test
    void a_larger_priority_overtakes_those_that_wait_but_not_those_that_run() {
        Entry running = new Entry(id(9), true, 0, NOW, 400, 1000, 20.0, TEN_PER_SECOND);
        Entry before = waiting(1, 200, TEN_PER_SECOND);
        Entry own = new Entry(id(2), false, 5, NOW, 0, 50, null, TEN_PER_SECOND);
        assertThat(JobForecast.queued(own.id(), List.of(running, before, own), 1, NOW))
                .isEqualTo(new JobForecast(null, NOW.plusSeconds(35), 0));
    }

    @Test
    void jobs_side_by_side_share_the_wait() {
        Entry running = new Entry(id(9), true, 0, NOW, 400, 1000, 20.0, TEN_PER_SECOND);
        Entry before = waiting(1, 200, TEN_PER_SECOND);
        Entry own = waiting(2, 50, TEN_PER_SECOND);
        assertThat(JobForecast.queued(own.id(), List.of(running, before, own), 5, NOW)
                        .eta())
                .isEqualTo(NOW.plusSeconds(15));
    }

    @Test
    void a_job_of_unknown_size_is_taken_to_be_like_the_last_ones_of_its_kind() {
        Entry own = waiting(2, 0, TEN_PER_SECOND);
        assertThat(JobForecast.queued(own.id(), List.of(own), 1, NOW))
                .isEqualTo(new JobForecast(null, NOW.plusSeconds(50), 0));
    }

    @Test
    void one_job_ahead_of_an_unknown_kind_makes_the_end_unknown_but_not_the_position() {
        Entry before = waiting(1, 200, null);
        Entry own = waiting(2, 50, TEN_PER_SECOND);
        assertThat(JobForecast.queued(own.id(), List.of(before, own), 1, NOW))
                .isEqualTo(new JobForecast(null, null, 1));
    }

    @Test
    void a_job_that_is_no_longer_in_the_queue_has_no_forecast() {
        assertThat(JobForecast.queued(id(1), List.of(waiting(2, 5, null)), 1, NOW))
                .isEqualTo(JobForecast.NONE);
    }
}
