package ai.medsyn.vision.training;

import ai.medsyn.vision.distributed.CollectiveGroup;
import ai.medsyn.vision.distributed.ProcessGroup;
import ai.medsyn.vision.distributed.Rendezvous;
import ai.medsyn.vision.distributed.SingleProcess;
import ai.medsyn.vision.distributed.Transport;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.LibTorch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own that trains a {@link TinyRun}. */
final class TinyProcess {

    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private TinyProcess() {}

    /** Starts one; its output goes to a file in its directory. */
    static Process start(Path directory, Path cache, int steps, int rank, int world) throws IOException {
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TinyProcess.class.getName()));
        command.addAll(List.of(directory.toString(), cache.toString(), "" + steps, "" + rank, "" + world));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output-" + rank).toFile())
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        TinyRun run = TinyRun.of(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        int rank = Integer.parseInt(arguments[3]);
        int world = Integer.parseInt(arguments[4]);
        LibTorch.configure(1);
        if (world > 1) {
            run = run.forProcesses();
        }
        Trainee trainee = world > 1 ? TinyRun.traineeForProcesses() : TinyRun.trainee(run.dropout());
        LocalCheckpoints store = new LocalCheckpoints(directory.resolve("checkpoints"));
        Recorder recorder = new Recorder();
        if (world == 1) {
            run.run(trainee, store, new SingleProcess(), recorder);
        } else {
            distributed(run, trainee, store, recorder, directory, rank, world);
        }
        if (rank == 0) {
            StringBuilder losses = new StringBuilder();
            recorder.steps.values().forEach(step -> losses.append(step.loss()).append('\n'));
            Files.writeString(directory.resolve("losses"), losses);
        }
    }

    private static void distributed(
            TinyRun run,
            Trainee trainee,
            LocalCheckpoints store,
            Recorder recorder,
            Path directory,
            int rank,
            int world)
            throws Exception {
        CollectiveGroup.Membership membership =
                new CollectiveGroup.Membership(world, HOST, Transport.GLOO, Device.CPU, PATIENCE);
        Path meeting = directory.resolve("port");
        if (rank == 0) {
            try (Rendezvous.Server server = Rendezvous.serve(HOST, PATIENCE)) {
                Path draft = Files.writeString(
                        directory.resolve("port.draft"),
                        "" + server.rendezvous().port());
                Files.move(draft, meeting);
                try (ProcessGroup group = CollectiveGroup.lead(server, membership)) {
                    run.run(trainee, store, group, recorder);
                }
            }
            return;
        }
        while (!Files.exists(meeting)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        int port = Integer.parseInt(Files.readString(meeting, StandardCharsets.UTF_8));
        try (ProcessGroup group = CollectiveGroup.join(new Rendezvous(HOST, port), rank, membership)) {
            run.run(trainee, store, group, recorder);
        }
    }
}
