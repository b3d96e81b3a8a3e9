package ai.medsyn.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void values_follow_their_option_or_an_equals_sign() {
        CommandLine line = CommandLine.parse(
                List.of("--count", "8", "--data=/tmp/x", "--json", "--seed=-3"),
                Set.of("--count", "--data", "--seed"),
                Set.of("--json"));

        assertThat(line.integer("--count", 1, 10)).hasValue(8);
        assertThat(line.number("--seed", Long.MIN_VALUE, Long.MAX_VALUE)).hasValue(-3);
        assertThat(line.installation().root()).hasToString("/tmp/x");
        assertThat(line.has("--json")).isTrue();
    }

    @Test
    void data_lies_in_the_home_directory_unless_told_otherwise() {
        assertThat(CommandLine.parse(List.of(), Set.of(), Set.of())
                        .installation()
                        .root())
                .isEqualTo(Installation.defaultRoot());
    }

    @Test
    void an_option_given_twice_is_refused() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> CommandLine.parse(List.of("--port", "1", "--port", "2"), Set.of("--port"), Set.of()))
                .withMessage("--port is given twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly|medsyn: unknown command fly",
                "demo --count 0|--count needs a whole number from 1 to 1000000, found 0",
                "demo --count many|--count needs a whole number from 1 to 1000000, found many",
                "demo --count|--count needs a value",
                "demo --colour red|unknown option --colour",
                "demo 64|unexpected argument 64",
                "up --port 70000|--port needs a whole number from 1 to 65535, found 70000",
                "status --json=yes|--json takes no value",
                "service oven|expected one of gateway, generator, filter, training, evaluation, found oven",
                "service|expected one of gateway, generator, filter, training, evaluation, found nothing",
            })
    void a_wrong_command_line_is_told_what_is_wrong_with_it(String words, String message) {
        assertThat(run(words.split(" "))).isEqualTo(CommandFailure.MISUSED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(message);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void help_names_every_command(String asked) {
        assertThat(run(asked)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("medsyn demo", "medsyn up", "medsyn down", "medsyn status", "medsyn serve", "medsyn service");
    }

    @Test
    void pools_become_a_setting_of_the_service() {
        assertThat(ServiceCommand.springArguments(List.of("--pools", "cpu", "--server.port=0")))
                .containsExactly("--server.port=0", "--medsyn.jobs.pools=cpu");
        assertThat(ServiceCommand.springArguments(List.of("--pools", "none"))).containsExactly("--medsyn.jobs.pools=");
    }

    @Test
    void secrets_are_fresh_lines_for_an_environment_file() throws Exception {
        assertThat(run("secrets")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .allMatch(line -> line.matches("MEDSYN_[A-Z0-9_]+=\\S+"))
                .anyMatch(line -> line.matches("MEDSYN_ADMIN_KEY=medsyn_[a-z2-7]{12}_[A-Za-z0-9_-]{43}"));
        assertThat(SecretsCommand.generate()).isNotEqualTo(SecretsCommand.generate());
    }

    private int run(String... words) {
        return Medsyn.run(
                List.of(words),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
