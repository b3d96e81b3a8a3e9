package ai.medsyn.standalone;

import ai.medsyn.standalone.RunningPlatform.State;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** {@code demo}: builds a dataset and trains on it with nothing but calls of the public API, and shows them. */
final class DemoCommand implements Command {

    private static final int DEFAULT_COUNT = 64;
    /** A demo of fewer pairs is a quick look at a dataset. */
    private static final int LEAST_FOR_TRAINING = 32;

    private static final int MOST = 1_000_000;
    private static final long DEFAULT_SEED = 2410;

    @Override
    public String usage() {
        return """
                medsyn demo [--count N] [--seed S] [--data DIR] [--port P] [--skip-training] [--json]
                    Builds a dataset of N pairs (default 64) on a platform of its own, in a temporary directory unless
                    --data names one. Then makes 1000 pairs to learn from, trains a small ConVIRT on them for about
                    two minutes and evaluates it, unless --skip-training or N is below 32.
                    With --json the last line of the output is one JSON object.""";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        CommandLine line = CommandLine.parse(
                arguments, Set.of("--count", "--seed", "--data", "--port"), Set.of("--json", "--skip-training"));
        line.refuseOperands();
        int count = line.integer("--count", 1, MOST).orElse(DEFAULT_COUNT);
        long seed = line.number("--seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(DEFAULT_SEED);
        OptionalInt port = line.integer("--port", 1, 65_535);
        Optional<Path> data = line.path("--data");
        Installation installation = Installation.at(
                        data.isPresent() ? data.get() : Files.createTempDirectory("medsyn-demo-"))
                .create();

        Optional<RunningPlatform> running =
                RunningPlatform.alive(installation).filter(platform -> platform.state() == State.UP);
        if (running.isPresent()) {
            out.println("Using the platform at " + running.get().url());
            demonstrate(installation, running.get().url(), new Wish(count, seed, line), out);
            return;
        }
        Logging.to(installation);
        out.println("Starting the platform in " + installation.root());
        Instant begin = Instant.now();
        try (LocalPlatform platform = LocalPlatform.start(installation, chosenPort(port, installation))) {
            out.printf("It is up at %s after %.1f s%n", platform.url(), secondsSince(begin));
            demonstrate(installation, platform.url(), new Wish(count, seed, line), out);
        }
        out.flush();
    }

    /** Without a wish any free port will do: a demo must not fail because somebody else listens on 8080. */
    private static OptionalInt chosenPort(OptionalInt wish, Installation installation) {
        return wish.isPresent() || Settings.exist(installation)
                ? wish
                : OptionalInt.of(new Ports().keep(Settings.DEFAULT_PORT));
    }

    /** What was asked for on the command line. */
    private record Wish(int count, long seed, boolean training, boolean json) {

        Wish(int count, long seed, CommandLine line) {
            this(count, seed, !line.has("--skip-training"), line.has("--json"));
        }
    }

    private static void demonstrate(Installation installation, String url, Wish wish, PrintStream out)
            throws IOException, InterruptedException {
        PublicApi api = new PublicApi(url, ApiKey.read(installation));
        DemoRun run = new DemoRun(api, installation, wish.seed(), out);
        DemoDataset dataset = DemoDataset.build(run, wish.count());
        dataset.print(out);
        Map<String, Object> json = dataset.json();
        if (wish.training() && wish.count() < LEAST_FOR_TRAINING) {
            out.println("  training         left out: a demo of fewer than " + LEAST_FOR_TRAINING
                    + " pairs is a quick look");
        } else if (wish.training()) {
            learn(run, json);
        }
        out.println(
                "\nThe calls it made; the platform starts again with: medsyn up --data " + installation.root() + "\n");
        out.println("export MEDSYN_KEY=$(cat " + ApiKey.path(installation) + ")");
        api.calls().forEach(out::println);
        if (wish.json()) {
            out.println(JsonMapper.shared().writeValueAsString(json));
        }
    }

    private static void learn(DemoRun run, Map<String, Object> json) throws IOException, InterruptedException {
        DemoPairs pairs = DemoPairs.make(run);
        pairs.print(run.out());
        DemoTraining training = DemoTraining.run(run, pairs);
        training.print(run.out());
        DemoEvaluation evaluation = DemoEvaluation.run(run, pairs, training);
        evaluation.print(run.out());
        json.put("pairs", pairs.json());
        json.put("training", training.json());
        json.put("evaluation", evaluation.json());
    }

    private static double secondsSince(Instant begin) {
        return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    }
}
