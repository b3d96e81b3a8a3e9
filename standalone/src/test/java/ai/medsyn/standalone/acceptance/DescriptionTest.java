package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The API's own description, read where all libraries of all services lie on one class path. */
class DescriptionTest {

    @Test
    void the_api_describes_itself_and_shows_it_as_pages() {
        Api stranger = new Api(Platforms.usual().url(), "");
        assertThat(stranger.get("/v3/api-docs").expect(200).json().path("paths").properties())
                .extracting(path -> path.getKey())
                .contains("/v1/datasets", "/v1/jobs/{id}", "/v1/trainings", "/v1/evaluations", "/v1/experiments");
        assertThat(stranger.get("/swagger-ui/index.html").expect(200).text()).contains("swagger-ui");
    }
}
