package ai.medsyn.onnx.entities;

/**
 * A run of tokens that a tagger joined.
 *
 * @param type without its prefix, for example {@code DISEASE}
 * @param from first token
 * @param to behind the last token
 */
record TaggedSpan(String type, int from, int to) {}
