package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.runs.EvaluationSpec.Part;
import ai.medsyn.platform.http.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Something that can be asked about a model and a dataset. Every Spring component of this type is offered under its id. */
public interface EvaluationTask {

    /** Name in requests, for example {@code zero-shot-classification}. */
    String id();

    /** The optional parts of a request that this task reads; an order with others is refused. */
    Set<Part> parts();

    /** Adds what is wrong with an order: its model, and the parts that this task reads. */
    void check(EvaluationSpec spec, String team, List<Violation> violations);

    /**
     * What decides the numbers besides model, dataset and protocol, with defaults filled in; becomes JSON. Orders that ask the same have equal ones: the
     * content key of an evaluation follows from it.
     */
    Object question(EvaluationSpec spec);

    /**
     * Looks for the answer. After a crash it is asked again from the beginning and must come to the same numbers.
     *
     * @throws ai.medsyn.platform.jobs.JobFailure if there is none, however often it is asked
     */
    Answer run(EvaluationRun run) throws IOException;
}
