package ai.medsyn.platform.lineage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The report sets of all teams. */
@Service
public class ReportSets {

    private static final UUID LARGEST = new UUID(-1, -1);

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

    /** Report sets of a team, newest first, behind {@code (before, beforeId)}; null for the first page. */
    @Transactional(readOnly = true)
    public List<ReportSet> page(String team, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return repository.page(
                team,
                before == null ? Instant.now().plusSeconds(86_400) : before,
                beforeId == null ? LARGEST : beforeId,
                Limit.of(limit));
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
