package ai.medsyn.vision.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.vision.distributed.SingleProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {

    @TempDir
    Path folder;

    @TempDir
    static Path cache;

    @BeforeAll
    static void configure() {
        ai.medsyn.vision.tensor.LibTorch.configure(1);
    }

    private Recorder run(TinyRun run, String name, Recorder recorder) throws Exception {
        run.run(TinyRun.trainee(run.dropout()), store(name), new SingleProcess(), recorder);
        return recorder;
    }

    private LocalCheckpoints store(String name) throws IOException {
        return new LocalCheckpoints(folder.resolve(name));
    }

    private byte[] weights(String name) throws IOException {
        return Files.readAllBytes(store(name).last().orElseThrow().resolve(CheckpointFiles.MODEL));
    }

    @Test
    void the_loss_falls_and_held_out_pairs_find_each_other() throws Exception {
        Recorder recorder = run(TinyRun.of(cache, 60), "a", new Recorder());
        assertThat(recorder.steps).hasSize(60);
        double first = recorder.steps.values().stream()
                .limit(5)
                .mapToDouble(TrainingObserver.StepReport::loss)
                .average()
                .orElseThrow();
        double last = recorder.steps.values().stream()
                .skip(55)
                .mapToDouble(TrainingObserver.StepReport::loss)
                .average()
                .orElseThrow();
        assertThat(first).as("about ln 8 at the beginning").isBetween(1.5, 3.0);
        assertThat(last).isLessThan(first - 0.3);
        assertThat(recorder.steps.get(10).terms()).containsKeys("contrastive", "gradient_norm");
        assertThat(recorder.validations.get(60).pairs()).isEqualTo(10);
        assertThat(recorder.validations.get(60).recall())
                .containsOnlyKeys(1, 5, 10)
                .containsEntry(10, 1.0);
    }

    @Test
    void a_run_that_goes_on_from_a_checkpoint_is_the_undisturbed_one_to_the_last_bit() throws Exception {
        TinyRun run = TinyRun.of(cache, 23);
        Recorder undisturbed = run(run, "whole", new Recorder());
        // Stopped in the middle between the checkpoints of steps 5 and 10, then again after 16.
        assertThatThrownBy(() -> run(run, "parts", new Recorder(8))).isInstanceOf(Recorder.Stop.class);
        assertThatThrownBy(() -> run(run, "parts", new Recorder(16))).isInstanceOf(Recorder.Stop.class);
        Recorder resumed = run(run, "parts", new Recorder());
        assertThat(resumed.steps.keySet()).startsWith(16).hasSize(8);
        for (int step = 16; step <= 23; step++) {
            assertThat(resumed.loss(step)).as("step " + step).isEqualTo(undisturbed.loss(step));
        }
        assertThat(weights("parts")).isEqualTo(weights("whole"));
    }

    @Test
    void accumulated_parts_are_contrasted_with_themselves() throws Exception {
        Recorder whole = run(TinyRun.of(cache, 3).withoutDropout(), "whole", new Recorder());
        Recorder parts = run(TinyRun.of(cache, 3).withoutDropout().withAccumulation(2), "parts", new Recorder());
        assertThat(parts.loss(1))
                .as("four pairs are easier to tell apart than eight")
                .isLessThan(whole.loss(1));
        assertThat(run(TinyRun.of(cache, 3).withoutDropout().withAccumulation(2), "again", new Recorder())
                        .loss(3))
                .isEqualTo(parts.loss(3));
    }

    @Test
    void a_loss_that_is_no_number_ends_the_run_and_leaves_the_last_checkpoint() throws Exception {
        run(TinyRun.of(cache, 5), "a", new Recorder());
        byte[] before = weights("a");
        assertThatThrownBy(() -> run(TinyRun.of(cache, 40).withLearningRate(1e30), "a", new Recorder()))
                .isInstanceOfSatisfying(
                        TrainingDivergedException.class,
                        e -> assertThat(e.kind()).isEqualTo(TrainingDivergedException.Kind.NOT_FINITE))
                .hasMessageContaining("expected finite numbers at step")
                .hasMessageContaining("the checkpoint of step 5 is intact");
        assertThat(weights("a")).isEqualTo(before);
    }

    @Test
    void embeddings_that_are_all_alike_end_the_run() throws Exception {
        Trainee trainee = TinyRun.trainee(0);
        // A head whose last layer has no weights gives every image the same vector: its bias.
        trainee.model().parameters().forEach((name, tensor) -> {
            if (name.startsWith("image_head") && tensor.rank() == 2) {
                tensor.setRequiresGradient(false).fillInPlace(0);
            }
        });
        assertThatThrownBy(() -> TinyRun.of(cache, 80).run(trainee, store("a"), new SingleProcess(), new Recorder()))
                .isInstanceOfSatisfying(
                        TrainingDivergedException.class,
                        e -> assertThat(e.kind()).isEqualTo(TrainingDivergedException.Kind.COLLAPSED));
    }

    @Test
    void the_best_and_the_last_checkpoint_are_kept() throws Exception {
        Recorder recorder = run(TinyRun.of(cache, 40).withLearningRate(5e-3), "a", new Recorder());
        int best = recorder.validations.values().stream()
                .min(java.util.Comparator.comparingDouble(TrainingObserver.ValidationReport::loss))
                .orElseThrow()
                .step();
        assertThat(store("a").best().orElseThrow()).hasFileName(String.format("step-%08d", best));
        assertThat(store("a").last().orElseThrow()).hasFileName("step-00000040");
        try (Stream<Path> kept = Files.list(folder.resolve("a"))) {
            assertThat(kept.filter(Files::isDirectory)).hasSize(best == 40 ? 1 : 2);
        }
    }

    @Test
    void weights_of_another_model_are_refused_with_everything_that_does_not_fit() throws Exception {
        run(TinyRun.of(cache, 5), "a", new Recorder());
        Trainee other = TinyRun.trainee(0);
        Path last = store("a").last().orElseThrow();
        var weights = new java.util.LinkedHashMap<>(
                ai.medsyn.vision.weights.SafetensorsWeights.read(last.resolve(CheckpointFiles.MODEL)));
        weights.put("extra", weights.values().iterator().next());
        weights.remove("text_head.fc1.weight");
        String first = weights.keySet().iterator().next();
        weights.put(first, ai.medsyn.vision.tensor.Tensors.zeros(3));
        assertThatThrownBy(() -> other.load(weights))
                .isInstanceOf(ai.medsyn.vision.layers.WeightMismatchException.class)
                .hasMessageContaining("extra")
                .hasMessageContaining(first + ": expected");
    }
}
