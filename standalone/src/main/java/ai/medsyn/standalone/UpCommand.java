package ai.medsyn.standalone;

import ai.medsyn.standalone.RunningPlatform.State;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** {@code up}: starts the platform in the background and returns when it answers. */
final class UpCommand implements Command {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Good for a command, bad for what runs for days: see the script {@code medsyn}. */
    private static final Set<String> QUICK_START = Set.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final Duration GRACE = Duration.ofSeconds(2);

    @Override
    public String usage() {
        return """
                medsyn up [--data DIR] [--port P]
                    Starts the platform in the background. Its data stays between starts.""";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        CommandLine line = CommandLine.parse(arguments, Set.of("--data", "--port"), Set.of());
        line.refuseOperands();
        line.integer("--port", 1, 65_535);
        Installation installation = line.installation().create();
        if (RunningPlatform.aliveAfter(installation, GRACE).isPresent()) {
            throw LocalPlatform.taken(installation);
        }
        Process process = background(installation, line);
        RunningPlatform running = await(installation, process);
        out.println("MedSyn is up at " + running.url());
        out.println("  data     " + installation.root());
        out.println("  log      " + installation.log());
        ApiKey.file(installation).ifPresent(file -> out.println("  API key  " + file));
    }

    private static Process background(Installation installation, CommandLine line) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // A session of its own: closing the terminal does not end the platform.
            command.add("/usr/bin/setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + installation.temporary());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !QUICK_START.contains(argument))
                .forEach(command::add);
        command.addAll(
                List.of(mainClass(), "serve", "--data", installation.root().toString()));
        line.value("--port").ifPresent(port -> command.addAll(List.of("--port", port)));
        File console = installation.console().toFile();
        Files.deleteIfExists(console.toPath());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(console);
        // Not on the command line: ONNX Runtime does not survive a long one.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    /** Inside an executable jar only its launcher knows how to find the classes. */
    private static String mainClass() {
        return Optional.ofNullable(UpCommand.class.getProtectionDomain().getCodeSource())
                .filter(source -> source.getLocation().toString().startsWith("jar:nested:"))
                .map(source -> "org.springframework.boot.loader.launch.JarLauncher")
                .orElse(Medsyn.class.getName());
    }

    private static RunningPlatform await(Installation installation, Process process)
            throws IOException, InterruptedException {
        Instant patience = Instant.now().plus(PATIENCE);
        while (process.isAlive() && Instant.now().isBefore(patience)) {
            Optional<RunningPlatform> running = RunningPlatform.recorded(installation)
                    .filter(platform -> platform.pid() == process.pid() && platform.state() == State.UP);
            if (running.isPresent()) {
                return running.get();
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        if (process.isAlive()) {
            process.destroy();
            throw CommandFailure.failed("the platform did not come up within " + PATIENCE.toMinutes()
                    + " minutes; its log is " + installation.log());
        }
        String reason = Files.readString(installation.console()).strip().replaceFirst("^medsyn: ", "");
        throw CommandFailure.failed(reason + "\nThe log is " + installation.log());
    }
}
