package ai.medsyn.gateway.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ExportPropertiesTest {

    private static ExportProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("medsyn.exports", ExportProperties.class);
    }

    @Test
    void defaults_suit_a_local_installation() {
        assertThat(bind(Map.of())).isEqualTo(new ExportProperties(null, 8, 1000, DataSize.ofMegabytes(256)));
    }

    @Test
    void every_setting_is_read() {
        assertThat(bind(Map.of(
                        "medsyn.exports.scratch", "/var/scratch",
                        "medsyn.exports.copies", "32",
                        "medsyn.exports.shard-samples", "500",
                        "medsyn.exports.shard-bytes", "64MB")))
                .isEqualTo(new ExportProperties(Path.of("/var/scratch"), 32, 500, DataSize.ofMegabytes(64)));
    }

    @Test
    void a_limit_of_zero_is_refused() {
        assertThatThrownBy(() -> bind(Map.of("medsyn.exports.shard-samples", "0")))
                .rootCause()
                .hasMessageContaining("at least 1");
    }
}
