package ai.medsyn.standalone.database;

import ai.medsyn.standalone.database.LocalPostgres.ServerFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Calls {@code initdb} and {@code pg_ctl}. */
final class PostgresPrograms {

    private static final int PATIENCE_SECONDS = 120;
    private final PostgresBinaries binaries;
    private final Unprivileged way;

    PostgresPrograms(PostgresBinaries binaries, Unprivileged way) {
        this.binaries = binaries;
        this.way = way;
    }

    /** Makes a cluster in an empty directory: UTF-8, no locale's collation, checksums on its pages, passwords for everyone. */
    void initialise(Path data, String superuser, String password) throws IOException {
        Path passwordFile = Files.createTempFile(
                "medsyn",
                ".password",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, password + "\n");
            way.own(passwordFile);
            way.own(data);
            run(List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + data,
                    "--username=" + superuser,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--no-locale"));
        } finally {
            Files.delete(passwordFile);
        }
    }

    /**
     * Starts a server that outlives this process, and waits until it takes connections. Durability is PostgreSQL's default and stays so:
     * {@code fsync}, {@code synchronous_commit} and {@code full_page_writes} are on.
     */
    void start(ServerFiles files, int port) throws IOException {
        Files.createDirectories(files.log().getParent());
        if (Files.notExists(files.log())) {
            Files.createFile(files.log());
        }
        way.own(files.log());
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on"
                + " -c synchronous_commit=on -c full_page_writes=on -c max_connections=100";
        run(List.of(
                binaries.program("pg_ctl"),
                "start",
                "--pgdata=" + files.data(),
                "--log=" + files.log(),
                "--timeout=" + PATIENCE_SECONDS,
                "--wait",
                "--options=" + options));
    }

    void stop(ServerFiles files) throws IOException {
        run(List.of(
                binaries.program("pg_ctl"),
                "stop",
                "--pgdata=" + files.data(),
                "--mode=fast",
                "--timeout=" + PATIENCE_SECONDS,
                "--wait"));
    }

    private void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("medsyn", ".out");
        try {
            // A file, not a pipe: the server that pg_ctl leaves behind would hold a pipe open.
            Process process = new ProcessBuilder(way.command(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(2L * PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(name(command) + " did not end within " + 2 * PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(name(command) + " failed: " + read(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name(command) + " was interrupted", e);
        } finally {
            Files.delete(output);
        }
    }

    private static String name(List<String> command) {
        return Path.of(command.get(0)).getFileName().toString();
    }

    private static String read(Path output) {
        try {
            return Files.readString(output, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
