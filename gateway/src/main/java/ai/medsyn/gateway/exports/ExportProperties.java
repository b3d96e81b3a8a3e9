package ai.medsyn.gateway.exports;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How exports work; nothing here except the shard limits decides bytes.
 *
 * @param scratch where growing files are kept until they are stored; null: the system's temporary directory. Needs room for the metadata
 *     of a dataset and one shard per split
 * @param copies copies, or reads, that the store is asked for at once; hides the latency of a remote store
 * @param shardSamples most samples of a tar shard
 * @param shardBytes most bytes of a tar shard, unless one sample alone is larger
 */
@ConfigurationProperties("medsyn.exports")
public record ExportProperties(
        @Nullable Path scratch,
        @DefaultValue("8") int copies,
        @DefaultValue("1000") int shardSamples,
        @DefaultValue("256MB") DataSize shardBytes) {

    public ExportProperties {
        if (copies < 1 || shardSamples < 1 || shardBytes.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "medsyn.exports: expected copies, shard-samples and shard-bytes of at least 1, found " + copies
                            + ", " + shardSamples + " and " + shardBytes);
        }
    }
}
