/**
 * Short codes whose distance says how alike two texts or two images are, and the search for the nearest one.
 *
 * <p>A fingerprint is a pure function of what it stands for, so it is computed once and stored. Distances are counts of
 * differing bits; the search is exact, so a decision that rests on it can be repeated. An absent fingerprint (an empty text,
 * an image that cannot be decoded) is near to nothing.
 */
@NullMarked
package ai.medsyn.filter.fingerprints;

import org.jspecify.annotations.NullMarked;
