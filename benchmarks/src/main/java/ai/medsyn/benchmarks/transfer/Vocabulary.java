package ai.medsyn.benchmarks.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Numbers for the words of the phantom's reports; 0 is no word, 1 an unknown one. */
final class Vocabulary {

    private static final int LONGEST = 32;

    private final Map<String, Integer> numbers = new HashMap<>();

    Vocabulary(List<Pair> pairs) {
        for (Pair pair : pairs) {
            for (Sentence sentence : pair.sentences()) {
                sentence.words().forEach(word -> numbers.putIfAbsent(word, numbers.size() + 2));
            }
        }
    }

    int size() {
        return numbers.size() + 2;
    }

    /** [sentences, longest], padded with 0. */
    Tensor encode(List<Sentence> sentences) {
        int length = 3;
        for (Sentence sentence : sentences) {
            length = Math.max(length, Math.min(LONGEST, sentence.words().size()));
        }
        long[] encoded = new long[sentences.size() * length];
        for (int i = 0; i < sentences.size(); i++) {
            List<String> words = sentences.get(i).words();
            for (int k = 0; k < Math.min(length, words.size()); k++) {
                encoded[i * length + k] = numbers.getOrDefault(words.get(k), 1);
            }
        }
        return Tensor.create(encoded, sentences.size(), length);
    }
}
