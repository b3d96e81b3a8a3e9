package ai.medsyn.filter.policies;

import ai.medsyn.radiology.EntitySet;

/**
 * What the text policies look at.
 *
 * @param tokens word tokens of the prompt, the section that conditions the image
 * @param entities requested entities missing from the prompt, and entities anywhere in the report that nobody requested; no departure
 *     where none were requested
 */
public record TextEvidence(int tokens, EntitySet.Difference entities) {}
