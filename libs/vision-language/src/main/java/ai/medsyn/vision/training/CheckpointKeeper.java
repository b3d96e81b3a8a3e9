package ai.medsyn.vision.training;

import ai.medsyn.vision.training.CheckpointStore.Description;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes the checkpoints of a run and finds the one to go on from. */
final class CheckpointKeeper {

    private final CheckpointStore store;
    private final Learner learner;
    private String lastGood = "the run has no checkpoint yet";

    CheckpointKeeper(CheckpointStore store, Learner learner) {
        this.store = store;
        this.learner = learner;
    }

    /** Restores the last checkpoint into the learner; at a run's beginning there is none. */
    TrainerState resume() throws IOException {
        Optional<Path> last = store.last();
        if (last.isEmpty()) {
            return TrainerState.START;
        }
        TrainerState state = CheckpointFiles.read(last.get(), learner);
        remember(state.step());
        return state;
    }

    /** @throws CheckpointFailedException if it cannot be written; the checkpoints before are as they were */
    void save(TrainerState state, Description description) throws IOException {
        Path draft = null;
        try {
            draft = store.draft();
            CheckpointFiles.write(draft, learner, state);
            store.publish(draft, description);
            remember(state.step());
        } catch (IOException e) {
            discard(draft, e);
            throw new CheckpointFailedException(state.step(), lastGood, e);
        }
    }

    private void remember(int step) {
        lastGood = "the checkpoint of step " + step + " is intact";
    }

    String lastGood() {
        return lastGood;
    }

    private void discard(@org.jspecify.annotations.Nullable Path draft, IOException failure) {
        if (draft == null) {
            return;
        }
        try {
            store.discard(draft);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
