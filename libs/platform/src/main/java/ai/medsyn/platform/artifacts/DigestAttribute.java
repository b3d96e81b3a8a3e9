package ai.medsyn.platform.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The digest of a file in its extended attribute {@code user.sha256}: 32 raw bytes, small enough to lie in the inode itself, so that keeping it
 * costs no block and reading it no seek.
 */
final class DigestAttribute {

    private static final Logger LOG = LoggerFactory.getLogger(DigestAttribute.class);
    private static final String NAME = "sha256";
    private static final int LENGTH = 32;

    private DigestAttribute() {}

    /** Keeps the digest with the file, where the file system can. */
    static void write(Path file, Sha256 sha256) throws IOException {
        UserDefinedFileAttributeView view = view(file);
        if (view == null) {
            return;
        }
        try {
            view.write(NAME, ByteBuffer.wrap(sha256.bytes()));
        } catch (FileSystemException e) {
            if (supported(file)) { // a full disk, for one
                throw e;
            }
        }
    }

    /** The digest kept with the file, or else computed from it. */
    static Sha256 read(Path file) throws IOException {
        Optional<Sha256> kept = kept(file);
        if (kept.isPresent()) {
            return kept.get();
        }
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Sha256.ofDigest(digest.digest());
    }

    private static Optional<Sha256> kept(Path file) throws IOException {
        UserDefinedFileAttributeView view = view(file);
        if (view == null) {
            return Optional.empty();
        }
        ByteBuffer digest = ByteBuffer.allocate(LENGTH);
        try {
            view.read(NAME, digest);
        } catch (FileSystemException e) { // no such attribute, or none at all on this file system
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            return Optional.empty();
        }
        return digest.hasRemaining() ? Optional.empty() : Optional.of(Sha256.ofDigest(digest.array()));
    }

    /** Tells the operator, once a store, if its directory cannot keep digests. */
    static void warnIfUnsupported(Path directory) throws IOException {
        if (!supported(directory)) {
            LOG.warn(
                    "the file system of the artifact store keeps no extended attributes: digests are computed by reading,"
                            + " which is slow and cannot notice damage; use a file system that keeps them, or medsyn.artifacts.kind=s3");
        }
    }

    private static boolean supported(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView(UserDefinedFileAttributeView.class);
    }

    private static @Nullable UserDefinedFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
