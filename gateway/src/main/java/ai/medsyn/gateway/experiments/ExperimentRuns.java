package ai.medsyn.gateway.experiments;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runs of an experiment with their places in the grid. */
public final class ExperimentRuns {

    private ExperimentRuns() {}

    /**
     * A run with its place.
     *
     * @param task null for a training
     * @param fraction null for a training, and for tasks that train nothing
     */
    public record Run(
            String method,
            String arm,
            long seed,
            @Nullable String task,
            @Nullable Double fraction,
            RunState state) {}

    /** @param states all of them, by position */
    public static List<Run> of(Experiment experiment, List<RunState> states) {
        Grid grid = Grid.of(experiment.spec());
        return states.stream()
                .map(state -> {
                    Grid.Run run = grid.at(state.position());
                    return new Run(
                            run.method().name(),
                            run.arm().name(),
                            run.seed(),
                            run.isTraining() ? null : run.asked().name(),
                            run.fraction(),
                            state);
                })
                .toList();
    }
}
