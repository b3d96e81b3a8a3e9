package ai.medsyn.radiology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhraseAutomatonTest {

    @Test
    void finds_phrases_inside_and_across_one_another() {
        PhraseAutomaton<String> automaton = automaton("left lung", "left lung base", "lung base opacity", "base");
        assertThat(automaton.matches(sentence("the left lung base opacity")))
                .containsExactlyInAnyOrder(
                        new Match<>("left lung", 1, 3),
                        new Match<>("left lung base", 1, 4),
                        new Match<>("base", 3, 4),
                        new Match<>("lung base opacity", 2, 5));
    }

    @Test
    void no_phrase_reaches_over_a_separator() {
        PhraseAutomaton<String> automaton = automaton("pleural effusion");
        assertThat(automaton.matches(Sentences.of("pleural, effusion").get(0))).isEmpty();
    }

    @Test
    void equals_a_search_of_every_phrase_at_every_word() {
        Random random = new Random(7);
        List<String> phrases = IntStream.range(0, 300)
                .mapToObj(i -> words(random, 1 + random.nextInt(4)))
                .distinct()
                .toList();
        PhraseAutomaton<String> automaton = automaton(phrases.toArray(String[]::new));
        for (int round = 0; round < 200; round++) {
            String text = words(random, 30);
            String[] words = text.split(" ");
            List<Match<String>> expected = new ArrayList<>();
            for (String phrase : phrases) {
                int length = phrase.split(" ").length;
                for (int from = 0; from + length <= words.length; from++) {
                    if (String.join(" ", List.of(words).subList(from, from + length))
                            .equals(phrase)) {
                        expected.add(new Match<>(phrase, from, from + length));
                    }
                }
            }
            assertThat(automaton.matches(sentence(text))).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String words(Random random, int count) {
        return String.join(
                " ",
                IntStream.range(0, count).mapToObj(i -> "w" + random.nextInt(6)).toList());
    }

    private static PhraseAutomaton<String> automaton(String... phrases) {
        return PhraseAutomaton.of(add -> List.of(phrases).forEach(phrase -> add.accept(phrase, phrase)));
    }

    private static List<Word> sentence(String text) {
        return Sentences.of(text).get(0);
    }
}
