package ai.medsyn.platform.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ArtifactSettingsTest {

    @TempDir
    Path directory;

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(ArtifactConfiguration.class);

    @Test
    void without_settings_objects_lie_in_the_home_directory() {
        runner.run(context -> {
            ArtifactSettings settings = context.getBean(ArtifactSettings.class);
            assertThat(settings.directory()).isEqualTo(Path.of(System.getProperty("user.home"), ".medsyn/artifacts"));
            assertThat(settings)
                    .isEqualTo(new ArtifactSettings(
                            ArtifactSettings.Kind.LOCAL,
                            null,
                            false,
                            new ArtifactSettings.S3("medsyn", null, "us-east-1", true, null, null)));
            assertThat(context).hasSingleBean(LocalArtifactStore.class);
        });
    }

    @Test
    void every_setting_is_read() {
        runner.withPropertyValues(
                        "medsyn.artifacts.kind=s3",
                        "medsyn.artifacts.root=" + directory,
                        "medsyn.artifacts.fsync=true",
                        "medsyn.artifacts.s3.bucket=xrays",
                        "medsyn.artifacts.s3.endpoint=https://objects.example.org:9000",
                        "medsyn.artifacts.s3.region=eu-central-1",
                        "medsyn.artifacts.s3.path-style=false",
                        "medsyn.artifacts.s3.access-key=key",
                        "medsyn.artifacts.s3.secret-key=s3cr3t")
                .run(context -> {
                    ArtifactSettings settings = context.getBean(ArtifactSettings.class);
                    assertThat(settings)
                            .isEqualTo(new ArtifactSettings(
                                    ArtifactSettings.Kind.S3,
                                    directory,
                                    true,
                                    new ArtifactSettings.S3(
                                            "xrays",
                                            URI.create("https://objects.example.org:9000"),
                                            "eu-central-1",
                                            false,
                                            "key",
                                            "s3cr3t")));
                    assertThat(settings.toString()).doesNotContain("s3cr3t");
                    assertThat(context).hasSingleBean(S3ArtifactStore.class);
                });
    }
}
