package ai.medsyn.platform.lineage;

import java.util.UUID;

/** Identity of a corpus: the candidates of one request. */
public record CorpusId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
