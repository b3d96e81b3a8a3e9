/**
 * Entity banks: what a corpus of real reports, a list or the lexicon says, counted.
 *
 * <p>A bank is built once by a job, belongs to a team, has a name and a version, and never changes afterwards: a dataset names {@code name@version} and
 * lineage keeps its id. Synonyms are unified when it is built, not when it is used, so that a cap counts concepts and not spellings.
 */
@NullMarked
package ai.medsyn.generator.reports.banks;

import org.jspecify.annotations.NullMarked;
