package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.imaging.GrayImage;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ShiftScaleRotateTest {

    private static final int SIDE = 64;

    /** A bright block and its outline. */
    private static final GrayImage FILM = film();

    private static GrayImage film() {
        byte[] pixels = new byte[SIDE * SIDE];
        outline().stream().forEach(pixel -> pixels[pixel] = (byte) 200);
        return new GrayImage(SIDE, SIDE, pixels);
    }

    private static BitSet outline() {
        BitSet outline = new BitSet(SIDE * SIDE);
        for (int y = 20; y < 50; y++) {
            outline.set(y * SIDE + 10, y * SIDE + 30);
        }
        return outline;
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Test
    void about_half_of_the_films_stay_as_they_are_and_the_others_are_turned_or_scaled_a_little() {
        int same = 0;
        for (long seed = 0; seed < 200; seed++) {
            ShiftScaleRotate turn = ShiftScaleRotate.drawn(SIDE, random(seed));
            BitSet outline = turn.outline(outline());
            same += outline.equals(outline()) ? 1 : 0;
            double area = (double) outline.cardinality() / outline().cardinality();
            assertThat(area).isBetween(0.75, 1.27);
        }
        assertThat(same).isBetween(75, 125);
    }

    @Test
    void film_and_outline_move_together() {
        for (long seed = 0; seed < 20; seed++) {
            ShiftScaleRotate turn = ShiftScaleRotate.drawn(SIDE, random(seed));
            GrayImage film = turn.film(FILM);
            BitSet outline = turn.outline(outline());
            int apart = 0;
            for (int i = 0; i < SIDE * SIDE; i++) {
                apart += (film.at(i % SIDE, i / SIDE) >= 100) == outline.get(i) ? 0 : 1;
            }
            assertThat(apart).as("pixels at the edge").isLessThan(12);
        }
    }

    @Test
    void an_unturned_film_keeps_every_pixel() {
        long seed = 0;
        while (!ShiftScaleRotate.drawn(SIDE, random(seed)).outline(outline()).equals(outline())) {
            seed++;
        }
        assertThat(ShiftScaleRotate.drawn(SIDE, random(seed)).film(FILM).pixels())
                .isEqualTo(FILM.pixels());
    }
}
