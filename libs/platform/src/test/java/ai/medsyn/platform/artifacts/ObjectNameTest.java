package ai.medsyn.platform.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "../x",
                "a/../../x",
                "a/./b",
                "a//b",
                "a/",
                "a\\..\\b",
                "..",
                ".incoming/1",
                "a/.hidden",
                "a\u0000b",
                "a b",
                "a\nb",
                "ä"
            })
    void a_name_that_could_escape_is_no_name(String value) {
        assertThatThrownBy(() -> new ObjectName(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_has_at_most_512_characters() {
        assertThat(new ObjectName("x".repeat(512)).value()).hasSize(512);
        assertThatThrownBy(() -> new ObjectName("x".repeat(513)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("512");
    }

    @Test
    void more_segments_follow_a_slash() {
        assertThat(new ObjectName("corpora/1").resolve("images/000/000001.png"))
                .hasToString("corpora/1/images/000/000001.png");
    }
}
