package ai.medsyn.platform.artifacts;

import java.io.IOException;

/** A name is taken by other bytes. Objects never change: use another name. */
public final class ObjectConflictException extends IOException {

    private static final long serialVersionUID = 1L;

    public ObjectConflictException(ObjectName name, Sha256 stored, Sha256 offered) {
        super("object " + name + " holds " + stored + " and does not change; offered " + offered);
    }
}
