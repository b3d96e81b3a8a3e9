package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import java.io.IOException;

/** What should be packaged is not what was sealed: rows or objects were changed behind the platform's back. */
public final class DatasetMismatchException extends IOException {

    private static final long serialVersionUID = 1L;

    public DatasetMismatchException(String message) {
        super(message);
    }

    static DatasetMismatchException ofObject(ObjectName name, Sha256 expected, Sha256 found) {
        return new DatasetMismatchException("object " + name + " was sealed with sha256 " + expected + ", found "
                + found + ": it was changed in the store; delete it, replay its sample, and export again");
    }
}
