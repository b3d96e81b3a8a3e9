package ai.medsyn.gateway.experiments.web;

import ai.medsyn.gateway.experiments.ExperimentSpec;
import ai.medsyn.gateway.experiments.RunCounts;
import ai.medsyn.gateway.experiments.RunState;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An experiment as clients see it; state and progress are those of its job. */
@Schema(name = "Experiment")
record ExperimentResource(
        UUID id,
        UUID job,
        String name,
        JobState state,
        Job.Progress progress,
        @Nullable Instant eta,

        @Schema(description = "Trainings and evaluations by state.")
        RunCounts runs,

        Instant createdAt,

        @Schema(
                implementation = Object.class,
                description = "The request with every default filled in. Only where one experiment is asked for.")
        @Nullable
        ExperimentSpec spec,

        @Schema(description = "Only where one experiment is asked for.") @Nullable
        List<Cell> cells) {

    @Schema(name = "ExperimentCell", description = "A training, or an evaluation of its checkpoint.")
    record Cell(
            int position,
            String method,
            String arm,
            long seed,

            @Schema(description = "Null for a training.") @Nullable
            String task,

            @Nullable Double fraction,
            RunState.State state,

            @Schema(description = "True if it was made before and taken.")
            boolean reused,

            @Schema(description = "The job that runs it; the training or evaluation has its id.") @Nullable
            UUID job,

            @Schema(description = "What a training came to.") @Nullable
            UUID checkpoint,

            RunState.@Nullable Failure error) {}
}
