package ai.medsyn.platform.models;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A registered model. Its files never change; what is known about their state on disk does. */
@Entity
@Table(name = "model")
public class Model implements Persistable<String> {

    @Id
    private String id;

    @Enumerated(EnumType.STRING)
    private ModelKind kind;

    @Enumerated(EnumType.STRING)
    private ModelFormat format;

    private String version;
    private @Nullable String location;
    private String licence;

    @Convert(converter = ModelColumns.Parameters.class)
    @ColumnTransformer(write = "?::jsonb")
    private Map<String, Object> parameters;

    @Convert(converter = ModelColumns.Parameters.class)
    @ColumnTransformer(write = "?::jsonb")
    private Map<String, Object> resolved;

    @Convert(converter = ModelColumns.Files.class)
    @ColumnTransformer(write = "?::jsonb")
    private List<ModelFile> files;

    @Column(name = "built_in")
    private boolean builtIn;

    @Column(name = "registered_at")
    private Instant registeredAt;

    private boolean intact;

    @Column(name = "verified_at")
    private @Nullable Instant verifiedAt;

    /** Only a model that was just made is inserted; otherwise two registrations of one id could overwrite each other. */
    @Transient
    private boolean fresh;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected Model() {}

    Model(NewModel request, List<ModelFile> files, Map<String, Object> resolved, Instant now) {
        this.id = request.id();
        this.kind = request.kind();
        this.format = request.format();
        this.version = request.version();
        this.location = request.location();
        this.licence = request.licence();
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(request.parameters()));
        this.resolved = Collections.unmodifiableMap(new LinkedHashMap<>(resolved));
        this.files = List.copyOf(files);
        this.builtIn = false;
        this.registeredAt = now;
        this.intact = true;
        this.verifiedAt = files.isEmpty() ? null : now;
        this.fresh = true;
    }

    /** Whether registering would give this very model again. */
    boolean isSame(NewModel request, List<ModelFile> found) {
        return !builtIn
                && kind == request.kind()
                && format == request.format()
                && version.equals(request.version())
                && licence.equals(request.licence())
                && parameters.equals(request.parameters())
                && files.equals(found);
    }

    void verified(boolean unchanged, Instant now) {
        this.intact = unchanged;
        this.verifiedAt = now;
    }

    /** Trying the model out again may find other limits: another device, other settings. */
    void resolved(Map<String, Object> found) {
        this.resolved = Collections.unmodifiableMap(new LinkedHashMap<>(found));
    }

    /** The same files may be mounted elsewhere. */
    void moveTo(String newLocation) {
        this.location = newLocation;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    @PostPersist
    void stored() {
        this.fresh = false;
    }

    public String id() {
        return id;
    }

    public ModelKind kind() {
        return kind;
    }

    public ModelFormat format() {
        return format;
    }

    public String version() {
        return version;
    }

    /** {@code root/path} of the files or the address of the endpoint; nothing for built-in models. */
    public Optional<String> location() {
        return Optional.ofNullable(location);
    }

    public String licence() {
        return licence;
    }

    public Map<String, Object> parameters() {
        return parameters;
    }

    /** What its own files came to when it was tried out; empty for kinds that nobody tries out. */
    public Map<String, Object> resolved() {
        return resolved;
    }

    /** Sorted by path. */
    public List<ModelFile> files() {
        return files;
    }

    public boolean builtIn() {
        return builtIn;
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    /** Whether the files were the registered ones when somebody last looked. */
    public boolean intact() {
        return intact;
    }

    public Optional<Instant> verifiedAt() {
        return Optional.ofNullable(verifiedAt);
    }
}
