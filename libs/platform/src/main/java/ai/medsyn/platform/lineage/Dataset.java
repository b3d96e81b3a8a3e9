package ai.medsyn.platform.lineage;

import ai.medsyn.platform.artifacts.Sha256;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** One version of a dataset: a choice of accepted candidates of a corpus. Immutable once sealed. */
@Entity
@Table(name = "dataset")
public class Dataset {

    @Id
    private UUID id;

    private String name;
    private @Nullable String version;

    @Enumerated(EnumType.STRING)
    private DatasetState state;

    private String origin;
    private String team;
    private UUID corpus;
    private UUID job;
    private @Nullable UUID parent;
    private int requested;
    private int generated;
    private int accepted;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private String rejected;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private String thresholds;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private String splits;

    @Column(name = "manifest_digest")
    private @Nullable String manifestDigest;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "sealed_at")
    private @Nullable Instant sealedAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected Dataset() {}

    Dataset(UUID id, NewDataset request, String thresholds, String splits) {
        this.id = id;
        this.name = request.name();
        this.state = DatasetState.BUILDING;
        this.origin = request.origin().name();
        this.team = request.team();
        this.corpus = request.corpus().value();
        this.job = request.job().value();
        this.parent = request.parent() == null ? null : request.parent().value();
        this.requested = request.requested();
        this.rejected = "{}";
        this.thresholds = thresholds;
        this.splits = splits;
        this.createdAt = request.createdAt();
    }

    /** How a build turned out; rejected candidates by reason, as JSON. */
    record Counts(int generated, int accepted, String rejectedJson) {}

    void seal(Version version, Counts counts, Sha256 digest, Instant now) {
        if (state == DatasetState.SEALED) {
            throw new IllegalStateException("dataset " + id + " is sealed already");
        }
        this.state = DatasetState.SEALED;
        this.version = version.toString();
        this.generated = counts.generated();
        this.accepted = counts.accepted();
        this.rejected = counts.rejectedJson();
        this.manifestDigest = digest.hex();
        this.sealedAt = now;
    }

    void fail() {
        if (state == DatasetState.BUILDING) {
            this.state = DatasetState.FAILED;
        }
    }

    /** A failed build that is retried builds again. */
    void reopen() {
        if (state == DatasetState.FAILED) {
            this.state = DatasetState.BUILDING;
        }
    }

    public DatasetId id() {
        return new DatasetId(id);
    }

    public String name() {
        return name;
    }

    /** Known once sealed: it says how the samples differ from those before. */
    public Optional<Version> version() {
        return Optional.ofNullable(version).map(Version::parse);
    }

    public DatasetState state() {
        return state;
    }

    public Origin origin() {
        return Origin.valueOf(origin);
    }

    public String team() {
        return team;
    }

    public CorpusId corpus() {
        return new CorpusId(corpus);
    }

    public UUID job() {
        return job;
    }

    public Optional<DatasetId> parent() {
        return Optional.ofNullable(parent).map(DatasetId::new);
    }

    public int requested() {
        return requested;
    }

    /** Candidates that were made until enough were accepted. */
    public int generated() {
        return generated;
    }

    public int accepted() {
        return accepted;
    }

    /** Rejected candidates by reason, as JSON. */
    public String rejectedJson() {
        return rejected;
    }

    /** Thresholds that differ from the defaults, as JSON. */
    public String thresholdsJson() {
        return thresholds;
    }

    /** Fractions of the splits, as JSON. */
    public String splitsJson() {
        return splits;
    }

    public Optional<Sha256> manifestDigest() {
        return Optional.ofNullable(manifestDigest).map(Sha256::new);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> sealedAt() {
        return Optional.ofNullable(sealedAt);
    }

    /** Where the samples of a dataset come from. */
    public enum Origin {
        SYNTHETIC,
        REAL,
        MIXED
    }
}
