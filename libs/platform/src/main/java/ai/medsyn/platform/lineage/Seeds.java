package ai.medsyn.platform.lineage;

import ai.medsyn.platform.artifacts.Sha256;
import java.nio.ByteBuffer;

/** Seeds of samples. A sample's seeds depend on the corpus seed and its own ordinal and on nothing else: no batch, worker or time. */
public final class Seeds {

    private Seeds() {}

    /** The seed of one stream of one sample: the first 8 bytes of sha256("stream:seed:ordinal:attempt"), big-endian. */
    public static long derive(long corpusSeed, String stream, long ordinal, int attempt) {
        String key = stream + ":" + corpusSeed + ":" + ordinal + ":" + attempt;
        return ByteBuffer.wrap(Sha256.of(key).bytes()).getLong();
    }
}
