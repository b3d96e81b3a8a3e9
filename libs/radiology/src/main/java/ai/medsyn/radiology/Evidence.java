package ai.medsyn.radiology;

/**
 * Why a mention was read as it was.
 *
 * @param phrase the lexicon phrase that matched, for example {@code pleural effusion}
 * @param trigger the words that decided its certainty, for example {@code no evidence of}; empty for a plain statement
 * @param rule the rule that applied, for example {@code negation-before}
 */
public record Evidence(String phrase, String trigger, String rule) {}
