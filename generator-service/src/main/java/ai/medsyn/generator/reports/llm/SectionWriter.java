package ai.medsyn.generator.reports.llm;

import ai.medsyn.generator.reports.Writing;
import ai.medsyn.generator.reports.llm.ChatRequest.Speaker;
import ai.medsyn.generator.reports.llm.ChatRequest.Turn;
import ai.medsyn.platform.lineage.Seeds;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntitySet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has one section written until it says exactly what was requested, or the attempts are used up. Each attempt after the first sees the answer before it and
 * how that departs: nothing older, so that a conversation does not grow.
 */
final class SectionWriter {

    private final GuardedEndpoint endpoint;
    private final PromptBook prompts;
    private final EntityExtractor extractor;
    private final LlmSettings.Sampling sampling;
    /** AUTO asks for JSON until the endpoint refuses that once. */
    private volatile boolean structured;

    SectionWriter(
            GuardedEndpoint endpoint, PromptBook prompts, EntityExtractor extractor, LlmSettings.Sampling sampling) {
        this.endpoint = endpoint;
        this.prompts = prompts;
        this.extractor = extractor;
        this.sampling = sampling;
        this.structured = sampling.structured() != LlmSettings.Structured.NONE;
    }

    /**
     * What to write.
     *
     * @param name FINDINGS or IMPRESSION
     * @param prompt the request
     * @param entities what it must say
     * @param seed of the report
     */
    record Task(String name, String prompt, EntitySet entities, long seed) {}

    /**
     * How it ended.
     *
     * @param text of the last answer that could be read; empty if there was none
     * @param difference of the last answer; everything is missing where it could not be read
     */
    record Outcome(String text, EntitySet.Difference difference, List<Writing.Attempt> attempts) {

        boolean exact() {
            return difference.none();
        }
    }

    Outcome write(Task task) {
        List<Writing.Attempt> attempts = new ArrayList<>();
        EntitySet.Difference difference = nothing(task);
        String text = "";
        List<Turn> turns = opening(task);
        for (int number = 1; number <= sampling.attempts(); number++) {
            int seed = (int) (Seeds.derive(task.seed(), "llm:" + task.name(), number, 0) & Integer.MAX_VALUE);
            Answer answer = ask(turns, sampling.temperature(number), seed);
            Section section = Section.of(answer);
            difference = section.problem() == null ? difference(section.text(), task) : nothing(task);
            text = section.problem() == null ? section.text() : text;
            attempts.add(new Writing.Attempt(
                    task.name(),
                    number,
                    sampling.temperature(number),
                    seed,
                    section.problem(),
                    difference.missing().size(),
                    difference.extra().size(),
                    answer.promptTokens(),
                    answer.completionTokens()));
            if (difference.none()) {
                break;
            }
            turns = opening(task);
            turns.addAll(correction(section, difference));
        }
        return new Outcome(text, difference, attempts);
    }

    private List<Turn> opening(Task task) {
        return new ArrayList<>(List.of(
                new Turn(Speaker.INSTRUCTIONS, prompts.instructions()), new Turn(Speaker.PERSON, task.prompt())));
    }

    private List<Turn> correction(Section section, EntitySet.Difference difference) {
        if (section.problem() != null) {
            return List.of(
                    new Turn(Speaker.MODEL, "(unreadable)"),
                    new Turn(Speaker.PERSON, prompts.unreadable(section.problem())));
        }
        return List.of(
                new Turn(Speaker.MODEL, section.text()), new Turn(Speaker.PERSON, prompts.correction(difference)));
    }

    private EntitySet.Difference difference(String text, Task task) {
        return EntitySet.ofMentions(extractor.extract(text)).against(task.entities());
    }

    private static EntitySet.Difference nothing(Task task) {
        return EntitySet.of(List.of()).against(task.entities());
    }

    private Answer ask(List<Turn> turns, double temperature, int seed) {
        boolean json = structured;
        try {
            return endpoint.ask(request(turns, temperature, seed, json ? Section.SCHEMA : null));
        } catch (EndpointFailure.Refused refused) {
            boolean unknownForm = json
                    && sampling.structured() == LlmSettings.Structured.AUTO
                    && (refused.status() == 400 || refused.status() == 422);
            if (!unknownForm) {
                throw endpoint.refused(refused);
            }
        }
        structured = false;
        try {
            return endpoint.ask(request(turns, temperature, seed, null));
        } catch (EndpointFailure.Refused refused) {
            throw endpoint.refused(refused);
        }
    }

    private static ChatRequest request(List<Turn> turns, double temperature, int seed, @Nullable String schema) {
        return new ChatRequest(turns, temperature, seed, schema);
    }
}
