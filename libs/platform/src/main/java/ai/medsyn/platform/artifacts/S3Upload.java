package ai.medsyn.platform.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The requests that create an object under a free name: whole, in parts, or from another object.
 *
 * @param partSize objects above it go in parts of it, in bytes; at least 5 MiB, S3's smallest part
 */
record S3Upload(S3Client client, String bucket, int partSize) {

    /** A good part for a 1 GB shard: 64 requests, and little memory per upload. */
    static final int PART_SIZE = 16 << 20;

    private static final int MOST_PARTS = 10_000;

    /** "No object has this name": the condition of every write. */
    private static final String NOTHING = "*";

    void put(StoredObject object, RequestBody content) {
        client.putObject(
                request -> request.bucket(bucket)
                        .key(object.name().value())
                        .metadata(metadata(object))
                        .ifNoneMatch(NOTHING),
                content);
    }

    void put(StoredObject object, Path content) throws IOException {
        if (object.bytes() <= partSize) {
            put(object, RequestBody.fromFile(content));
            return;
        }
        String key = object.name().value();
        String upload = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).metadata(metadata(object)))
                .uploadId();
        boolean complete = false;
        try {
            List<CompletedPart> parts = putParts(key, upload, content, object.bytes());
            client.completeMultipartUpload(request -> request.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(whole -> whole.parts(parts))
                    .ifNoneMatch(NOTHING));
            complete = true;
        } finally {
            if (!complete) {
                client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(upload));
            }
        }
    }

    private List<CompletedPart> putParts(String key, String upload, Path content, long bytes) throws IOException {
        int size = Math.toIntExact(Math.max(partSize, (bytes + MOST_PARTS - 1) / MOST_PARTS));
        List<CompletedPart> parts = new ArrayList<>();
        try (InputStream in = Files.newInputStream(content)) {
            for (byte[] part = in.readNBytes(size); part.length > 0; part = in.readNBytes(size)) {
                int number = parts.size() + 1;
                UploadPartResponse response = client.uploadPart(
                        request ->
                                request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                        RequestBody.fromBytes(part));
                parts.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(response.eTag())
                        .build());
            }
        }
        return parts;
    }

    void copy(ObjectName from, StoredObject to) {
        client.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey(from.value())
                .destinationBucket(bucket)
                .destinationKey(to.name().value())
                .metadataDirective(MetadataDirective.COPY)
                .ifNoneMatch(NOTHING));
    }

    private static Map<String, String> metadata(StoredObject object) {
        return Map.of(S3ArtifactStore.DIGEST, object.sha256().hex());
    }
}
