package ai.medsyn.evaluation.imports;

import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The plans of imports that run: read once per process, not once per block. */
@Component
class ImportPlans {

    private static final int KEPT = 2;

    private final Sources sources;
    private final ImportStart start;
    /** Least recently used first. */
    private final Map<JobId, ImportPlan> plans = new LinkedHashMap<>(KEPT, 0.75f, true);

    ImportPlans(Sources sources, ImportStart start) {
        this.sources = sources;
        this.start = start;
    }

    /** Reads the tables now. */
    ImportPlan read(ImportSpec spec) {
        try {
            return new PlanReader(folder(spec), spec).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The plan of a job that has begun.
     *
     * @throws ai.medsyn.platform.jobs.JobFailure if the tables have changed since
     */
    synchronized ImportPlan of(JobRun<ImportSpec> run) {
        ImportPlan known = plans.get(run.id());
        if (known != null) {
            return known;
        }
        ImportPlan plan = read(run.spec());
        start.requireSame(run.id(), plan.tables());
        if (plans.size() >= KEPT) {
            plans.remove(plans.keySet().iterator().next());
        }
        plans.put(run.id(), plan);
        return plan;
    }

    SourceFolder folder(ImportSpec spec) throws IOException {
        return sources.open(spec.source());
    }
}
