package ai.medsyn.generator.images.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.generator.images.GeneratedImage;
import ai.medsyn.generator.images.ImageRequest;
import ai.medsyn.imaging.DecodedImage;
import ai.medsyn.imaging.ImageMeasures;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.radiology.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The phantom as a generator of images: what is asked for and what comes back. */
class PhantomGeneratorTest extends PhantomBench {

    @Test
    void one_seed_gives_the_same_bytes_from_one_thread_and_from_four() throws Exception {
        List<ImageRequest> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            requests.add(new ImageRequest("Small left effusion. Mild cardiomegaly.", 40 + i, SIZE));
        }
        List<GeneratedImage> together = generator.generate(requests);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<GeneratedImage>> calls = new ArrayList<>();
            requests.forEach(request ->
                    calls.add(() -> generator.generate(List.of(request)).get(0)));
            List<Future<GeneratedImage>> alone = pool.invokeAll(calls);
            for (int i = 0; i < requests.size(); i++) {
                assertThat(alone.get(i).get().pixels().pixels())
                        .isEqualTo(together.get(i).pixels().pixels());
                assertThat(alone.get(i).get().mask().bits())
                        .isEqualTo(together.get(i).mask().bits());
                assertThat(alone.get(i).get().settings())
                        .isEqualTo(together.get(i).settings());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void different_seeds_give_different_patients() {
        assertThat(draw("Normal chest.", 50).pixels().pixels())
                .isNotEqualTo(draw("Normal chest.", 51).pixels().pixels());
    }

    @Test
    void another_size_shows_the_same_patient() {
        GeneratedImage small = generator
                .generate(List.of(new ImageRequest("Large right effusion.", 60, 256)))
                .get(0);
        GeneratedImage large = generator
                .generate(List.of(new ImageRequest("Large right effusion.", 60, 512)))
                .get(0);

        for (int bit = 0; bit < small.mask().names().size(); bit++) {
            // Bones, vessels and the diaphragm are hardly wider than a pixel of the small film.
            double spread = bit > Masks.SPINE && bit < Masks.ORGANS.size() ? 0.25 : 0.07;
            assertThat(area(large, bit) / 4.0 / area(small, bit))
                    .as(small.mask().names().get(bit))
                    .isBetween(1 - spread, 1 + spread);
        }
    }

    @Test
    void what_it_cannot_draw_is_reported() {
        GeneratedImage image = draw("Dextrocardia. Small left pleural effusion. Inferior vena cava filter.", 70);

        assertThat(image.unrendered()).containsExactly("dextrocardia", "inferior vena cava filter");
        assertThat(lesions(image)).containsExactly("lesion:pleural effusion:left");
    }

    @Test
    void the_bytes_of_a_known_request_stay_the_same() {
        GeneratedImage image = draw("Moderate right pleural effusion. Left upper lobe mass. Pacemaker.", 42);

        // Another value here means another phantom: PhantomGenerator.MODEL_ID has to change with it.
        assertThat(Sha256.of(image.pixels().pixels()).toString())
                .isEqualTo("b11706975b9981a6a8939cf2714c65c8b79f7b146bd769c871ed9bd258a9e0f5");
    }

    @Test
    void every_concept_it_draws_is_a_concept_of_the_lexicon() {
        for (FindingKind kind : FindingKind.values()) {
            assertThat(kind.concepts())
                    .allMatch(concept -> Lexicon.builtIn().concept(concept).isPresent());
        }
    }

    @Test
    void films_have_the_contrast_and_sharpness_of_films() {
        for (long seed = 80; seed < 92; seed++) {
            ImageMeasures measures = ImageMeasures.of(
                    new DecodedImage(draw("Normal chest.", seed).pixels(), 0, "png"));

            assertThat(measures.mean()).isBetween(55.0, 205.0);
            assertThat(measures.standardDeviation()).isBetween(30.0, 95.0);
            assertThat(measures.dynamicRange()).isGreaterThan(140);
            assertThat(measures.sharpness()).isGreaterThan(12);
        }
    }

    @Test
    void bad_requests_are_refused_with_a_reason() {
        assertThatThrownBy(() -> draw(" \n", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> draw("x".repeat(10_001), 1))
                .hasMessageContaining("10000")
                .hasMessageContaining("10001");
        for (int size : new int[] {-8, 0, 248, 257, 1032, 100_000}) {
            assertThatThrownBy(() -> generator.generate(List.of(new ImageRequest("Normal.", 1, size))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(size));
        }
    }
}
