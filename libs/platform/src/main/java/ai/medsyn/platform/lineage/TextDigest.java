package ai.medsyn.platform.lineage;

import ai.medsyn.platform.artifacts.Sha256;

/** The identity of a report's text. */
public final class TextDigest {

    private TextDigest() {}

    /** sha256 of the UTF-8 text: findings, a record separator (U+001E), impression. */
    public static Sha256 of(String findings, String impression) {
        return Sha256.of(findings + '\u001e' + impression);
    }
}
