package ai.medsyn.standalone;

import ai.medsyn.standalone.database.LocalPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code status}: what runs and what there is. Counts come straight from the database, so that they are there even when the platform is
 * not, and without a key.
 */
final class StatusCommand implements Command {

    private static final String COUNTS = """
            select (select count(*) from job where state = 'RUNNING'), (select count(*) from job where state = 'QUEUED'),
                   (select count(*) from dataset where state = 'SEALED')""";

    @Override
    public String usage() {
        return """
                medsyn status [--data DIR] [--json]
                    Tells whether the platform runs, where, and what it has to do.""";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        CommandLine line = CommandLine.parse(arguments, Set.of("--data"), Set.of("--json"));
        line.refuseOperands();
        Map<String, Object> status = status(line.installation());
        if (line.has("--json")) {
            out.println(JsonMapper.shared().writeValueAsString(status));
        } else {
            status.forEach((name, value) -> out.printf("%-16s %s%n", name, value));
        }
    }

    private static Map<String, Object> status(Installation installation) throws IOException {
        Map<String, Object> status = new LinkedHashMap<>();
        Optional<RunningPlatform> alive = RunningPlatform.alive(installation);
        Optional<Integer> database = LocalPostgres.runningPort(installation.postgres());
        status.put("state", state(installation, alive));
        status.put("data", installation.root().toString());
        alive.ifPresent(running -> {
            status.put("url", running.url());
            status.put("pid", running.pid());
            status.put(
                    "upSeconds",
                    Duration.between(running.since(), Instant.now()).toSeconds());
        });
        if (database.isPresent()) {
            status.put("databasePort", database.get());
            status.putAll(counts(database.get(), Settings.read(installation.settings())));
        }
        return status;
    }

    private static String state(Installation installation, Optional<RunningPlatform> alive) {
        if (alive.isPresent()) {
            return alive.get().state().name().toLowerCase(Locale.ROOT);
        }
        return Files.exists(installation.running()) ? "killed" : "down";
    }

    private static Map<String, Object> counts(int port, Settings settings) {
        try (Connection connection = DriverManager.getConnection(
                        LocalPostgres.url(port),
                        LocalPostgres.user(),
                        settings.credentials().application());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNTS)) {
            row.next();
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("jobsRunning", row.getLong(1));
            counts.put("jobsQueued", row.getLong(2));
            counts.put("datasets", row.getLong(3));
            return counts;
        } catch (SQLException e) {
            // The tables appear a few seconds into the first start.
            return Map.of("database", "not ready: " + e.getMessage());
        }
    }
}
