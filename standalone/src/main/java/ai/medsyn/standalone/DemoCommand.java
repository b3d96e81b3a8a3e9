package ai.medsyn.standalone;

import ai.medsyn.standalone.RunningPlatform.State;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** {@code demo}: builds a small dataset with nothing but calls of the public API, and shows them. */
final class DemoCommand implements Command {

    private static final int DEFAULT_COUNT = 64;
    private static final int MOST = 1_000_000;
    private static final long DEFAULT_SEED = 2410;
    private static final Duration POLL = Duration.ofMillis(300);

    @Override
    public String usage() {
        return """
                medsyn demo [--count N] [--seed S] [--data DIR] [--port P] [--skip-training] [--json]
                    Builds a dataset of N pairs (default 64) on a platform of its own, in a temporary directory unless
                    --data names one, and trains a small ConVIRT on it for about two minutes, unless --skip-training.
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

    private static Map<String, Object> request(int count, long seed) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", "demo");
        request.put("count", count);
        request.put("seed", seed);
        request.put("exports", List.of("folder", "webdataset"));
        return request;
    }

    private static void demonstrate(Installation installation, String url, Wish wish, PrintStream out)
            throws IOException, InterruptedException {
        Instant begin = Instant.now();
        PublicApi api = new PublicApi(url, ApiKey.read(installation));
        JsonNode job = await(api, api.post("/v1/datasets", request(wish.count(), wish.seed())), out);
        JsonNode result = job.path("result");
        String dataset = result.path("dataset").asString();
        api.get("/v1/datasets/" + dataset + "/samples?limit=2");
        Path sheet = installation.root().resolve("contact-sheet-" + dataset + ".png");
        Files.write(sheet, api.download("/v1/datasets/" + dataset + "/contact-sheet", "contact-sheet.png"));

        DemoResult outcome = DemoResult.of(result, installation, sheet, secondsSince(begin));
        outcome.print(out);
        Optional<DemoTraining> training = wish.training()
                ? DemoTraining.run(
                        api, dataset, outcome.accepted(), wish.seed(), submitted -> await(api, submitted, out))
                : Optional.empty();
        if (training.isPresent()) {
            training.get().print(out);
        } else if (wish.training()) {
            out.println("  training         skipped: it takes at least " + DemoTraining.LEAST_PAIRS + " pairs");
        }
        out.println(
                "\nThe calls it made; the platform starts again with: medsyn up --data " + installation.root() + "\n");
        out.println("export MEDSYN_KEY=$(cat " + ApiKey.path(installation) + ")");
        api.calls().forEach(out::println);
        if (wish.json()) {
            out.println(outcome.json(training.map(DemoTraining::json).orElse(null)));
        }
    }

    private static JsonNode await(PublicApi api, JsonNode submitted, PrintStream out)
            throws IOException, InterruptedException {
        ProgressLine progress = new ProgressLine(out);
        String path = "/v1/jobs/" + submitted.path("id").asString();
        while (true) {
            JsonNode job = api.get(path);
            progress.show(job);
            switch (job.path("state").asString()) {
                case "SUCCEEDED" -> {
                    progress.end();
                    return job;
                }
                case "FAILED", "CANCELLED" -> {
                    progress.end();
                    throw CommandFailure.failed(
                            "the job ended " + job.path("state").asString() + ": "
                                    + job.path("error").path("code").asString() + ": "
                                    + job.path("error").path("message").asString());
                }
                default -> TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            }
        }
    }

    private static double secondsSince(Instant begin) {
        return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    }
}
