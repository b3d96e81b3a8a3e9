package ai.medsyn.standalone;

import ai.medsyn.standalone.database.LocalPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code down}: stops the platform and its database; also the database that a killed platform left behind. */
final class DownCommand implements Command {

    private static final int PATIENCE_SECONDS = 120;

    @Override
    public String usage() {
        return """
                medsyn down [--data DIR]
                    Stops the platform and its database. Unfinished jobs go on at the next start.""";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        CommandLine line = CommandLine.parse(arguments, Set.of("--data"), Set.of());
        line.refuseOperands();
        Installation installation = line.installation();
        Optional<RunningPlatform> running = RunningPlatform.alive(installation);
        if (running.isPresent()) {
            stop(running.get(), installation);
        }
        boolean leftBehind = stopDatabase(installation);
        if (running.isPresent()) {
            out.println("MedSyn is down; its data stays in " + installation.root());
        } else if (leftBehind) {
            out.println("The platform was not running; stopped the database that it had left behind");
        } else {
            out.println("MedSyn was not running in " + installation.root());
        }
    }

    private static void stop(RunningPlatform running, Installation installation)
            throws InterruptedException, ExecutionException {
        Optional<ProcessHandle> process = ProcessHandle.of(running.pid());
        if (process.isEmpty()) {
            return;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw CommandFailure.failed("process " + running.pid() + " did not stop within " + PATIENCE_SECONDS
                    + " s; its log is " + installation.log());
        }
    }

    private static boolean stopDatabase(Installation installation) throws IOException {
        if (LocalPostgres.runningPort(installation.postgres()).isEmpty()) {
            return false;
        }
        Settings settings = Settings.read(installation.settings());
        LocalPostgres.of(installation.postgresFiles(), settings.credentials()).stop();
        RunningPlatform.forget(installation);
        return true;
    }
}
