package ai.medsyn.gateway.datasets;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a build or a re-cut made: the result of its job.
 *
 * @param requested samples asked for
 * @param generated candidates made
 * @param accepted samples in the dataset
 * @param rejected rejected candidates by reason, each under the first one
 * @param surplus candidates that were accepted after enough were
 * @param warnings of what made the candidates, for example that a GPU was not there and the CPU did its work
 */
public record BuildResult(
        UUID dataset,
        String name,
        String version,
        int requested,
        int generated,
        int accepted,
        Map<String, Long> rejected,
        int surplus,
        String manifestDigest,
        List<Packaged> exports,
        List<String> warnings) {

    /**
     * One export.
     *
     * @param prefix object-name prefix of its files; with the local store, a folder below its root
     * @param digest sha256 over the checksums of its files
     */
    public record Packaged(String format, String prefix, long files, long bytes, String digest) {}
}
