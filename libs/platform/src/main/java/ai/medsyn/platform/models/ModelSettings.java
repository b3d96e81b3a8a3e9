package ai.medsyn.platform.models;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where models may lie: {@code medsyn.models}.
 *
 * @param roots directories by name; a model's location begins with the name, and nothing outside of them is read
 * @param web whether this service answers under {@code /v1/models}
 */
@ConfigurationProperties("medsyn.models")
record ModelSettings(
        @DefaultValue Map<String, Path> roots,
        @DefaultValue("false") boolean web) {}
