package ai.medsyn.generator.reports.llm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param turns the conversation: instructions first, then the requests and the answers to them
 * @param seed for endpoints that take one
 * @param schema JSON schema that the answer shall follow; null for plain text
 */
record ChatRequest(
        List<Turn> turns,
        double temperature,
        int seed,
        @Nullable String schema) {

    enum Speaker {
        INSTRUCTIONS,
        PERSON,
        MODEL
    }

    record Turn(Speaker speaker, String text) {}
}
