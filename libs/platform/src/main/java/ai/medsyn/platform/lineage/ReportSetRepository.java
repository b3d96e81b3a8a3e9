package ai.medsyn.platform.lineage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ReportSetRepository extends JpaRepository<ReportSet, UUID> {

    Optional<ReportSet> findByIdAndTeam(UUID id, String team);

    @Query("""
            select s from ReportSet s where s.team = :team
            and (s.createdAt < :before or (s.createdAt = :before and s.id < :beforeId))
            order by s.createdAt desc, s.id desc
            """)
    List<ReportSet> page(String team, Instant before, UUID beforeId, Limit limit);
}
