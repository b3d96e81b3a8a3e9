package ai.medsyn.generator.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.generator.images.phantom.PhantomGenerator;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageGeneratorsTest {

    private final ImageGenerators generators =
            new ImageGenerators(List.of(new PhantomGenerator(new LexiconExtractor(Lexicon.builtIn()))), List.of());

    @Test
    void a_model_is_found_by_its_exact_version() {
        assertThat(generators.require(PhantomGenerator.MODEL_ID).modelId()).isEqualTo(PhantomGenerator.MODEL_ID);
    }

    /** An older version would draw other bytes, so it is not replaced by the present one without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"phantom-99", "phantom-1", "phantom", "PHANTOM-4", ""})
    void another_version_is_refused_and_the_known_ones_are_named(String model) {
        assertThatThrownBy(() -> generators.require(model))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("no image generator " + model)
                .hasMessageContaining(PhantomGenerator.MODEL_ID);
    }
}
