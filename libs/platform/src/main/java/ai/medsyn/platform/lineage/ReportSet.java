package ai.medsyn.platform.lineage;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/** Real reports that a team brought, read once and then fixed. */
@Entity
@Table(name = "report_set")
public class ReportSet {

    @Id
    private UUID id;

    private String name;
    private String team;
    private String source;
    private String sha256;
    private String format;
    private int read;
    private int kept;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private String dropped;

    private boolean ready;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected ReportSet() {}

    public ReportSet(UUID id, String name, String team, Upload upload, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.team = team;
        this.source = upload.object().value();
        this.sha256 = upload.sha256().hex();
        this.format = upload.format();
        this.dropped = "{}";
        this.createdAt = createdAt;
    }

    /**
     * The file as it was uploaded.
     *
     * @param format {@code openi} or {@code csv}
     */
    public record Upload(ObjectName object, Sha256 sha256, String format) {}

    void read(int read, int kept, String dropped) {
        this.read = read;
        this.kept = kept;
        this.dropped = dropped;
        this.ready = true;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String team() {
        return team;
    }

    public Upload upload() {
        return new Upload(new ObjectName(source), new Sha256(sha256), format);
    }

    /** Reports found in the file. */
    public int read() {
        return read;
    }

    /** Reports that can condition an image. */
    public int kept() {
        return kept;
    }

    /** Dropped reports by reason, as JSON. */
    public String droppedJson() {
        return dropped;
    }

    /** True once the import has ended well. */
    public boolean ready() {
        return ready;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
