/**
 * Tokenizers of pre-trained text encoders, as their model directories bring them: {@code tokenizer.json}, or a WordPiece
 * {@code vocab.txt} alone. The work is done by Hugging Face's own library, so ids are those of the reference.
 */
@NullMarked
package ai.medsyn.onnx.tokens;

import org.jspecify.annotations.NullMarked;
