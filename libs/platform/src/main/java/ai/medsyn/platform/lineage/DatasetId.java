package ai.medsyn.platform.lineage;

import java.util.UUID;

/** Identity of one dataset version. */
public record DatasetId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
