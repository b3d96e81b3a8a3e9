package ai.medsyn.platform.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ArtifactStoreTest extends ArtifactStoreContract {

    private static final String BUCKET = "artifacts";
    private static final int SMALLEST_PART = 5 << 20;

    private static S3Proxy server;
    private static ArtifactSettings.S3 settings;
    private static S3Client client;

    @BeforeAll
    static void start() throws Exception {
        server = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "key", "secret")
                .blobStore(new TransientNio2BlobStore())
                .build();
        server.start();
        settings = settings("secret");
        client = ArtifactConfiguration.client(settings);
    }

    private static ArtifactSettings.S3 settings(String secret) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getPort());
        return new ArtifactSettings.S3(BUCKET, endpoint, "us-east-1", true, "key", secret);
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.stop();
    }

    @BeforeEach
    void emptyBucket() {
        if (client.listBuckets().buckets().isEmpty()) {
            client.createBucket(request -> request.bucket(BUCKET));
        }
        client.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList()
                .forEach(key ->
                        client.deleteObject(request -> request.bucket(BUCKET).key(key)));
    }

    @Override
    protected ArtifactStore store() {
        return new S3ArtifactStore(client, BUCKET, new S3Upload(client, BUCKET, SMALLEST_PART));
    }

    @Override
    protected void damage(ObjectName name) throws IOException {
        var head = client.headObject(request -> request.bucket(BUCKET).key(name.value()));
        byte[] content;
        try (InputStream in = client.getObject(request -> request.bucket(BUCKET).key(name.value()))) {
            content = in.readAllBytes();
        }
        content[3] ^= 1;
        client.putObject(
                request -> request.bucket(BUCKET).key(name.value()).metadata(head.metadata()),
                RequestBody.fromBytes(content));
    }

    @Override
    protected List<String> everything() {
        List<String> objects = client.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
        List<String> drafts = client.listMultipartUploads(request -> request.bucket(BUCKET)).uploads().stream()
                .map(MultipartUpload::key)
                .toList();
        return Stream.concat(objects.stream(), drafts.stream()).toList();
    }

    @Test
    void other_bytes_in_parts_are_refused_as_well_and_their_parts_removed() throws IOException {
        store().put(name("x"), new byte[1]);

        assertThatThrownBy(() -> store().put(name("x"), new ByteArrayInputStream(new byte[SMALLEST_PART + 1])))
                .isInstanceOf(ObjectConflictException.class);
        assertThat(everything()).containsExactly("x");
    }

    @Test
    void an_object_of_another_writer_without_a_digest_is_a_clear_error() {
        client.putObject(request -> request.bucket(BUCKET).key("foreign"), RequestBody.fromString("x"));

        assertThatThrownBy(() -> store().open(name("foreign")))
                .hasMessageContaining("foreign has no metadata 'sha256'");
    }

    @Test
    void wrong_credentials_are_a_clear_error_without_the_secret() {
        try (S3ArtifactStore store = ArtifactConfiguration.s3(settings("wrong-secret"))) {
            assertThatThrownBy(() -> store.put(name("x"), new byte[1]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not store object x")
                    .hasMessageContaining("credentials")
                    .hasMessageNotContaining("wrong-secret");
        }
    }

    @Test
    void an_unreachable_store_is_a_clear_error() {
        ArtifactSettings.S3 nowhere =
                new ArtifactSettings.S3(BUCKET, URI.create("http://127.0.0.1:1"), "us-east-1", true, "key", "secret");
        try (S3ArtifactStore store = ArtifactConfiguration.s3(nowhere)) {
            assertThatThrownBy(() -> store.find(name("x")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not find object x")
                    .hasMessageContaining("endpoint");
            assertThatThrownBy(() -> store.put(name("x"), new byte[1]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not store object x");
        }
    }
}
