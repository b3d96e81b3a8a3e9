package ai.medsyn.platform.lineage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface DatasetRepository extends JpaRepository<Dataset, UUID> {

    Optional<Dataset> findByIdAndTeam(UUID id, String team);

    List<Dataset> findByTeamAndName(String team, String name);

    List<Dataset> findByParent(UUID parent);

    Optional<Dataset> findByJob(UUID job);

    @Query("""
            select d from Dataset d where d.team = :team
            and (d.createdAt < :before or (d.createdAt = :before and d.id < :beforeId))
            order by d.createdAt desc, d.id desc
            """)
    List<Dataset> page(String team, Instant before, UUID beforeId, Limit limit);
}
