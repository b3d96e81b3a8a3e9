package ai.medsyn.generator.images.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.generator.images.GeneratedImage;
import ai.medsyn.generator.images.ImageRequest;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import java.util.List;

/** Films to look at. */
abstract class PhantomBench {

    static final int SIZE = 256;

    final PhantomGenerator generator = new PhantomGenerator(new LexiconExtractor(Lexicon.builtIn()));

    GeneratedImage draw(String prompt, long seed) {
        return generator.generate(List.of(new ImageRequest(prompt, seed, SIZE))).get(0);
    }

    static List<String> lesions(GeneratedImage image) {
        return image.mask()
                .names()
                .subList(Masks.ORGANS.size(), image.mask().names().size());
    }

    static int area(GeneratedImage image, String name) {
        int bit = image.mask().names().indexOf(name);
        assertThat(bit).as(name + " in " + image.mask().names()).isNotNegative();
        return area(image, bit);
    }

    static int area(GeneratedImage image, int bit) {
        int count = 0;
        for (int bits : image.mask().bits()) {
            count += bits >>> bit & 1;
        }
        return count;
    }
}
