package ai.medsyn.generator.reports;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a language model came to write a text; kept with the sample.
 *
 * @param exact whether FINDINGS and IMPRESSION say exactly what was requested
 * @param missing requested, but not said by the last attempt; {@code CATEGORY:name}
 * @param extra said by the last attempt, but not requested
 * @param model name under which the endpoint was asked
 * @param prompts sha256 of the prompt resources that were used, by versioned name
 * @param attempts every answer, in order
 * @param promptTokens tokens of all prompts, as the endpoint counted them
 * @param completionTokens tokens of all answers
 * @param cost what they cost at the registered prices; null where no price is registered
 */
public record Writing(
        boolean exact,
        List<String> missing,
        List<String> extra,
        String model,
        Map<String, String> prompts,
        List<Attempt> attempts,
        long promptTokens,
        long completionTokens,
        @Nullable Double cost) {

    /**
     * One answer.
     *
     * @param section FINDINGS or IMPRESSION
     * @param number counted from 1 within the section
     * @param problem why the answer could not be read as a section; null if it could
     * @param missing how many requested entities it lacked
     * @param extra how many it added
     */
    public record Attempt(
            String section,
            int number,
            double temperature,
            int seed,
            @Nullable String problem,
            int missing,
            int extra,
            int promptTokens,
            int completionTokens) {}
}
