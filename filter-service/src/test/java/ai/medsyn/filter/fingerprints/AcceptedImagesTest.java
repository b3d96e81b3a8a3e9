package ai.medsyn.filter.fingerprints;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.imaging.Fingerprint;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AcceptedImagesTest {

    private static final List<Fingerprint> FINGERPRINTS = fingerprints(300);

    private static List<Fingerprint> fingerprints(int count) {
        SplittableRandom random = new SplittableRandom(11);
        return Stream.generate(() ->
                        new Fingerprint(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()))
                .limit(count)
                .toList();
    }

    @Test
    void the_nearest_is_the_least_distance_to_any_accepted_image() {
        AcceptedImages accepted = new AcceptedImages();
        for (int i = 0; i < FINGERPRINTS.size(); i++) {
            Fingerprint next = FINGERPRINTS.get(i);
            int least = FINGERPRINTS.subList(0, i).stream()
                    .mapToInt(next::distance)
                    .min()
                    .orElse(Fingerprint.BITS);
            assertThat(accepted.nearest(next, 0)).isEqualTo(least);
            accepted.add(next);
        }
        assertThat(accepted.size()).isEqualTo(FINGERPRINTS.size());
    }

    @Test
    void a_search_from_a_later_image_passes_over_the_earlier_ones() {
        AcceptedImages accepted = new AcceptedImages();
        FINGERPRINTS.forEach(accepted::add);
        Fingerprint first = FINGERPRINTS.get(0);
        assertThat(accepted.nearest(first, 0)).isZero();
        assertThat(accepted.nearest(first, 1)).isGreaterThan(50);
        assertThat(accepted.nearest(first, accepted.size())).isEqualTo(Fingerprint.BITS);
    }
}
