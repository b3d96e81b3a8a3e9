package ai.medsyn.radiology.readers;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to hand out more bytes than allowed. */
final class BoundedInputStream extends FilterInputStream {

    private final long limit;
    private long left;

    BoundedInputStream(InputStream input, long limit) {
        super(input);
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws ReportFormatException {
        left -= Math.max(0, bytes);
        if (left < 0) {
            throw new ReportFormatException(
                    "too-large", "expected at most " + limit + " uncompressed bytes, found more; split the collection");
        }
    }
}
