package ai.medsyn.vision.data;

import java.io.IOException;

/** Stored pairs in a fixed order. */
public interface PairSource {

    /** How messages call it. */
    String name();

    /** Changes when any pair, or their order, does; for example the manifest digest of a sealed dataset with the chosen splits. */
    String digest();

    int size();

    /** Reads one pair, {@code 0 <= index < size()}. Called in order of the index, by one thread. */
    RawPair read(int index) throws IOException;
}
