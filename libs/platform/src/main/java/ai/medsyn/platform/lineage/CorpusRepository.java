package ai.medsyn.platform.lineage;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface CorpusRepository extends JpaRepository<Corpus, UUID> {}
