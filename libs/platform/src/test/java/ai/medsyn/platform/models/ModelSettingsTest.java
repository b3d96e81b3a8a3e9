package ai.medsyn.platform.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ModelSettingsTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(ModelSettings.class)
    static class Settings {}

    @Test
    void without_settings_there_are_no_roots_and_no_api() {
        runner.run(context ->
                assertThat(context.getBean(ModelSettings.class)).isEqualTo(new ModelSettings(Map.of(), false)));
    }

    @Test
    void every_setting_is_read() {
        runner.withPropertyValues("medsyn.models.roots.shared=/srv/models", "medsyn.models.web=true")
                .run(context -> assertThat(context.getBean(ModelSettings.class))
                        .isEqualTo(new ModelSettings(Map.of("shared", Path.of("/srv/models")), true)));
    }
}
