package ai.medsyn.standalone;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** {@code serve}: the platform in the foreground until it is told to stop. What {@code up} runs in the background. */
final class ServeCommand implements Command {

    @Override
    public String usage() {
        return """
                medsyn serve [--data DIR] [--port P]
                    Runs the platform in the foreground until SIGTERM or Ctrl-C.""";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        CommandLine line = CommandLine.parse(arguments, Set.of("--data", "--port"), Set.of());
        line.refuseOperands();
        Installation installation = line.installation().create();
        Logging.to(installation);
        LocalPlatform platform = LocalPlatform.start(installation, line.integer("--port", 1, 65_535));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            platform.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        out.println("MedSyn is up at " + platform.url());
        stopped.await();
    }
}
