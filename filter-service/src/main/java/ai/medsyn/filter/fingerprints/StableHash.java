package ai.medsyn.filter.fingerprints;

/** A 64-bit hash of text that is the same on every machine and in every release: FNV-1a, finished by the mixer of SplittableRandom. */
final class StableHash {

    private StableHash() {}

    static long of(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
