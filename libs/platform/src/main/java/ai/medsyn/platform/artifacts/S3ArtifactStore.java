package ai.medsyn.platform.artifacts;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in a bucket of an S3-compatible store. The digest travels in the user metadata {@code sha256} of the object.
 *
 * <p>Writes are conditional ({@code If-None-Match: *}): the store itself refuses a taken name, whoever else writes. A listing asks for the
 * metadata of each object, one request per object, since S3's own listing does not carry it.
 */
public final class S3ArtifactStore implements ArtifactStore, Closeable {

    static final String DIGEST = "sha256";

    /** S3 copies up to 5 GiB in one request. */
    private static final long LARGEST_COPY = 5L << 30;

    /** A write that collides with another one is asked to try again. */
    private static final int ATTEMPTS = 5;

    private final S3Client client;
    private final String bucket;
    private final S3Upload uploads;

    /** Takes over the client, and closes it when the store closes. */
    S3ArtifactStore(S3Client client, String bucket, S3Upload uploads) {
        this.client = client;
        this.bucket = bucket;
        this.uploads = uploads;
    }

    @Override
    public StoredObject put(ObjectName name, byte[] content) throws IOException {
        StoredObject object = new StoredObject(name, content.length, Sha256.of(content));
        return store(object, () -> uploads.put(object, RequestBody.fromBytes(content)));
    }

    @Override
    public StoredObject put(ObjectName name, InputStream content) throws IOException {
        // S3 wants the length, and our metadata the digest, before the first byte.
        Path file = Files.createTempFile("medsyn-upload", null);
        try {
            MessageDigest digest = Sha256.digest();
            long bytes;
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                bytes = content.transferTo(out);
            }
            StoredObject object = new StoredObject(name, bytes, Sha256.ofDigest(digest.digest()));
            return store(object, () -> uploads.put(object, file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public StoredObject copy(ObjectName from, ObjectName to) throws IOException {
        StoredObject source = find(from).orElseThrow(() -> absent(from));
        StoredObject object = new StoredObject(to, source.bytes(), source.sha256());
        if (source.bytes() > LARGEST_COPY) {
            try (InputStream in = open(from)) {
                return put(to, in);
            }
        }
        return find(to).isPresent() ? settle(object) : store(object, () -> uploads.copy(from, object));
    }

    /** A request that stores an object, or fails with 412 where the name is taken. */
    private interface Request {
        void send() throws IOException;
    }

    private StoredObject store(StoredObject object, Request request) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                request.send();
                return object;
            } catch (S3Exception e) {
                boolean taken = e.statusCode() == 412;
                boolean collided = e.statusCode() == 409;
                if (!(taken || collided) || attempt == ATTEMPTS) {
                    throw failed("store", object.name(), e);
                }
                if (taken && find(object.name()).isPresent()) {
                    return settle(object);
                }
            } catch (SdkException e) {
                throw failed("store", object.name(), e);
            }
        }
    }

    /** The name is taken: by the same bytes (nothing to do) or by others (refused). */
    private StoredObject settle(StoredObject offered) throws IOException {
        StoredObject stored = find(offered.name()).orElseThrow(() -> absent(offered.name()));
        if (!stored.sha256().equals(offered.sha256())) {
            throw new ObjectConflictException(offered.name(), stored.sha256(), offered.sha256());
        }
        return offered;
    }

    @Override
    public InputStream open(ObjectName name) throws IOException {
        ResponseInputStream<GetObjectResponse> in = get(name);
        GetObjectResponse response = in.response();
        StoredObject object = describe(name, response.contentLength(), response.metadata());
        return new VerifiedInputStream(new Abandoning(in), object);
    }

    @Override
    public byte[] read(StoredObject known) throws IOException {
        try (InputStream in = new VerifiedInputStream(new Abandoning(get(known.name())), known)) {
            return in.readAllBytes();
        }
    }

    private ResponseInputStream<GetObjectResponse> get(ObjectName name) throws IOException {
        try {
            return client.getObject(request -> request.bucket(bucket).key(name.value()));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                throw absent(name);
            }
            throw failed("read", name, e);
        } catch (SdkException e) {
            throw failed("read", name, e);
        }
    }

    /** Drops the rest of an object when the reader stops early, instead of receiving it. */
    private static final class Abandoning extends FilterInputStream {

        private final ResponseInputStream<?> response;

        Abandoning(ResponseInputStream<?> response) {
            super(response);
            this.response = response;
        }

        @Override
        public void close() {
            response.abort();
        }
    }

    @Override
    public Optional<StoredObject> find(ObjectName name) throws IOException {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(name.value()));
            return Optional.of(describe(name, head.contentLength(), head.metadata()));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw failed("find", name, e);
        } catch (SdkException e) {
            throw failed("find", name, e);
        }
    }

    private static StoredObject describe(ObjectName name, Long bytes, Map<String, String> metadata) throws IOException {
        String digest = metadata.get(DIGEST);
        if (digest == null) {
            throw new IOException("object " + name + " has no metadata '" + DIGEST
                    + "', so that this store did not write it; delete it and store it again");
        }
        return new StoredObject(name, bytes, new Sha256(digest));
    }

    @Override
    public Stream<StoredObject> list(ObjectName prefix) throws IOException {
        Stream<StoredObject> below = Stream.iterate(page(prefix, null), Objects::nonNull, page -> next(prefix, page))
                .flatMap(page -> page.contents().stream())
                .map(S3Object::key)
                .filter(ObjectName::isValid)
                .flatMap(key -> listed(new ObjectName(key)));
        return Stream.concat(find(prefix).stream(), below);
    }

    private @Nullable ListObjectsV2Response next(ObjectName prefix, ListObjectsV2Response page) {
        try {
            return page.isTruncated() ? page(prefix, page.nextContinuationToken()) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ListObjectsV2Response page(ObjectName prefix, @Nullable String token) throws IOException {
        try {
            return client.listObjectsV2(request ->
                    request.bucket(bucket).prefix(prefix.value() + "/").continuationToken(token));
        } catch (SdkException e) {
            throw failed("list", prefix, e);
        }
    }

    private Stream<StoredObject> listed(ObjectName name) {
        try {
            return find(name).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(ObjectName name) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(name.value()));
        } catch (SdkException e) {
            throw failed("delete", name, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static NoSuchFileException absent(ObjectName name) {
        return new NoSuchFileException(name.value(), null, "no such object in the artifact store");
    }

    private static IOException failed(String action, ObjectName name, SdkException cause) {
        return new IOException(
                "the S3 store did not " + action + " object " + name + ": " + cause.getMessage()
                        + "; check the bucket, the endpoint and the credentials (medsyn.artifacts.s3)",
                cause);
    }
}
