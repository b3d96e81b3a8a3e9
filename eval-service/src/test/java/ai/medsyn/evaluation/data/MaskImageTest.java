package ai.medsyn.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.imaging.Gray16Image;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskImageTest {

    private static final List<String> TWENTY =
            IntStream.range(0, 20).mapToObj(i -> "structure " + i).toList();

    @Test
    void structures_beyond_the_sixteenth_lie_in_a_second_plane() {
        short[] planes = new short[2 * 6]; // of a film of 3 x 2 pixels
        planes[1] = 1 << 4;
        planes[6 + 5] = 1 << 2; // structure 18
        planes[6 + 0] = (short) (1 << 3 | 1 << 2); // structures 19 and 18

        MaskImage read = MaskImage.decode(new MaskImage(TWENTY, new Gray16Image(3, 4, planes)).encode(), 100);

        assertThat(read.width()).isEqualTo(3);
        assertThat(read.height()).isEqualTo(2);
        assertThat(read.region(List.of("structure 4")).stream()).containsExactly(1);
        assertThat(read.region(List.of("structure 18")).stream()).containsExactly(0, 5);
        assertThat(read.region(List.of("structure 4", "structure 19")).stream()).containsExactly(0, 1);
        assertThat(read.region(List.of("structure 20")).stream()).isEmpty();
    }

    @Test
    void half_a_plane_is_refused() {
        assertThatThrownBy(() -> new MaskImage(TWENTY, new Gray16Image(3, 3, new short[9])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 planes")
                .hasMessageContaining("3 rows");
    }

    @Test
    void a_mask_of_another_size_than_its_film_is_told() {
        MaskImage mask = new MaskImage(List.of("heart"), new Gray16Image(4, 3, new short[12]));
        mask.requireSize(4, 3);
        assertThatThrownBy(() -> mask.requireSize(3, 4))
                .isInstanceOfSatisfying(
                        JobFailure.class, failure -> assertThat(failure.code()).isEqualTo("mask-size"))
                .hasMessageContaining("expected a mask of 3 x 4 pixels, as its film has, found 4 x 3");
    }
}
