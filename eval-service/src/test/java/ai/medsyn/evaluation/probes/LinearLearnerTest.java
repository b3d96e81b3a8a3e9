package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.training.TrainingLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearLearnerTest {

    private static final int FILMS = 60;
    private static final int WIDTH = 300;
    private static final HeadNumbers NUMBERS = new HeadNumbers(30, 0, 16, 1e-2, 1e-6, 0);

    @TempDir
    Path work;

    /** Films whose first feature says what they show, among many that say nothing. */
    private static LinearLearner learner(long seed) {
        double[][] features = new double[FILMS][WIDTH];
        double[][] truth = new double[FILMS][1];
        double[][] known = new double[FILMS][1];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < FILMS; i++) {
            for (int d = 0; d < WIDTH; d++) {
                features[i][d] = random.nextDouble() - 0.5;
            }
            truth[i][0] = i % 2;
            features[i][0] += 3 * truth[i][0];
            known[i][0] = 1;
        }
        LinearLearner.Labelled films = LinearLearner.Labelled.of(features, truth, known, Device.CPU);
        LinearLearner.Labelled heldOut = LinearLearner.Labelled.of(features, truth, known, Device.CPU);
        return LinearLearner.of(new LinearLearner.Data(films, heldOut, false), NUMBERS, seed, Device.CPU);
    }

    private static double[] probabilities(LinearLearner learner) {
        double[] probabilities = new double[2];
        for (int present = 0; present < 2; present++) {
            double[] features = new double[WIDTH];
            features[0] = 3 * present;
            try (TensorScope scope = TensorScope.open();
                    NoGradient off = NoGradient.on()) {
                probabilities[present] = learner.probabilities(features)[0];
            }
        }
        return probabilities;
    }

    private double[] trained(int threads, UUID evaluation, CoordinatorProgress progress, HeadNumbers numbers)
            throws IOException {
        HeadTrainer trainer = new HeadTrainer(new ProbeSettings(work, threads));
        return trainer.withThreads(() -> {
            try (LinearLearner learner = learner(5)) {
                TrainingLoop.Outcome outcome = trainer.train(
                        evaluation,
                        learner,
                        numbers.loop(5, FILMS, Device.CPU),
                        new HeadTrainer.Stage(progress, 0, 100_000, "training"));
                assertThat(outcome.epochs()).isEqualTo(30);
                return probabilities(learner);
            }
        });
    }

    @Test
    void the_feature_that_says_it_is_found() throws IOException {
        double[] probabilities = trained(1, UUID.randomUUID(), new Silent(), NUMBERS);
        assertThat(probabilities[0]).isLessThan(0.5).isLessThan(probabilities[1] - 0.2);
        assertThat(probabilities[1]).isGreaterThan(0.5);
    }

    @Test
    void threads_do_not_change_what_is_learnt() throws IOException {
        double[] one = trained(1, UUID.randomUUID(), new Silent(), NUMBERS);
        assertThat(trained(2, UUID.randomUUID(), new Silent(), NUMBERS)).containsExactly(one, within(1e-9));
    }

    @Test
    void a_head_that_was_stopped_goes_on_to_the_same_numbers() throws IOException {
        double[] undisturbed = trained(1, UUID.randomUUID(), new Silent(), NUMBERS);
        UUID stopped = UUID.randomUUID();
        assertThatThrownBy(() -> trained(1, stopped, new Silent(4), NUMBERS)).isInstanceOf(Stop.class);
        assertThatThrownBy(() -> trained(1, stopped, new Silent(9), NUMBERS)).isInstanceOf(Stop.class);
        Silent resumed = new Silent();
        assertThat(trained(1, stopped, resumed, NUMBERS)).containsExactly(undisturbed);
        assertThat(resumed.epochs).as("it did not begin again").isLessThan(30 - 9);
    }

    @Test
    void a_loss_that_is_no_number_ends_it() {
        HeadNumbers wild = new HeadNumbers(30, 0, 16, 1e308, 0, 0);
        assertThatThrownBy(() -> trained(1, UUID.randomUUID(), new Silent(), wild))
                .isInstanceOfSatisfying(
                        JobFailure.class, failure -> assertThat(failure.code()).isEqualTo("loss-not-finite"));
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Stops the run when it reports one of its epochs; between them it reports steps, as many as the clock asks for. */
    private static final class Silent implements CoordinatorProgress {

        private final int stopAt;
        private int epochs;

        Silent() {
            this(Integer.MAX_VALUE);
        }

        Silent(int stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public void report(long done, long total, String phase) {
            epochs += phase.contains(", epoch ") ? 1 : 0;
            if (epochs > stopAt) {
                throw new Stop();
            }
        }

        @Override
        public void checkpoint() {}
    }
}
