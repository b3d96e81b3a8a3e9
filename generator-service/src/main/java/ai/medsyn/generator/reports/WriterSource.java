package ai.medsyn.generator.reports;

import java.util.Optional;

/** Finds writers that are not part of this service's code. */
public interface WriterSource {

    /**
     * A writer of a registered model.
     *
     * @return nothing if this source does not run models of its format
     * @throws ai.medsyn.platform.http.RequestRefused if no such model is registered
     * @throws ai.medsyn.platform.jobs.JobFailure if its registration cannot be used
     */
    Optional<ReportWriter> find(String model);
}
