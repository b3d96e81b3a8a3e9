package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a report says, told through the one door. */
class ReportAnalysisTest {

    private static final String ADDRESS = "/v1/reports/analyze";
    private final Api api = Platforms.api();

    @Test
    void a_report_is_read_with_reasons() {
        String text =
                "INDICATION: pneumonia.\nFINDINGS: Unchanged small left pleural effusion. 7 mm nodule in the lingula.\n"
                        + "IMPRESSION: No evidence of pneumothorax. Possible edema.";
        JsonNode read = api.post(ADDRESS, Map.of("text", text)).expect(200).json();

        assertThat(read.path("extractor").asString()).isEqualTo("lexicon-1");
        assertThat(read.path("sections"))
                .extracting(section -> section.path("kind").asString())
                .containsExactly("OTHER", "FINDINGS", "IMPRESSION");
        assertThat(read.path("entities"))
                .extracting(JsonNode::asString)
                .containsExactly(
                        "ABNORMALITY:nodule",
                        "DISEASE:pleural effusion",
                        "DISEASE:pulmonary edema",
                        "NON_DISEASE:pneumothorax",
                        "ANATOMY:lingula");
        JsonNode effusion = read.path("mentions").path(0);
        assertThat(text.substring(
                        effusion.path("start").asInt(), effusion.path("end").asInt()))
                .isEqualTo("pleural effusion");
        assertThat(effusion.path("attributes").path("laterality").asString()).isEqualTo("LEFT");
        assertThat(effusion.path("attributes").path("course").asString()).isEqualTo("STABLE");
        JsonNode pneumothorax = read.path("mentions").path(3);
        assertThat(pneumothorax.path("certainty").asString()).isEqualTo("NEGATED");
        assertThat(pneumothorax.path("evidence").path("trigger").asString()).isEqualTo("No evidence of");
        assertThat(pneumothorax.path("evidence").path("rule").asString()).isEqualTo("negation-before");
        assertThat(read.path("chexpert").path("Edema").asString()).isEqualTo("UNCERTAIN");
        assertThat(read.path("nih14").path("Effusion").asString()).isEqualTo("POSITIVE");
    }

    @Test
    void what_cannot_be_read_is_refused() {
        JsonNode problem = api.post(ADDRESS, Map.of("text", " ", "extractor", "no such/model"))
                .expect(400)
                .json();
        assertThat(problem.path("violations"))
                .extracting(violation -> violation.path("field").asString())
                .containsExactly("extractor", "text");
        assertThat(api.post(ADDRESS, Map.of("text", "Small effusion.", "extractor", "no-such-model"))
                        .expect(404)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("model-not-found");
        assertThat(api.post(ADDRESS, Map.of("text", "Small effusion.", "extractor", "grammar-2"))
                        .expect(400)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("model-kind-mismatch");
    }
}
