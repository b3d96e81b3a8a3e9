package ai.medsyn.platform.lineage;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The report sets of all teams. */
@Service
public class ReportSets {

    private final ReportSetRepository repository;
    private final JsonMapper json;

    ReportSets(ReportSetRepository repository, JsonMapper json) {
        this.repository = repository;
        this.json = json;
    }

    /** Adds a set; adding one with the same id again finds the first. */
    @Transactional
    public ReportSet add(ReportSet set) {
        return repository.findById(set.id()).orElseGet(() -> repository.save(set));
    }

    @Transactional(readOnly = true)
    public ReportSet require(UUID id, String team) {
        return repository.findByIdAndTeam(id, team).orElseThrow(() -> new UnknownLineage("report set", id.toString()));
    }

    /** Records how an import ended. */
    @Transactional
    public void ready(UUID id, int read, int kept, Map<String, Integer> dropped) {
        repository
                .findById(id)
                .orElseThrow(() -> new UnknownLineage("report set", id.toString()))
                .read(read, kept, json.writeValueAsString(dropped));
    }
}
