package ai.medsyn.platform.artifacts;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where artifacts lie: {@code medsyn.artifacts}.
 *
 * @param kind which store
 * @param root directory of the local store, or null for {@code .medsyn/artifacts} in the home directory
 * @param fsync whether the local store forces every object to the disk. Off by default: a killed process loses nothing either way; after a
 *     power failure the readers of a lost object are told so, and it is made again from its lineage. On, a store takes hundreds of small
 *     objects a second instead of ten thousands
 * @param s3 the S3-compatible store
 */
@ConfigurationProperties("medsyn.artifacts")
record ArtifactSettings(
        @DefaultValue("LOCAL") Kind kind,
        @Nullable Path root,
        @DefaultValue("false") boolean fsync,
        @DefaultValue S3 s3) {

    /** The root, or its default. */
    Path directory() {
        return root == null ? Path.of(System.getProperty("user.home"), ".medsyn", "artifacts") : root;
    }

    /** The adapters. */
    enum Kind {
        LOCAL,
        S3
    }

    /**
     * An S3-compatible store: {@code medsyn.artifacts.s3}.
     *
     * @param bucket an existing bucket
     * @param endpoint address of the store, or null for Amazon's
     * @param region region of the bucket; most other stores take any
     * @param pathStyle whether the bucket goes into the path instead of the host name, as most other stores want
     * @param accessKey id of the credentials, or null for the environment's (variables, profile, instance role)
     * @param secretKey secret of the credentials
     */
    record S3(
            @DefaultValue("medsyn") String bucket,
            @Nullable URI endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("true") boolean pathStyle,
            @Nullable String accessKey,
            @Nullable String secretKey) {

        @Override
        public String toString() { // without the secret
            return "S3[bucket=" + bucket + ", endpoint=" + endpoint + ", region=" + region + "]";
        }
    }
}
