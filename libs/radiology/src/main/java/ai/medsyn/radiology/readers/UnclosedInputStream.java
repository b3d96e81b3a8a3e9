package ai.medsyn.radiology.readers;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A stream that stays open when what wraps it is closed. */
final class UnclosedInputStream extends FilterInputStream {

    UnclosedInputStream(InputStream input) {
        super(input);
    }

    @Override
    public void close() {
        // The caller closes what the caller opened.
    }
}
