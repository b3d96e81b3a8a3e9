package ai.medsyn.platform.artifacts;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * The bytes of a stored object, checked against its length and digest while they pass. The read that would deliver the last byte of a damaged
 * object fails, so that even a reader who stops at the announced length learns of it.
 */
final class VerifiedInputStream extends FilterInputStream {

    private final StoredObject object;
    private final MessageDigest digest = Sha256.digest();
    private long read;

    VerifiedInputStream(InputStream content, StoredObject object) throws IOException {
        super(content);
        this.object = object;
        if (object.bytes() == 0) {
            verify();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n < 0) {
            if (read != object.bytes()) {
                throw damaged(read + " bytes");
            }
            return n;
        }
        boolean finished = read == object.bytes();
        digest.update(buffer, offset, n);
        read += n;
        if (n > 0 && (finished || read > object.bytes())) {
            throw damaged("more than that");
        }
        if (n > 0 && read == object.bytes()) {
            verify();
        }
        return n;
    }

    private void verify() throws IOException {
        Sha256 found = Sha256.ofDigest(digest.digest());
        if (!found.equals(object.sha256())) {
            throw damaged("sha256 " + found);
        }
    }

    private IOException damaged(String found) {
        return new IOException("object " + object.name() + " is damaged: expected " + object.bytes()
                + " bytes with sha256 " + object.sha256() + ", found " + found + "; delete it and store it again");
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] skipped = new byte[(int) Math.min(n, 1 << 13)];
        long total = 0;
        while (total < n) {
            int got = read(skipped, 0, (int) Math.min(skipped.length, n - total));
            if (got < 0) {
                break;
            }
            total += got;
        }
        return total;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public synchronized void reset() throws IOException {
        throw new IOException("an object is read from its first byte on; open it again");
    }
}
