package ai.medsyn.platform.trainings;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a training run after a step.
 *
 * @param step optimiser steps done
 * @param validationLoss at this step; null if the run does not validate
 * @param weights sha256 of the model's weights: equal runs have equal ones
 * @param best whether no other checkpoint of the run has a lower validation loss
 * @param last whether the run goes on from here
 * @param droppedAt when retention removed its files; null while they are there
 */
public record Checkpoint(
        UUID id,
        UUID training,
        int step,
        int epoch,
        @Nullable Double validationLoss,
        Sha256 weights,
        List<File> files,
        boolean best,
        boolean last,
        Instant createdAt,
        @Nullable Instant droppedAt) {

    public Checkpoint {
        files = List.copyOf(files);
    }

    /** One of its files in the artifact store. */
    public record File(String name, String object, long bytes, String sha256) {

        public ObjectName objectName() {
            return new ObjectName(object);
        }
    }
}
