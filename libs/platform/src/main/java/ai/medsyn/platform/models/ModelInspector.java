package ai.medsyn.platform.models;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.security.Caller;
import java.util.Map;

/**
 * Looks into the files of models of some kind: loads them, tries them out, and says what their configurations came to. Declare it as a bean where models are
 * registered.
 */
public interface ModelInspector {

    /** Whether this inspector knows such models. */
    boolean knows(ModelKind kind, ModelFormat format);

    /**
     * Tries a model out.
     *
     * @param subject what to look at
     * @param caller who wants to know
     * @return resolved settings, JSON scalars, lists or maps: sizes, limits, defaults
     * @throws RequestRefused 400 {@code model-invalid} with everything that is wrong with it
     */
    Map<String, Object> inspect(Subject subject, Caller caller);

    /**
     * A model that may not be registered yet.
     *
     * @param location {@code root/path}
     * @param parameters as its registration names them
     */
    record Subject(ModelKind kind, ModelFormat format, String location, Map<String, Object> parameters) {}
}
