package ai.medsyn.platform.lineage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/** The candidates of one request, accepted or not; datasets are cut from it. Never changes after it is made. */
@Entity
@Table(name = "corpus")
public class Corpus {

    @Id
    private UUID id;

    private String team;
    private long seed;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private String spec;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected Corpus() {}

    Corpus(UUID id, String team, long seed, String spec, Instant createdAt) {
        this.id = id;
        this.team = team;
        this.seed = seed;
        this.spec = spec;
        this.createdAt = createdAt;
    }

    public CorpusId id() {
        return new CorpusId(id);
    }

    public String team() {
        return team;
    }

    /** The seed from which every sample's seeds derive, see {@link Seeds}. */
    public long seed() {
        return seed;
    }

    String spec() {
        return spec;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
