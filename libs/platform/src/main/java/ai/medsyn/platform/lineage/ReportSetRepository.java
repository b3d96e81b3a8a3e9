package ai.medsyn.platform.lineage;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface ReportSetRepository extends JpaRepository<ReportSet, UUID> {

    Optional<ReportSet> findByIdAndTeam(UUID id, String team);
}
