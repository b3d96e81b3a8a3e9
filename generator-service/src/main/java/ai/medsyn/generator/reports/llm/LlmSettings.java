package ai.medsyn.generator.reports.llm;

import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.models.Model;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered endpoint: its address, and the parameters of its registration.
 *
 * @param address base of the protocol, for example {@code http://localhost:8000/v1}
 * @param model name under which the endpoint knows the model ({@code model}, required)
 * @param keyName which configured key opens it ({@code keyName}: medsyn.llm.keys.NAME); null for none
 * @param sampling temperatures, attempts, lengths
 * @param calls concurrency, timeouts, repeats
 * @param price per million tokens; null where none is registered
 */
record LlmSettings(
        URI address,
        String model,
        @Nullable String keyName,
        Sampling sampling,
        Calls calls,
        @Nullable Price price) {

    /** Whether answers are asked for as JSON under a schema. */
    enum Structured {
        /** Until the endpoint refuses it. */
        AUTO,
        JSON_SCHEMA,
        NONE
    }

    /**
     * @param attempts answers asked for per section at most ({@code attempts}, default 4)
     * @param temperatures one an attempt, the last for all further ones ({@code temperatures}, default 0.8, 0.6, 0.3, 0.0)
     * @param topP nucleus ({@code topP}); null for the endpoint's default
     * @param maxTokens longest answer ({@code maxTokens}, default 700)
     * @param structured {@code structured}, default AUTO
     */
    record Sampling(
            int attempts,
            List<Double> temperatures,
            @Nullable Double topP,
            int maxTokens,
            Structured structured) {

        /** The temperature of an attempt, counted from 1. */
        double temperature(int attempt) {
            return temperatures.get(Math.min(attempt, temperatures.size()) - 1);
        }
    }

    /**
     * @param concurrency calls at once from one process ({@code concurrency}, default 4)
     * @param timeout for one whole answer ({@code timeoutSeconds}, default 120)
     * @param repeats calls for one answer at most, while the endpoint fails ({@code repeats}, default 6)
     * @param firstPause before the first repeat; doubles each time up to half a minute ({@code firstPauseMillis}, default 500)
     * @param stream whether answers are streamed ({@code stream}, default false)
     */
    record Calls(int concurrency, Duration timeout, int repeats, Duration firstPause, boolean stream) {}

    /** Per million tokens of prompts ({@code priceInput}) and answers ({@code priceOutput}), in whatever currency. */
    record Price(double input, double output) {

        double of(long promptTokens, long completionTokens) {
            return (promptTokens * input + completionTokens * output) / 1_000_000;
        }
    }

    /**
     * Reads a registration.
     *
     * @throws JobFailure {@code writer-misconfigured} with everything that is wrong with it
     */
    static LlmSettings of(Model model) {
        Parameters read = new Parameters(model.parameters());
        LlmSettings settings = new LlmSettings(
                URI.create(model.location().orElse("")),
                read.text("model"),
                read.optional("keyName"),
                new Sampling(
                        read.whole("attempts", 4, 1, 20),
                        read.numbers("temperatures", List.of(0.8, 0.6, 0.3, 0.0), 0, 2),
                        read.number("topP", 0, 1),
                        read.whole("maxTokens", 700, 16, 100_000),
                        read.choice("structured", Structured.AUTO)),
                new Calls(
                        read.whole("concurrency", 4, 1, 256),
                        Duration.ofSeconds(read.whole("timeoutSeconds", 120, 1, 3_600)),
                        read.whole("repeats", 6, 1, 20),
                        Duration.ofMillis(read.whole("firstPauseMillis", 500, 1, 60_000)),
                        read.flag("stream")),
                price(read));
        read.check(model.id());
        return settings;
    }

    private static @Nullable Price price(Parameters read) {
        Double input = read.number("priceInput", 0, 1_000_000);
        Double output = read.number("priceOutput", 0, 1_000_000);
        return input == null && output == null
                ? null
                : new Price(input == null ? 0 : input, output == null ? 0 : output);
    }
}
