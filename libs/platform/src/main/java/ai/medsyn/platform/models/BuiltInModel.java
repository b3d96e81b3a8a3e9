package ai.medsyn.platform.models;

import java.util.Map;

/**
 * A model that this platform's own code is. Declare it as a bean of the service that runs it, and it is registered when the service starts.
 *
 * @param id stable name, for example {@code phantom-6}
 * @param version changes when the same request gives other bytes
 * @param licence of what it produces
 * @param parameters what a user may want to know: sizes, limits, defaults
 */
public record BuiltInModel(String id, ModelKind kind, String version, String licence, Map<String, Object> parameters) {}
