package ai.medsyn.onnx.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IobTagsTest {

    @Test
    void a_span_ends_before_the_next_beginning_or_outside_tag() {
        assertThat(spans("O B-A I-A B-A O B-B I-B O"))
                .containsExactly(new TaggedSpan("A", 1, 3), new TaggedSpan("A", 3, 4), new TaggedSpan("B", 5, 7));
    }

    @Test
    void the_type_is_that_of_the_beginning() {
        assertThat(spans("O B-A I-B I-A O")).containsExactly(new TaggedSpan("A", 1, 4));
    }

    @Test
    void an_inside_tag_without_a_beginning_gives_no_span() {
        assertThat(spans("O I-A I-A O I-B O")).isEmpty();
    }

    @Test
    void an_open_span_closes_before_the_last_token() {
        assertThat(spans("O B-A I-A I-A")).containsExactly(new TaggedSpan("A", 1, 3));
        assertThat(spans("O O B-A")).isEmpty();
        assertThat(spans("")).isEmpty();
    }

    private static List<TaggedSpan> spans(String tags) {
        return IobTags.spans(List.of(tags.split(" ")));
    }
}
