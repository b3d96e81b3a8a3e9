package ai.medsyn.vision.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.vision.objectives.Embeddings.Role;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {

    @Test
    void every_tensor_is_mapped_in_the_order_of_making() {
        Tensor image = Tensors.ones(2, 3);
        Embeddings embeddings =
                Embeddings.of(image, Tensors.zeros(2, 3)).with(Role.WORD_COUNT, Tensors.of(new long[] {4, 5}, 2));
        List<String> seen = new ArrayList<>();

        Embeddings doubled = embeddings.map(tensor -> {
            seen.add(tensor.toString());
            return Tensors.concatenate(List.of(tensor, tensor), 0);
        });

        assertThat(seen).containsExactly("Tensor[2, 3] FLOAT32", "Tensor[2, 3] FLOAT32", "Tensor[2] INT64");
        assertThat(doubled.get(Role.WORD_COUNT).longs()).containsExactly(4, 5, 4, 5);
        assertThat(embeddings.image().shape()).containsExactly(2, 3);
    }

    @Test
    void an_objective_without_its_inputs_says_what_is_missing() {
        Embeddings global = Embeddings.of(Tensors.ones(2, 3), Tensors.ones(2, 3));

        assertThatThrownBy(() -> new Gloria(Gloria.Temperatures.PAPER, 1, 1).loss(global))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs REGIONS")
                .hasMessageContaining("[IMAGE, TEXT]");
    }
}
