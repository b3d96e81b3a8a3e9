package ai.medsyn.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.http.RequestRefused;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;

class JobErrorsTest {

    private final JobErrors errors = new JobErrors();

    private JobErrors.Classified classify(Exception e) {
        return errors.classify(new JobId(UUID.randomUUID()), e);
    }

    @ParameterizedTest(name = "SQL state {0} is {1}, permanent: {2}")
    @CsvSource({
        "23503, internal-error, true",
        "22021, internal-error, true",
        "42601, internal-error, true",
        "23505, internal-error, false",
        "40001, internal-error, false",
        "08006, database-unavailable, false",
        "57P01, database-unavailable, false",
    })
    void what_the_database_refuses_for_good_is_not_tried_again(String state, String code, boolean permanent) {
        JobErrors.Classified classified =
                classify(new DataIntegrityViolationException("wrapped", new SQLException("no", state)));
        assertThat(classified.failure().code()).isEqualTo(code);
        assertThat(classified.permanent()).isEqualTo(permanent);
    }

    @Test
    void a_full_store_is_tried_again_and_its_path_stays_inside() {
        JobErrors.Classified classified = classify(new IOException("/var/lib/medsyn is full"));
        assertThat(classified.permanent()).isFalse();
        assertThat(classified.failure().code()).isEqualTo("store-unavailable");
        assertThat(classified.failure().message()).doesNotContain("/var");
    }

    @Test
    void what_a_service_refuses_is_final_and_what_it_fails_at_is_not() {
        assertThat(classify(RequestRefused.notFound("x-not-found", "no x")).permanent())
                .isTrue();
        assertThat(classify(new RequestRefused(HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable", "away"))
                        .permanent())
                .isFalse();
    }
}
