package ai.medsyn.generator.reports.llm;

import static ai.medsyn.generator.reports.llm.ModelServer.says;
import static ai.medsyn.generator.reports.llm.ModelServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.generator.reports.WrittenReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a model's texts. */
class LlmWriterTest extends LlmWriterBench {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_report_is_written_in_two_sections_and_its_tokens_and_cost_are_counted(boolean stream) {
        WrittenReport report =
                writer(settings(LlmSettings.Structured.AUTO, stream)).write(ENTITIES, 7);

        assertExact(report);
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(report.writing().promptTokens()).isEqualTo(200);
        assertThat(report.writing().completionTokens()).isEqualTo(40);
        assertThat(report.writing().cost()).isEqualTo((200 * 1.0 + 40 * 2.0) / 1_000_000);
        assertThat(report.writing().prompts()).containsKeys("findings-1", "impression-1", "instructions-1");
        assertThat(server.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.path("model").asString()).isEqualTo("test-model");
            assertThat(request.path("stream").asBoolean(false)).isEqualTo(stream);
            assertThat(request.path("response_format").path("type").asString()).isEqualTo("json_schema");
        });
        assertThat(server.requests().get(1).toString())
                .contains("IMPRESSION")
                .contains(report.findings().substring(0, 30));
        assertThat(server.authorizations()).containsOnly("Bearer secret-key");
        assertThat(meters.counter("medsyn.writer.tokens", "model", "test", "kind", "prompt")
                        .count())
                .isEqualTo(200);
    }

    @Test
    void what_is_missing_and_extra_goes_back_to_the_model_at_a_lower_temperature() {
        server.then(says("There is cardiomegaly. There is no pneumothorax. The left lower lobe is included."));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertExact(report);
        assertThat(report.attempts()).isEqualTo(3);
        assertThat(report.writing().attempts().get(0).missing()).isEqualTo(2);
        assertThat(report.writing().attempts().get(0).extra()).isEqualTo(1);
        assertThat(report.writing().attempts())
                .extracting(attempt -> attempt.section() + attempt.number() + " " + attempt.temperature())
                .containsExactly("FINDINGS1 0.8", "FINDINGS2 0.4", "IMPRESSION1 0.8");
        String correction =
                server.requests().get(1).path("messages").get(3).path("content").asString();
        assertThat(correction)
                .contains("It must also say: normal heart size; pleural effusion (present)")
                .contains("It must not say: cardiomegaly");
        assertThat(server.requests().get(1).path("temperature").asDouble()).isEqualTo(0.4);
    }

    @Test
    void what_stays_inexact_is_kept_with_its_last_difference() {
        server.then(
                says("Clear lungs."),
                says("There is pneumonia."),
                says("Normal heart size."),
                says("There is a nodule."));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertThat(report.writing().exact()).isFalse();
        assertThat(report.writing().extra()).containsExactly("ABNORMALITY:nodule");
        assertThat(report.writing().missing()).hasSize(4);
        assertThat(report.findings()).isEqualTo("There is a nodule.");
        assertThat(report.impression()).isEmpty();
        assertThat(report.promptSource()).isEqualTo("FINDINGS");
        assertThat(report.attempts()).isEqualTo(4);
    }

    @Test
    void nonsense_costs_attempts_and_nothing_else() {
        server.then(
                says(""),
                says("{\"report\": 7}"),
                says("```\nFINDINGS: \u0000\u0007 \n```", "stop"),
                says(null, "length"));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertThat(report.writing().exact()).isFalse();
        assertThat(report.writing().attempts())
                .extracting(attempt -> attempt.problem())
                .containsExactly(
                        "it had no text",
                        "it was no JSON object with a member \"text\"",
                        "it had no text",
                        "it was cut off before its end");
        assertThat(report.findings() + report.impression()).isEmpty();
    }

    @Test
    void fences_headings_thoughts_and_line_breaks_are_no_part_of_a_section() {
        String faithful = "There is pleural effusion.\nThere is no pneumothorax.\r\n\r\n- Normal heart size. \n"
                + "The left lower lobe is included.";
        server.then(says("<think>The user wants\n cardiomegaly?</think>\n```text\n**FINDINGS:** " + faithful
                + "\n\nIMPRESSION: Pneumonia.\n```"));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertExact(report);
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(report.findings())
                .isEqualTo(
                        "There is pleural effusion. There is no pneumothorax. Normal heart size. The left lower lobe is"
                                + " included.");
    }

    @Test
    void a_text_about_the_task_is_no_report_even_if_it_names_every_entity() {
        server.then(says(
                "You asked for a sentence. There is pleural effusion. There is no pneumothorax. Normal heart size. The left"
                        + " lower lobe is included."));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertThat(report.writing().attempts().get(0).problem()).isEqualTo("it spoke about the task");
        assertExact(report);
    }

    @Test
    void a_statement_under_a_heading_that_nobody_reads_is_refused() {
        server.then(says(
                "Indication: pneumonia. There is pleural effusion. There is no pneumothorax. Normal heart size. The left"
                        + " lower lobe is included."));

        WrittenReport report = plain().write(ENTITIES, 7);

        assertThat(report.writing().attempts().get(0).problem()).contains("heading of its own");
        assertExact(report);
    }

    @Test
    void an_endpoint_that_does_not_know_schemas_is_asked_without() {
        server.then(status(400));

        WrittenReport report =
                writer(settings(LlmSettings.Structured.AUTO, false)).write(ENTITIES, 7);

        assertExact(report);
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(server.requests())
                .extracting(request -> request.has("response_format"))
                .containsExactly(true, false, false);
    }
}
