/**
 * The model registry: which writers, generators, extractors, judges and encoders exist, and exactly which bytes each of them is.
 *
 * <p>Lineage names models by id, so an id stands for the same files for ever: registering hashes every file, and other files need another id. A
 * model is refused wherever its files are seen to differ. A look at sizes and times is cheap and happens at every use; the files are
 * read in full before a process loads them, and whenever somebody asks.
 *
 * <p>Models lie in directories below configured roots and are named {@code root/path}, so that machines may mount a root anywhere and no answer
 * tells where. Built-in models have no files; they announce themselves when their service starts.
 */
@NullMarked
package ai.medsyn.platform.models;

import org.jspecify.annotations.NullMarked;
